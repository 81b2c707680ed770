import { expect, it } from 'vitest'
import { startExchangeLab } from '../../testing/exchange-lab.js'
import { itWithSchema } from '../../testing/official-schema.js'
import { createMailboxPermissionAdministration } from '../../access/permissions/index.js'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import {
  ask,
  askPox,
  askSoap,
  domainsRequest,
  headerOf,
  poxRequest,
  SOAP_PATH,
  soapRequest,
  textOf,
  usersRequest,
  type ExchangeLab,
} from '../testing/ask.js'
import { complaints } from '../testing/autodiscover-schema.js'
import { USER_SETTINGS } from './user-settings.js'

const ALICE = 'alice@ent-pa.example'
const CAROL = 'carol@ent-pa.example'

const askUsers = (
  lab: ExchangeLab,
  users: readonly string[],
  settings: readonly string[] = ['ExternalEwsUrl'],
) => askSoap(lab, { request: usersRequest(users, settings) })

/** The setting of a name, as it stands in an answer. */
function settingIn(document: string, name: string): string | undefined {
  return new RegExp(`<UserSetting [^>]*><Name>${name}</Name>(.*?)</UserSetting>`).exec(document)?.[1]
}

it('tells the settings of a user, with the version in elements of the header', async () => {
  await using lab = await startExchangeLab()

  const document = await askUsers(lab, [ALICE], ['ExternalEwsUrl', 'UserDisplayName', 'GroupingInformation'])

  expect(document).toContain(
    '<a:Action s:mustUnderstand="1">' +
      'http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettingsResponse</a:Action>',
  )
  expect(document).toMatch(
    /<h:MajorVersion>15<.*<h:MinorVersion>1<.*<h:MajorBuildNumber>2375<.*<h:MinorBuildNumber>28<.*<h:Version>Exchange2015</,
  )
  expect(document).toContain(
    '<ErrorCode>NoError</ErrorCode><ErrorMessage/><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>' +
      '<ErrorMessage>No error.</ErrorMessage><RedirectTarget i:nil="true"/><UserSettingErrors/><UserSettings>' +
      '<UserSetting i:type="StringSetting"><Name>ExternalEwsUrl</Name>' +
      `<Value>${lab.endpoints.origins.exchange}/EWS/Exchange.asmx</Value></UserSetting>`,
  )
  expect(settingIn(document, 'UserDisplayName')).toBe('<Value>Alice Anders</Value>')
  expect(settingIn(document, 'GroupingInformation')).toBe('<Value>Default-First-Site-Name</Value>')
})

it('answers several users in one request, each for himself', async () => {
  await using lab = await startExchangeLab()

  const document = await askUsers(lab, [ALICE, 'nobody@ent-pa.example', CAROL, 'nonsense'])

  expect([...document.matchAll(/<UserResponse><ErrorCode>(\w+)</g)].map(([, code]) => code)).toEqual([
    'NoError',
    'InvalidUser',
    'RedirectAddress',
    'InvalidUser',
  ])
  expect(document).toContain(
    '<ErrorMessage>Redirection address.</ErrorMessage>' +
      '<RedirectTarget>carol@ent-pa.mail.onmicrosoft.com</RedirectTarget><UserSettingErrors/><UserSettings/>',
  )
  expect(document).toContain("<ErrorMessage>Invalid user: 'nobody@ent-pa.example'</ErrorMessage>")
})

it('tells a setting that nobody knows from one that has no value', async () => {
  await using lab = await startExchangeLab()

  const document = await askUsers(lab, [ALICE], ['Nonsense', 'PublicFolderServer', 'UserDN'])

  expect(document).toMatch(/<ErrorCode>InvalidSetting<\/ErrorCode>.*?<SettingName>Nonsense</)
  expect(document).toMatch(/<ErrorCode>SettingIsNotAvailable<\/ErrorCode>.*?<SettingName>PublicFolderServer</)
  expect(settingIn(document, 'UserDN')).toMatch(/^<Value>\/o=ENT-PA\/ou=/)
})

it('knows the 99 settings of the Managed API and two more, each with a value or a reason', async () => {
  await using lab = await startExchangeLab()
  const names = [...USER_SETTINGS.keys()]

  const document = await askUsers(lab, [ALICE], names)

  expect(names).toHaveLength(101)
  expect(document).not.toContain('InvalidSetting')
  const told = names.filter((name) => settingIn(document, name) !== undefined)
  const missing = names.filter((name) => document.includes(`<SettingName>${name}</SettingName>`))
  expect([...told, ...missing].sort()).toEqual([...names].sort())
  expect(told.length).toBeGreaterThan(65)
})

it('gives settings in the type that each has', async () => {
  await using lab = await startExchangeLab()

  const document = await askUsers(
    lab,
    [ALICE],
    ['ExternalWebClientUrls', 'InternalImap4Connections', 'CasVersion', 'EwsSupportedSchemas'],
  )

  expect(document).toMatch(
    /i:type="WebClientUrlCollectionSetting"><Name>ExternalWebClientUrls<\/Name><WebClientUrls><WebClientUrl><AuthenticationMethods>Fba<\/AuthenticationMethods><Url>https:.*\/owa\//,
  )
  expect(document).toMatch(
    /i:type="ProtocolConnectionCollectionSetting"><Name>InternalImap4Connections<\/Name><ProtocolConnections><ProtocolConnection><Hostname>ex01\.ent-pa\.example<\/Hostname><Port>993<\/Port><EncryptionMethod>SSL</,
  )
  expect(settingIn(document, 'CasVersion')).toBe('<Value>15.01.2375.028</Value>')
  expect(settingIn(document, 'EwsSupportedSchemas')).toMatch(
    /^<Value>Exchange2007, .*, Exchange2015<\/Value>$/,
  )
})

it('tells of the mailboxes that were opened to somebody by name', async () => {
  await using lab = await startExchangeLab()
  const [alice, bob] = [ALICE, 'bob@ent-pa.example'].map((address) =>
    lab.directory.recipients.byAddress(address),
  )
  createMailboxPermissionAdministration(lab.core).add({
    mailbox: bob?.mailboxGuid ?? '',
    trustee: alice?.objectGuid ?? '',
    isDeny: false,
    rights: ['FullAccess'],
    inheritance: 'All',
  })

  const document = await askUsers(lab, [ALICE], ['AlternateMailboxes'])
  const none = await askUsers(lab, ['bob@ent-pa.example'], ['AlternateMailboxes'])

  expect(document).toMatch(
    /i:type="AlternateMailboxCollectionSetting"><Name>AlternateMailboxes<\/Name><AlternateMailboxes><AlternateMailbox><Type>Delegate<\/Type><DisplayName>Bob Böhm</,
  )
  expect(await askPox(lab, poxRequest(ALICE))).toContain(
    '<AlternativeMailbox><Type>Delegate</Type><DisplayName>Bob Böhm</DisplayName><SmtpAddress>bob@ent-pa.example<',
  )
  expect(none).toMatch(/<ErrorCode>SettingIsNotAvailable<.*<SettingName>AlternateMailboxes</)
})

it('does not know in 2010 what came later', async () => {
  await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS['2010'] })

  const document = await askSoap(lab, {
    version: 'Exchange2010_SP1',
    request: usersRequest(
      [ALICE],
      ['MailboxVersion', 'CasVersion', 'ExternalEcpVoicemailUrl', 'InternalMailboxServer'],
    ),
  })

  expect(document).toMatch(/<ErrorCode>InvalidSetting<.*<SettingName>MailboxVersion</)
  expect(settingIn(document, 'CasVersion')).toBe('<Value>14.03.0279.002</Value>')
  expect(settingIn(document, 'ExternalEcpVoicemailUrl')).toMatch(/\/ecp\/\?p=customize\/voicemail\.aspx/)
  expect(settingIn(document, 'InternalMailboxServer')).toBe('<Value>ex01.ent-pa.example</Value>')
  expect(document).toContain('<h:Version>Exchange2010_SP2</h:Version>')
})

it.each([
  ['no users', { request: usersRequest([], ['UserDN']) }],
  ['no settings', { request: usersRequest([ALICE], []) }],
  [
    'more than a hundred users',
    {
      request: usersRequest(
        Array.from({ length: 101 }, () => ALICE),
        ['UserDN'],
      ),
    },
  ],
  ['no version', { version: null, request: usersRequest([ALICE], ['UserDN']) }],
  ['a version of EWS', { version: 'V2015_10_05', request: usersRequest([ALICE], ['UserDN']) }],
  [
    'a service pack that has no version',
    { version: 'Exchange2010_SP3', request: usersRequest([ALICE], ['UserDN']) },
  ],
  ['a version that does not exist', { version: 'Exchange2019', request: usersRequest([ALICE], ['UserDN']) }],
])('refuses as a whole a request with %s', async (_what, question) => {
  await using lab = await startExchangeLab()

  const document = await askSoap(lab, question)

  expect(document).toMatch(/<Response [^>]*><ErrorCode>InvalidRequest<\/ErrorCode><ErrorMessage>The /)
  expect(document).toContain('<UserResponses i:nil="true"/>')
})

it('takes a hundred users at once', async () => {
  await using lab = await startExchangeLab()

  const document = await askUsers(
    lab,
    Array.from({ length: 100 }, () => ALICE),
  )

  expect(document.match(/<UserResponse>/g)).toHaveLength(100)
})

it('takes no version that is newer than the server', async () => {
  await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS['2013'] })
  const asked = (version: string) => askSoap(lab, { version, request: usersRequest([ALICE], ['UserDN']) })

  expect(await asked('Exchange2013_SP1')).toContain('<ErrorCode>NoError</ErrorCode>')
  expect(await asked('Exchange2016')).toContain('The RequestedServerVersion header is missing or invalid.')
})

it('tells what is known of a domain, and that another is not its own', async () => {
  await using lab = await startExchangeLab()

  const document = await askSoap(lab, {
    operation: 'GetDomainSettings',
    request: domainsRequest(
      ['ENT-PA.example', 'other.example'],
      ['ExternalEwsUrl', 'ExternalEwsVersion', 'Nonsense'],
    ),
  })

  expect([...document.matchAll(/<DomainResponse><ErrorCode>(\w+)</g)].map(([, code]) => code)).toEqual([
    'NoError',
    'InvalidDomain',
  ])
  expect(document).toMatch(
    /<DomainSetting i:type="DomainStringSetting"><Name>ExternalEwsUrl<\/Name><Value>https:/,
  )
  expect(document).toContain('<Name>ExternalEwsVersion</Name><Value>15.01.2375.000</Value>')
  expect(document).toMatch(/<DomainSettingError><ErrorCode>InvalidSetting<.*<SettingName>Nonsense</)
})

it('says of a domain without an external URL that there is none', async () => {
  await using lab = await startExchangeLab()
  lab.exchange.servers.setWebServicesDirectory('EX01', { externalUrl: null })

  const document = await askSoap(lab, {
    operation: 'GetDomainSettings',
    request: domainsRequest(['ent-pa.example'], ['ExternalEwsUrl']),
  })

  expect(document).toMatch(/<ErrorCode>SettingIsNotAvailable<.*<SettingName>ExternalEwsUrl</)
})

it('is not federated, and knows nothing of the domains of others', async () => {
  await using lab = await startExchangeLab()
  const asked = (domain: string) =>
    askSoap(lab, { operation: 'GetFederationInformation', request: `<a:Domain>${domain}</a:Domain>` })

  expect(await asked('ent-pa.example')).toContain('<ErrorCode>NotFederated</ErrorCode>')
  expect(await asked('other.example')).toContain('<ErrorCode>InvalidDomain</ErrorCode>')
  expect(await asked('')).toContain('<ErrorCode>InvalidRequest</ErrorCode>')
})

it('answers with SOAP faults what is not for this service', async () => {
  await using lab = await startExchangeLab()
  const request = usersRequest([ALICE], ['UserDN'])

  const unknown = await ask(lab, { path: SOAP_PATH, body: soapRequest({ request, action: 'urn:x' }) })
  const without = await ask(lab, { path: SOAP_PATH, body: soapRequest({ request, action: null }) })
  const secured = await ask(lab, { path: `${SOAP_PATH}/wssecurity`, body: soapRequest({ request }) })

  expect([unknown.status, without.status, secured.status]).toEqual([500, 500, 500])
  expect(await textOf(unknown)).toMatch(
    /<faultcode xmlns:f="[^"]*">f:ActionNotSupported<.*ContractFilter mismatch/,
  )
  expect(await textOf(without)).toMatch(/f:MessageAddressingHeaderRequired<.*No Action header was found/)
  expect(await textOf(secured)).toMatch(/f:InvalidSecurity<.*An error occurred when verifying security/)
})

it('refuses below SOAP what is no SOAP', async () => {
  await using lab = await startExchangeLab()
  const statusOf = async (body: string, headers = {}) =>
    (await ask(lab, { path: SOAP_PATH, body, headers })).status

  expect(await statusOf('hello')).toBe(400)
  expect(await statusOf('<a/>')).toBe(400)
  expect(await statusOf(soapRequest({ request: '' }).slice(0, -3))).toBe(400)
  expect((await ask(lab, { path: SOAP_PATH, method: 'GET' })).status).toBe(200)
  expect((await ask(lab, { path: SOAP_PATH, method: 'PUT' })).status).toBe(405)
})

it('challenges the anonymous and says that there is SOAP', async () => {
  await using lab = await startExchangeLab()

  const answer = await ask(lab, { path: SOAP_PATH, credentials: 'ENT-PA\\alice:wrong', body: 'x' })

  expect(answer.status).toBe(401)
  expect(headerOf(answer, 'X-SOAP-Enabled')).toBe('True')
  expect(headerOf(answer, 'WWW-Authenticate')).toBe('Negotiate')
})

it('keeps the operation, the first user and the outcome in the journal', async () => {
  await using lab = await startExchangeLab()

  await askUsers(lab, [CAROL, ALICE])

  expect(
    [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'autodiscover')].at(-1),
  ).toMatchObject({
    operation: 'GetUserSettings',
    target: CAROL,
    outcome: 'RedirectAddress',
    principal: 'ENT-PA\\svc-cal',
  })
})

itWithSchema('answers with valid bodies', async (directory) => {
  await using lab = await startExchangeLab()
  const domains = domainsRequest(['ent-pa.example', 'x.example'], ['ExternalEwsUrl', 'Nonsense'])
  const documents = [
    await askUsers(lab, [ALICE, CAROL, 'nobody@x'], [...USER_SETTINGS.keys(), 'Nonsense']),
    await askUsers(lab, []),
    await askSoap(lab, { operation: 'GetDomainSettings', request: domains }),
    await askSoap(lab, { operation: 'GetDomainSettings', request: domainsRequest([], []) }),
    await askSoap(lab, {
      operation: 'GetFederationInformation',
      request: '<a:Domain>ent-pa.example</a:Domain>',
    }),
  ]

  expect(complaints(directory, 'soap-messages', documents)).toEqual([])
})
