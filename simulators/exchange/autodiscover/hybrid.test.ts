import { expect, it } from 'vitest'
import { startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost } from '../testing/raw-post.js'
import {
  askPox,
  headerOf,
  POX_PATH,
  poxRequest,
  SOAP_PATH,
  soapRequest,
  textOf,
  usersRequest,
  type ExchangeLab,
} from './testing/ask.js'

const CAROL = 'carol@ent-pa.example' // her mailbox is in Exchange Online
const CAROL_ONLINE = 'carol@ent-pa.mail.onmicrosoft.com'
const EWS = 'https://outlook.office365.com/EWS/Exchange.asmx'

async function tokenOf(lab: ExchangeLab): Promise<string> {
  const { tenantId, connector } = lab.exchange.identity
  const form = { grant_type: 'client_credentials', client_id: connector.id, client_secret: connector.secret }
  const response = await fetch(`http://127.0.0.1:${lab.port}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope: 'https://outlook.office365.com/.default' }),
  })
  return String(((await response.json()) as Record<string, unknown>)['access_token'])
}

/** Asks the host that a redirect has named, with the credentials that go with it. */
async function askAt(lab: ExchangeLab, location: string, body: string): Promise<string> {
  const { hostname, pathname } = new URL(location)
  const headers = { Authorization: `Bearer ${await tokenOf(lab)}` }
  return textOf(await rawPost({ port: lab.port, host: hostname, path: pathname, headers, body }))
}

it('leads from the address on premises to EWS in Exchange Online, hop by hop [HC-024 HC-036]', async () => {
  await using lab = await startExchangeLab({ hybrid: true })

  const first = await askPox(lab, poxRequest(CAROL))
  const tenant = await rawPost({
    port: lab.port,
    host: 'autodiscover.ent-pa.mail.onmicrosoft.com',
    path: POX_PATH,
    body: poxRequest(CAROL_ONLINE),
  })
  const location = headerOf(tenant, 'Location') ?? ''
  const last = await askAt(lab, location, poxRequest(CAROL_ONLINE))

  expect(first).toContain(`<Action>redirectAddr</Action><RedirectAddr>${CAROL_ONLINE}</RedirectAddr>`)
  expect(tenant.status).toBe(302)
  expect(location).toMatch(/^https:\/\/autodiscover-s\.outlook\.com/)
  expect(last).toContain('<MicrosoftOnline>True</MicrosoftOnline>')
  expect(last).toContain(`<EwsUrl>${EWS}</EwsUrl>`)
})

it('tells the same by SOAP, and who is on premises is sent back', async () => {
  await using lab = await startExchangeLab({ hybrid: true })
  const settings = ['ExternalEwsUrl', 'UserMSOnline', 'GroupingInformation']
  const at = `https://autodiscover-s.outlook.com${SOAP_PATH}`

  const there = await askAt(lab, at, soapRequest({ request: usersRequest([CAROL_ONLINE], settings) }))
  const here = await askAt(
    lab,
    at,
    soapRequest({ request: usersRequest(['alice@ent-pa.example'], settings) }),
  )

  expect(there).toContain(`<Name>ExternalEwsUrl</Name><Value>${EWS}</Value>`)
  expect(there).toContain('<Name>UserMSOnline</Name><Value>True</Value>')
  expect(here).not.toContain('<Name>ExternalEwsUrl</Name>')
})

it('is federated in Exchange Online, and known there by its header', async () => {
  await using lab = await startExchangeLab({ hybrid: true })
  const request = '<a:Domain>ent-pa.example</a:Domain>'
  const at = `https://autodiscover-s.outlook.com${SOAP_PATH}`

  const document = await askAt(lab, at, soapRequest({ operation: 'GetFederationInformation', request }))
  const anonymous = await rawPost({ port: lab.port, host: 'autodiscover-s.outlook.com', path: POX_PATH })

  expect(document).toMatch(/<ErrorCode>NoError<.*<ApplicationUri>outlook\.com<.*<Domain>ent-pa\.example</)
  expect(anonymous.status).toBe(401)
  expect(headerOf(anonymous, 'X-FederationTrustTokenIssuerUri')).toBe('urn:federation:MicrosoftOnline')
})
