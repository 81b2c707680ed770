// ews-javascript-api finds mailboxes by SOAP Autodiscover, by name and through the lab's proxy, which it asks without CONNECT.
import http from 'node:http'
import ews from 'ews-javascript-api'
import xhr from '@ewsjs/xhr'
import { check, ready } from '../check.mjs'
import { people, refusal } from './lab.mjs'

const {
  AutodiscoverErrorCode,
  AutodiscoverService,
  DomainSettingName,
  ExchangeService,
  ExchangeVersion,
  Uri,
  UserSettingName,
  WebCredentials,
} = ews

const { alice, bob } = people
const domain = alice.mail.split('@')[1]
const nobody = `nobody@${domain}`
const redirects = []

function discovery(...by) {
  const service = new AutodiscoverService(...by)
  service.Credentials = new WebCredentials(alice.upn, alice.password)
  service.XHRApi = new xhr.XhrApi().useProxy(ready.network.proxy)
  service.RedirectionUrlValidationCallback = (url) => redirects.push(url.toString()) > 0
  return service
}

/** The admin API; past the proxy, which leads to the lab's clients alone. */
function admin(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${ready.admin}${path}`,
      { method, headers: { 'Content-Type': 'application/json' } },
      (answer) => {
        let text = ''
        answer
          .on('data', (chunk) => (text += chunk))
          .on('end', () => resolve(text === '' ? null : JSON.parse(text)))
      },
    )
    request.on('error', reject)
    request.end(body === undefined ? '' : JSON.stringify(body))
  })
}

const fault = (match, act, stage = 'before') =>
  admin('POST', '/v1/faults', { match: { protocol: 'autodiscover', ...match }, act, stage })

// By the URL of the service

const direct = discovery(new Uri(ready.exchange.autodiscoverSoap), ExchangeVersion.Exchange2013)
const wanted = [
  UserSettingName.UserDisplayName,
  UserSettingName.ExternalEwsUrl,
  UserSettingName.GroupingInformation,
  UserSettingName.CasVersion,
  UserSettingName.ExternalWebClientUrls,
  UserSettingName.InternalImap4Connections,
]
const told = await direct.GetUserSettings(alice.mail, wanted)
check('alice is found', told.ErrorCode === AutodiscoverErrorCode.NoError, told.ErrorCode)
check('with her name', told.Settings.get(UserSettingName.UserDisplayName)?.startsWith('Alice') === true, told)
const ewsUrl = told.Settings.get(UserSettingName.ExternalEwsUrl)
check('and where EWS is', ewsUrl === ready.exchange.ews, ewsUrl)
const site = told.Settings.get(UserSettingName.GroupingInformation)
check('and in which group she is', site === 'Default-First-Site-Name', site)
const [web] = told.Settings.get(UserSettingName.ExternalWebClientUrls)?.Urls ?? []
check('and where her web client is', web?.Url?.endsWith('/owa/') === true, web)
const connections = told.Settings.get(UserSettingName.InternalImap4Connections)?.Connections ?? []
check('and how to get at her mail by IMAP', connections[0]?.Hostname === `us-exch1.${domain}`, connections)
check('the server says its version', direct.ServerInfo?.MajorVersion === 15, direct.ServerInfo)

const missing = await direct.GetUserSettings(alice.mail, [UserSettingName.PublicFolderServer])
check(
  'a setting without a value is an error of its own',
  missing.UserSettingErrors[0]?.ErrorCode === AutodiscoverErrorCode.SettingIsNotAvailable,
  missing.UserSettingErrors,
)

// By the domain alone

const byName = discovery(ExchangeVersion.Exchange2013)
const found = await byName.GetUserSettings(bob.mail, [UserSettingName.ExternalEwsUrl])
check(
  'bob is found by his address alone',
  found.Settings.get(UserSettingName.ExternalEwsUrl) === ready.exchange.ews,
  found,
)

const many = await byName.GetUserSettings([alice.mail, nobody, bob.mail], [UserSettingName.UserDisplayName])
const codes = many.Responses.map(({ ErrorCode }) => AutodiscoverErrorCode[ErrorCode])
check('several people are told apart', codes.join() === 'NoError,InvalidUser,NoError', codes)

const ofDomain = await byName.GetDomainSettings(
  domain,
  ExchangeVersion.Exchange2013,
  DomainSettingName.ExternalEwsUrl,
)
check(
  'the domain has its URL',
  ofDomain.Settings.get(DomainSettingName.ExternalEwsUrl) === ready.exchange.ews,
  ofDomain,
)

// Redirects

await fault(
  { operation: 'GetUserSettings', target: bob.mail },
  { kind: 'error', code: 'RedirectAddress', details: { target: alice.mail } },
)
const moved = await discovery(ExchangeVersion.Exchange2013).GetUserSettings(bob.mail, [
  UserSettingName.UserDisplayName,
])
check(
  'a redirect to another address is followed',
  moved.Settings.get(UserSettingName.UserDisplayName)?.startsWith('Alice') === true,
  moved,
)
await admin('DELETE', '/v1/faults')

for (const host of [domain, `autodiscover.${domain}`]) {
  await fault({ operation: 'POX', target: host }, { kind: 'reset' }, 'connection')
}
const redirected = await refusal(() =>
  discovery(ExchangeVersion.Exchange2013).GetUserSettings(alice.mail, [UserSettingName.ExternalEwsUrl]),
)
check(
  'when HTTPS fails at both hosts, the redirect of plain HTTP leads on',
  redirected?.Settings?.get(UserSettingName.ExternalEwsUrl) === ready.exchange.ews,
  redirected,
)
check(
  'after the user was asked whether he trusts it',
  redirects.some((url) => url.startsWith(`https://us-exch1.${domain}/`)),
  redirects,
)
await admin('DELETE', '/v1/faults')

await fault(
  { operation: 'GetUserSettings' },
  { kind: 'error', code: 'ServerBusy', details: { level: 'user' } },
)
// what refuses the whole request, this client throws away
const busy = await direct.GetUserSettings(alice.mail, [UserSettingName.UserDN])
check('a busy server says so', busy.ErrorCode === AutodiscoverErrorCode.ServerBusy, busy)
await admin('DELETE', '/v1/faults')

// What is it for

const service = new ExchangeService(ExchangeVersion.Exchange2013)
service.Credentials = new WebCredentials(alice.upn, alice.password)
service.XHRApi = new xhr.XhrApi().useProxy(ready.network.proxy)
await service.AutodiscoverUrl(alice.mail, () => true)
check('a service finds its own URL', service.Url?.ToString() === ready.exchange.ews, service.Url)
const calendar = await ews.Folder.Bind(service, ews.WellKnownFolderName.Calendar)
check('and works with it', calendar.DisplayName === 'Calendar', calendar.DisplayName)

const through = await admin('GET', '/v1/proxy/connections')
check(
  'all of it went through the proxy',
  through.some(({ target, to }) => target === `autodiscover.${domain}:443` && to !== null),
  through.slice(0, 3),
)
