import { expect, it } from 'vitest'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost } from '../testing/raw-post.js'
import { renderServerVersion } from './server-version.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const REQUEST_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const RESPONSE_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'
const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
const path = '/autodiscover/autodiscover.xml'

const requestFor = (address: string, schema = RESPONSE_SCHEMA) =>
  `<?xml version="1.0"?><Autodiscover xmlns="${REQUEST_SCHEMA}"><Request><EMailAddress>${address}</EMailAddress>` +
  `<AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`

async function ask(lab: Lab, body: string): Promise<string> {
  const answer = await rawPost({ port: lab.port, path, credentials, body })
  expect(answer.status).toBe(200)
  return answer.chunk(0)
}

it("tells a mailbox's settings with the addresses of the endpoint set that was asked", async () => {
  await using lab = await startExchangeLab()
  const relayed = await lab.network.open({ name: 'node1', advertise: { exchange: 'https://127.0.0.1:1' } })

  const direct = await ask(lab, requestFor('Alice@ent-pa.example'))
  const answer = await rawPost({
    port: Number(new URL(relayed.origins.exchangeHttp).port),
    path,
    credentials,
    body: requestFor('alice@ent-pa.example'),
  })

  expect(direct).toContain('<AutoDiscoverSMTPAddress>alice@ent-pa.example</AutoDiscoverSMTPAddress>')
  expect(direct).toMatch(
    new RegExp(`<Type>EXCH</Type>.*<EwsUrl>${lab.endpoints.origins.exchange}/EWS/Exchange.asmx`),
  )
  expect(direct).toMatch(/<ServerVersion>73C18947<\/ServerVersion>.*<AD>dc1\.ent-pa\.example<\/AD>/)
  expect(direct).toMatch(
    new RegExp(`<Type>EXPR</Type>.*<EwsUrl>${lab.endpoints.origins.exchange}/EWS/Exchange.asmx`),
  )
  expect(await answer.chunk(0)).toContain('<EwsUrl>https://127.0.0.1:1/EWS/Exchange.asmx</EwsUrl>')
})

it('sends who asks for a mailbox in the cloud to its address there', async () => {
  await using lab = await startExchangeLab()

  const document = await ask(lab, requestFor('carol@ent-pa.example'))

  expect(document).toContain(
    '<Action>redirectAddr</Action><RedirectAddr>carol@ent-pa.mail.onmicrosoft.com</RedirectAddr>',
  )
  expect(document).not.toMatch(/<User>|<Protocol>/)
})

it.each([
  ['an unknown address', requestFor('nobody@ent-pa.example'), 500],
  ['a group', requestFor('all-staff@ent-pa.example'), 500],
  ['something that is no address', requestFor('alice'), 501],
  ['an unknown response schema', requestFor('alice@ent-pa.example', 'urn:x'), 601],
  ['no request at all', 'hello', 600],
  ['a request that is not well-formed', requestFor('alice@ent-pa.example').slice(0, -4), 600],
  ['a request of another schema', requestFor('alice@ent-pa.example').replace(REQUEST_SCHEMA, 'urn:x'), 600],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${requestFor('alice@ent-pa.example')}`, 600],
])('answers %s with an error document', async (_what, body, code) => {
  await using lab = await startExchangeLab()

  const document = await ask(lab, body)

  expect(document).toMatch(
    new RegExp(`<Error Time="08:00:00.0000000" Id="\\d+"><ErrorCode>${code}</ErrorCode><Message>`),
  )
})

it('answers a GET with error 600, the health test of administrators', async () => {
  await using lab = await startExchangeLab()

  const answer = await rawPost({
    port: lab.port,
    path: '/Autodiscover/Autodiscover.xml',
    method: 'GET',
    credentials,
  })

  expect(await answer.chunk(0)).toContain('<ErrorCode>600</ErrorCode><Message>Invalid Request</Message>')
})

it('carries out the faults of the lab', async () => {
  await using lab = await startExchangeLab()
  const match = { protocol: 'autodiscover' }
  lab.core.faults.add({ match, act: { kind: 'error', code: '603' }, limit: { times: 1 } })
  lab.core.faults.add({ match, act: { kind: 'status', status: 503 }, limit: { times: 1 } })
  lab.core.faults.add({
    match,
    act: { kind: 'truncate', afterBytes: 10 },
    stage: 'bytes',
    limit: { times: 1 },
  })
  const once = () => rawPost({ port: lab.port, path, credentials, body: requestFor('alice@ent-pa.example') })

  const [error, busy, cut] = [await once(), await once(), await once()]

  expect(await error.chunk(0)).toContain('<ErrorCode>603</ErrorCode>')
  expect(busy.status).toBe(503)
  await cut.closed
  expect(cut.chunks).toEqual([])
})

it('keeps who asked, for whom, and the outcome in the journal', async () => {
  await using lab = await startExchangeLab()

  await ask(lab, requestFor('alice@ent-pa.example'))

  const entry = await lab.core.journal.waitFor(({ protocol }) => protocol === 'autodiscover')
  expect(entry).toMatchObject({
    operation: 'POX',
    principal: 'ENT-PA\\svc-cal',
    target: 'alice@ent-pa.example',
    outcome: 'NoError',
  })
})

it('packs the version of the server as the product does', () => {
  expect(renderServerVersion({ major: 15, minor: 1, build: 2507 })).toBe('73C189CB')
  expect(renderServerVersion({ major: 14, minor: 1, build: 218 })).toBe('738180DA')
})
