// curl logs in by NTLM, keeps its connection, and is refused with a wrong password or on a fresh connection.
import { spawnSync } from 'node:child_process'
import { check, ready } from '../check.mjs'

const [alice] = ready.users
const GET_CALENDAR =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">' +
  '<s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>'

function post(...options) {
  const common = [
    '-sS',
    '--cacert',
    ready.ca,
    '-H',
    'Content-Type: text/xml; charset=utf-8',
    '-d',
    GET_CALENDAR,
  ]
  return spawnSync('curl', [...common, ...options], { encoding: 'utf8' })
}

const user = `${alice.upn}:${alice.password}`
const lowerCase = ready.exchange.ews.replace('/EWS/Exchange.asmx', '/ews/exchange.asmx')

const https = post('--ntlm', '-u', user, '-w', '\n%{http_code} %{num_connects}', ready.exchange.ews)
check(
  'NTLM over https answers with the calendar',
  /<t:DisplayName>Calendar<.*\n200 1$/s.test(https.stdout),
  https.stdout + https.stderr,
)

const http = post('--ntlm', '-u', user, '-w', '\n%{http_code}', ready.exchange.ewsHttp)
check('NTLM over http answers', http.stdout.endsWith('\n200'), http.stdout + http.stderr)

const downLevel = `${ready.serviceAccount.down.split('\\')[0]}\\${alice.mail.split('@')[0]}:${alice.password}`
const domain = post('--ntlm', '-u', downLevel, '-w', '\n%{http_code}', lowerCase)
check(
  'DOMAIN\\user works, on a path in lower case',
  domain.stdout.endsWith('\n200'),
  domain.stdout + domain.stderr,
)

const wrong = post('--ntlm', '-u', `${alice.upn}:wrong`, '-w', '\n%{http_code}', ready.exchange.ews)
check('a wrong password is refused with 401', wrong.stdout.endsWith('\n401'), wrong.stdout + wrong.stderr)

const none = post('-i', ready.exchange.ews)
check(
  'no credentials get the challenges',
  /401.*www-authenticate: ntlm/is.test(none.stdout),
  none.stdout + none.stderr,
)

const twice = post(
  '--ntlm',
  '-u',
  user,
  '-w',
  '%{http_code} %{num_connects}\n',
  '-o',
  '/dev/null',
  ready.exchange.ews,
  '-o',
  '/dev/null',
  ready.exchange.ews,
)
check(
  'a second request on the connection needs no log-in',
  twice.stdout === '200 1\n200 0\n',
  twice.stdout + twice.stderr,
)
