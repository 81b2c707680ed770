import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { startExchangeLab } from '../../testing/exchange-lab.js'
import { itWithSchema } from '../../testing/official-schema.js'
import { renderServerVersion } from '../server-version.js'
import {
  ask,
  askPox,
  credentials,
  headerOf,
  POX_PATH,
  poxRequest,
  REQUEST_SCHEMA,
  RESPONSE_SCHEMA,
  textOf,
} from '../testing/ask.js'
import { complaints } from '../testing/autodiscover-schema.js'
import { rawPost } from '../../testing/raw-post.js'

const ALICE = poxRequest('alice@ent-pa.example')

it("tells a mailbox's settings with the addresses of the endpoint set that was asked", async () => {
  await using lab = await startExchangeLab()
  const relayed = await lab.network.open({ name: 'node1', advertise: { exchange: 'https://127.0.0.1:1' } })
  const { exchange } = lab.endpoints.origins

  const direct = await askPox(lab, poxRequest('Alice@ent-pa.example'))
  const answer = await rawPost({
    port: Number(new URL(relayed.origins.exchangeHttp).port),
    path: POX_PATH,
    credentials,
    body: ALICE,
  })

  expect(direct).toContain('<AutoDiscoverSMTPAddress>alice@ent-pa.example</AutoDiscoverSMTPAddress>')
  expect(direct).toMatch(new RegExp(`<Type>EXCH</Type>.*<EwsUrl>${exchange}/EWS/Exchange.asmx`))
  expect(direct).toMatch(/<ServerVersion>73C18947<\/ServerVersion>.*<AD>dc1\.ent-pa\.example<\/AD>/)
  expect(direct).toMatch(new RegExp(`<Type>EXPR</Type>.*<EwsUrl>${exchange}/EWS/Exchange.asmx`))
  expect(direct).toContain('<GroupingInformation>Default-First-Site-Name</GroupingInformation>')
  expect(await textOf(answer)).toContain('<EwsUrl>https://127.0.0.1:1/EWS/Exchange.asmx</EwsUrl>')
})

it('tells the URLs of the virtual directory of the server that has the mailbox', async () => {
  await using lab = await startExchangeLab()
  lab.exchange.servers.setWebServicesDirectory('EX01', {
    internalUrl: 'https://ex01.ent-pa.example/EWS/Exchange.asmx',
    externalUrl: 'https://mail.ent-pa.example/EWS/Exchange.asmx',
  })

  const both = await askPox(lab, ALICE)
  lab.exchange.servers.setWebServicesDirectory('EX01', { externalUrl: null })
  const internalOnly = await askPox(lab, ALICE)

  expect(both).toMatch(/<Type>EXCH<.*<EwsUrl>https:\/\/ex01\.ent-pa\.example.*<Type>EXPR</)
  expect(both).toMatch(/<Type>EXPR<\/Type><Server>mail\.ent-pa\.example<\/Server><SSL>On<\/SSL>/)
  expect(both).toMatch(
    /<Type>WEB<\/Type><Internal><OWAUrl AuthenticationMethod="Basic, Fba">https:\/\/ex01\.ent-pa\.example\/owa\//,
  )
  expect(both).toMatch(/<External><OWAUrl AuthenticationMethod="Fba">https:\/\/mail\.ent-pa\.example\/owa\//)
  expect(internalOnly).toContain('<Type>EXCH</Type>')
  expect(internalOnly).not.toMatch(/<Type>EXPR|mail\.ent-pa/)
})

it('gives EXHTTP to clients that can take it, in servers that have it', async () => {
  await using lab = await startExchangeLab()
  await using old = await startExchangeLab({ product: PRODUCT_VERSIONS['2010'] })

  const without = await askPox(lab, ALICE)
  const given = await askPox(lab, ALICE, { 'X-ClientCanHandle': 'Negotiate, ExHttpInfo' })
  const notYet = await askPox(old, ALICE, { 'X-ClientCanHandle': 'Negotiate,ExHttpInfo' })

  expect(without).not.toContain('EXHTTP')
  expect(given.match(/<Type>EXHTTP<\/Type>/g)).toHaveLength(1)
  expect(given).toMatch(
    /<Type>EXHTTP<\/Type><Server>127\.0\.0\.1<\/Server><SSL>On<\/SSL><AuthPackage>Negotiate</,
  )
  expect(notYet).not.toContain('EXHTTP')
})

it('names the server and not the mailbox in 2010, and no front-end settings', async () => {
  await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS['2010'] })

  const document = await askPox(lab, ALICE)

  expect(document).toContain('<Server>ex01.ent-pa.example</Server>')
  expect(document).toContain('/cn=Configuration/cn=Servers/cn=EX01</ServerDN>')
  expect(document).toContain('<ServerVersion>73838117</ServerVersion>')
  expect(document).not.toMatch(/GroupingInformation|EwsPartnerUrl|MicrosoftOnline|EmwsUrl/)
})

it('sends who asks for a mailbox in the cloud to its address there [HC-024]', async () => {
  await using lab = await startExchangeLab()

  const document = await askPox(lab, poxRequest('carol@ent-pa.example'))

  expect(document).toContain(
    '<Action>redirectAddr</Action><RedirectAddr>carol@ent-pa.mail.onmicrosoft.com</RedirectAddr>',
  )
  expect(document).not.toMatch(/<User>|<Protocol>/)
})

it.each([
  ['an unknown address', poxRequest('nobody@ent-pa.example'), 500],
  ['a group', poxRequest('all-staff@ent-pa.example'), 500],
  ['something that is no address', poxRequest('alice'), 501],
  ['an unknown response schema', poxRequest('alice@ent-pa.example', 'urn:x'), 601],
  ['no request at all', 'hello', 600],
  ['an empty body', '', 600],
  ['a request without an address', poxRequest(''), 600],
  ['a request that is not well-formed', ALICE.slice(0, -4), 600],
  ['a request of another schema', ALICE.replace(REQUEST_SCHEMA, 'urn:x'), 600],
  ['a request whose parts are of another schema', ALICE.replace('<Request>', '<Request xmlns="urn:x">'), 600],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${ALICE}`, 600],
])('answers %s with an error document', async (_what, body, code) => {
  await using lab = await startExchangeLab()

  const document = await askPox(lab, body)

  expect(document).toMatch(
    new RegExp(`<Error Time="08:00:00.0000000" Id="\\d+"><ErrorCode>${code}</ErrorCode><Message>`),
  )
})

it('reads a request whatever its prefixes', async () => {
  await using lab = await startExchangeLab()
  const prefixed = ALICE.replace('xmlns=', 'xmlns:q=').replace(/<(\/?)(?=[A-Z])/g, '<$1q:')

  expect(await askPox(lab, prefixed)).toContain('<Action>settings</Action>')
})

it('answers a GET with error 600, the health test of administrators', async () => {
  await using lab = await startExchangeLab()

  const answer = await ask(lab, { path: '/Autodiscover/Autodiscover.xml', method: 'GET' })

  expect(await textOf(answer)).toContain('<ErrorCode>600</ErrorCode><Message>Invalid Request</Message>')
})

it.each(['2010', '2013', '2016', '2019', 'online'] as const)(
  'says on every answer of %s that there is SOAP, also on 401',
  async (name) => {
    await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS[name] })

    const anonymous = await rawPost({ port: lab.port, path: POX_PATH, method: 'GET' })
    const granted = await ask(lab, { path: POX_PATH, body: ALICE })
    const refused = await ask(lab, { path: POX_PATH, method: 'DELETE' })

    expect([anonymous.status, granted.status, refused.status]).toEqual([401, 200, 405])
    for (const answer of [anonymous, granted, refused]) {
      expect(headerOf(answer, 'X-SOAP-Enabled')).toBe('True')
      expect(headerOf(answer, 'X-WSSecurity-Enabled')).toBe('True')
      expect(headerOf(answer, 'X-OAuth-Enabled')).toBe(name === '2010' ? undefined : 'True')
      expect(headerOf(answer, 'X-WSSecurity-SymmetricKey-Enabled')).toBe(name === '2010' ? undefined : 'True')
      expect(headerOf(answer, 'X-WSSecurity-X509Cert-Enabled')).toBe(name === '2010' ? undefined : 'True')
    }
  },
)

it('keeps who asked, for whom, and the outcome in the journal', async () => {
  await using lab = await startExchangeLab()

  await askPox(lab, ALICE)

  const entry = await lab.core.journal.waitFor(({ protocol }) => protocol === 'autodiscover')
  expect(entry).toMatchObject({
    operation: 'POX',
    principal: 'ENT-PA\\svc-cal',
    target: 'alice@ent-pa.example',
    outcome: 'NoError',
  })
})

itWithSchema('answers with valid documents', async (directory) => {
  const documents: string[] = []
  for (const name of ['2010', '2013', '2016', '2019', 'online'] as const) {
    await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS[name] })
    for (const address of ['alice@ent-pa.example', 'carol@ent-pa.example', 'nobody@ent-pa.example', 'x']) {
      documents.push(await askPox(lab, poxRequest(address), { 'X-ClientCanHandle': 'ExHttpInfo' }))
    }
  }

  expect(complaints(directory, 'pox-response', documents)).toEqual([])
  expect(documents.filter((document) => document.includes(RESPONSE_SCHEMA))).toHaveLength(10)
})

it('packs the version of the server as the product does', () => {
  expect(renderServerVersion({ major: 15, minor: 1, build: 2507 })).toBe('73C189CB')
  expect(renderServerVersion({ major: 14, minor: 1, build: 218 })).toBe('738180DA')
})
