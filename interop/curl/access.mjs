// curl logs in by every scheme that it has, is refused by each, and shows that NTLM belongs to one connection.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, ready, shell } from '../check.mjs'

const [alice, bob] = ready.users
const { ews } = ready.exchange
const netbios = ready.serviceAccount.down.split('\\')[0]
const folder = mkdtempSync(join(tmpdir(), 'exwex-curl-'))
const namespaces =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"'

function getCalendar(impersonated) {
  const identity =
    impersonated === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID>${impersonated}</t:ConnectingSID></t:ExchangeImpersonation>`
  return (
    `<s:Envelope ${namespaces}><s:Header><t:RequestServerVersion Version="Exchange2013"/>${identity}</s:Header><s:Body><m:GetFolder>` +
    '<m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>'
  )
}

/** Runs curl; `last` is what it wrote in the end. */
function curl(options, { body = getCalendar(), environment = {} } = {}) {
  const common = ['-sS', '--cacert', ready.ca, '-H', 'Content-Type: text/xml; charset=utf-8', '-d', body]
  const { stdout, stderr } = spawnSync(
    'curl',
    [...common, '-w', '\n%{http_code} %{num_connects}', ...options],
    {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    },
  )
  return { stdout, said: stdout + stderr, status: /\n(\d{3}) \d+$/.exec(stdout)?.[1] }
}

const codeOf = ({ stdout }) => /ResponseCode[^>]*>(\w+)</.exec(stdout)?.[1]
const login = ({ upn, password }) => ['-u', `${upn}:${password}`]

// Basic

const basic = curl(['--basic', ...login(alice), ews])
check('Basic answers with the calendar', basic.status === '200' && codeOf(basic) === 'NoError', basic.said)
const down = curl(['--basic', '-u', `${netbios}\\bob:${bob.password}`, ews])
check('Basic takes DOMAIN\\user', down.status === '200', down.said)
const bare = curl(['--basic', '-u', `alice:${alice.password}`, ews])
check('Basic takes a user name alone', bare.status === '200', bare.said)
const wrong = curl(['--basic', '-i', '-u', `${alice.upn}:wrong`, ews])
check(
  'Basic refuses a wrong password with all challenges and no body',
  wrong.status === '401' &&
    /content-length: 0/i.test(wrong.stdout) &&
    /www-authenticate: basic realm=/i.test(wrong.stdout),
  wrong.said,
)

// What is offered

const offered = [...curl(['-i', ews]).stdout.matchAll(/^www-authenticate: (\w+)/gim)].map(
  ([, scheme]) => scheme,
)
check('the schemes are offered in order', offered.join() === 'Negotiate,NTLM,Basic', offered)
const chosen = curl(['--ntlm', '--basic', '-v', ...login(alice), ews])
check(
  'of two, curl takes the better one',
  chosen.status === '200' && /authorization: NTLM/i.test(chosen.said),
  chosen.said,
)

// NTLM by connection

const twice = ['-o', '/dev/null', ews, '-o', '/dev/null', ews]
const kept = curl(['--ntlm', ...login(alice), '-w', '%{http_code} %{num_connects}\n', ...twice])
check('NTLM holds for the connection', kept.stdout === '200 1\n200 0\n', kept.said)
const fresh = curl([
  '--ntlm',
  ...login(alice),
  '-o',
  '/dev/null',
  '-w',
  '%{http_code} %{num_connects}\n',
  ews,
  '--next',
  '-sS',
  '--cacert',
  ready.ca,
  '--http1.1',
  '--no-keepalive',
  '-H',
  'Connection: close',
  '-o',
  '/dev/null',
  '-w',
  '%{http_code}\n',
  '-d',
  'x',
  ews.replace('127.0.0.1', 'localhost'),
])
check('and not for another one', fresh.stdout === '200 1\n401\n', fresh.said)
const legs = curl(['--ntlm', '-v', ...login(alice), ews])
check(
  'NTLM takes three legs on one connection',
  (legs.said.match(/HTTP\/1.1 401/g) ?? []).length === 1 && /persistent-auth: true/i.test(legs.said),
  legs.said,
)

// Negotiate: NTLM inside SPNEGO, by the GSSAPI of this machine

function negotiate({ upn, password }, ...more) {
  const file = join(folder, 'users')
  writeFileSync(file, `${netbios}:${upn.split('@')[0]}:${password}\n`, { mode: 0o600 })
  return curl(['--negotiate', '-u', ':', ...more, ews], { environment: { NTLM_USER_FILE: file } })
}

const wrapped = negotiate(alice, '-i')
check(
  'Negotiate answers with the calendar',
  wrapped.status === '200' && codeOf(wrapped) === 'NoError',
  wrapped.said,
)
check('and the server has the last word', /www-authenticate: negotiate o/i.test(wrapped.stdout), wrapped.said)
const stranger = negotiate({ ...alice, password: 'wrong' })
check('Negotiate refuses a wrong password', stranger.status === '401', stranger.said)

// Impersonation

/** EWS names people by SID in the permissions of a folder. */
async function sidOfBob() {
  await shell('Add-MailboxFolderPermission alice:\\Calendar -User bob -AccessRights Reviewer')
  const shape =
    '<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:FieldURI FieldURI="folder:PermissionSet"/></t:AdditionalProperties>'
  const body = getCalendar().replace('<t:BaseShape>Default</t:BaseShape>', shape)
  const { stdout } = curl(['--ntlm', ...login(alice), ews], { body })
  await shell('Remove-MailboxFolderPermission alice:\\Calendar -User bob -Confirm:$false')
  return /<t:SID>([^<]+)<\/t:SID><t:PrimarySmtpAddress>bob@/.exec(stdout)?.[1]
}

const service = login(ready.serviceAccount)
const sid = await sidOfBob()
const identities = [
  `<t:PrimarySmtpAddress>${bob.mail}</t:PrimarySmtpAddress>`,
  `<t:SmtpAddress>${bob.mail.toUpperCase()}</t:SmtpAddress>`,
  `<t:PrincipalName>${bob.upn}</t:PrincipalName>`,
  `<t:SID>${sid}</t:SID>`,
]
for (const identity of identities) {
  const acted = curl(['--ntlm', ...service, ews], { body: getCalendar(identity) })
  check(
    `the service account acts by ${identity.slice(3, identity.indexOf('>'))}`,
    codeOf(acted) === 'NoError',
    acted.said,
  )
}
const denied = curl(['--ntlm', ...login(alice), ews], { body: getCalendar(identities[0]) })
check('alice may not act as bob', codeOf(denied) === 'ErrorImpersonateUserDenied', denied.said)
const nobody = curl(['--ntlm', ...service, ews], {
  body: getCalendar('<t:SmtpAddress>nobody@ent-pa.example</t:SmtpAddress>'),
})
check('nobody acts as nobody', codeOf(nobody) === 'ErrorNonExistentMailbox', nobody.said)

const role = 'Get-ManagementRoleAssignment -Role ApplicationImpersonation | Set-ManagementRoleAssignment'
await shell(`New-ManagementScope -Name:CurlPilot
  -RecipientRestrictionFilter {Alias -eq 'bob'}
${role} -CustomRecipientWriteScope CurlPilot`)
const inside = curl(['--ntlm', ...service, ews], { body: getCalendar(identities[0]) })
const outside = curl(['--ntlm', ...service, ews], {
  body: getCalendar(`<t:PrimarySmtpAddress>${alice.mail}</t:PrimarySmtpAddress>`),
})
check('a scope lets it act for whom it names', codeOf(inside) === 'NoError', inside.said)
check('and for nobody else', codeOf(outside) === 'ErrorImpersonateUserDenied', outside.said)
await shell(`${role} -CustomRecipientWriteScope $null
Remove-ManagementScope CurlPilot -Confirm:$false`)
const restored = curl(['--ntlm', ...service, ews], {
  body: getCalendar(`<t:PrimarySmtpAddress>${alice.mail}</t:PrimarySmtpAddress>`),
})
check('until its role is restored', codeOf(restored) === 'NoError', restored.said)

rmSync(folder, { recursive: true, force: true })
