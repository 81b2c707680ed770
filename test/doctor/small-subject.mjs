// A subject of level 1 that is as small as can be: it subscribes for everybody and listens. Its argument says what it gets wrong.
import { readFileSync } from 'node:fs'

import { openAuthenticated } from '../../dist/clients/http/authenticated-connection.js'
import { autodiscoverPox } from '../../dist/clients/index.js'

const mistake = process.argv[2] ?? 'none'
const forever = () => new Promise((resolve) => setInterval(resolve, 2 ** 30, undefined))

if (mistake === 'deaf') await forever()
if (mistake === 'ends') {
  console.error('cannot open settings.ini')
  process.exit(9)
}

const subject = JSON.parse(readFileSync(process.env['EXWEX_SUBJECT'] ?? '', 'utf8'))
const [record] = subject.exchange
const options = {
  ca: mistake === 'distrusts' ? undefined : readFileSync(subject.caFile, 'utf8'),
  authentication: mistake === 'basic' ? 'basic' : 'ntlm',
  credentials: {
    username: mistake === 'wrong-domain' ? `WRONG\\${record.username.split('@')[0]}` : record.username,
    password: mistake === 'wrong-password' ? 'mistyped' : record.password,
  },
}
const [origin] = Object.values(record.discovery.hosts)
const discovered =
  mistake === 'wrong-path'
    ? { ewsUrl: `${origin}/exchange/Exchange.asmx` }
    : await autodiscoverPox(`${origin}/autodiscover/autodiscover.xml`, subject.people[0].mail, options)

async function ask(mail, operation) {
  const version = mistake === 'old-version' ? 'Exchange2007_SP1' : 'Exchange2013_SP1'
  const impersonation = `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${mail}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  const header = `<t:RequestServerVersion Version="${version}"/>${mistake === 'no-impersonation' ? '' : impersonation}`
  const connection = openAuthenticated(options)
  const answer = await connection.open({
    method: 'POST',
    url: discovered.ewsUrl,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header>${header}</s:Header><s:Body>${operation}</s:Body></s:Envelope>`,
  })
  answer.setEncoding('utf8')
  return answer
}

async function subscribe(mail) {
  const types = ['Created', 'Modified', 'Deleted', 'Moved'].map(
    (type) => `<t:EventType>${type}Event</t:EventType>`,
  )
  const answer = await ask(
    mail,
    `<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds><t:EventTypes>${types.join('')}</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>`,
  )
  let body = ''
  for await (const chunk of answer) body += chunk
  return /SubscriptionId>([^<]+)</.exec(body)?.[1] ?? ''
}

try {
  const ids = []
  for (const { mail } of mistake === 'half' ? subject.people.slice(1) : subject.people)
    ids.push(await subscribe(mail))
  const wanted = ids.map((id) => `<t:SubscriptionId>${id}</t:SubscriptionId>`).join('')
  const stream = await ask(
    subject.people[0].mail,
    `<m:GetStreamingEvents><m:SubscriptionIds>${wanted}</m:SubscriptionIds><m:ConnectionTimeout>30</m:ConnectionTimeout></m:GetStreamingEvents>`,
  )
  for await (const chunk of stream) if (chunk.length === 0) break
} catch (error) {
  console.error(String(error))
}
await forever()
