import { expect, it } from 'vitest'
import { FIXED_EPOCH } from '../core/index.js'
import { createAdminClient } from './admin-client.js'
import { Lab } from './lab.js'
import { authenticateToken, negotiateToken } from '../exchange/access/testing/ntlm-client.js'

const GET_FOLDER = `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
  xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
  <soap:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
    <m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder></soap:Body>
</soap:Envelope>`

const startLab = () => Lab.start({ network: 'none', clock: 'manual' })

function getFolder(lab: Lab, authorization?: string): Request {
  const headers = new Headers({ 'Content-Type': 'text/xml; charset=utf-8' })
  if (authorization !== undefined) headers.set('Authorization', authorization)
  return new Request(lab.ready.exchange.ews, { method: 'POST', body: GET_FOLDER, headers })
}

function aliceOf(lab: Lab) {
  const [alice] = lab.ready.users
  if (alice === undefined) throw new TypeError('There is no alice.')
  return alice
}

it('opens no port', async () => {
  const ports = () => process.getActiveResourcesInfo().filter((name) => /TCP|UDP/i.test(name)).length
  const before = ports()

  await using _lab = await startLab()

  expect(ports()).toBe(before)
})

it('names the real hosts in its ready document', async () => {
  await using lab = await startLab()
  const { exchange, directory, webexSite, webexCloud, network, admin } = lab.ready

  expect(exchange).toMatchObject({
    ews: 'https://us-exch1.ent-pa.example/EWS/Exchange.asmx',
    ewsHttp: 'http://us-exch1.ent-pa.example/EWS/Exchange.asmx',
    autodiscoverPox: 'https://autodiscover.ent-pa.example/autodiscover/autodiscover.xml',
  })
  expect(directory).toMatchObject({
    ldap: 'ldap://dc1.ent-pa.example',
    gcs: 'ldaps://dc1.ent-pa.example:3269',
  })
  expect(webexSite.xml).toBe('https://ent-pa.webex.com/WBXService/XMLService')
  expect(webexCloud).toMatchObject({
    api: 'https://webexapis.com/v1',
    catalog: 'https://u2c.wbx2.com/u2c/api/v1',
  })
  expect(network.dns).toBeNull()
  expect(new URL(admin).hostname).toMatch(/\.invalid$/)
})

it('answers REST with a token, dated in lab time', async () => {
  await using lab = await startLab()
  const headers = { Authorization: `Bearer ${aliceOf(lab).webexToken}` }

  const answer = await lab.answer('cloud', new Request(`${lab.ready.webexCloud.api}/people/me`, { headers }))

  expect(await answer.json()).toMatchObject({ emails: ['alice@ent-pa.example'] })
  expect(answer.headers.get('date')).toBe('Mon, 02 Mar 2026 08:00:00 GMT')
})

it('answers EWS with Basic, each request by itself', async () => {
  await using lab = await startLab()
  const { upn, password } = aliceOf(lab)

  const basic = `Basic ${Buffer.from(`${upn}:${password}`).toString('base64')}`
  const answer = await lab.answer('exchange', getFolder(lab, basic))

  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('<m:ResponseCode>NoError</m:ResponseCode>')
})

it('answers EWS with NTLM over one connection, which then stays logged in', async () => {
  await using lab = await startLab()
  using connection = lab.connect('exchange')

  const challenge = await connection.answer(getFolder(lab, `NTLM ${negotiateToken()}`))
  await challenge.text()
  const offered = /NTLM (\S+)/.exec(challenge.headers.get('www-authenticate') ?? '')?.[1] ?? ''
  const logon = { user: 'alice', domain: 'ENT-PA', password: aliceOf(lab).password }
  const first = await connection.answer(getFolder(lab, `NTLM ${authenticateToken(offered, logon)}`))
  await first.text()
  const second = await connection.answer(getFolder(lab))
  const elsewhere = await lab.answer('exchange', getFolder(lab))

  expect([challenge, first, second, elsewhere].map(({ status }) => status)).toEqual([401, 200, 200, 401])
})

it('answers its admin API, and refuses there what needs a port', async () => {
  await using lab = await startLab()
  const post = (path: string, body: object) =>
    lab.answer(
      'admin',
      new Request(`${lab.ready.admin}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    )

  const advanced = await post('/v1/clock/advance', { ms: 1_000 })
  const set = await post('/v1/endpoint-sets', { name: 'node1' })

  expect(await advanced.json()).toEqual({ kind: 'manual', now: FIXED_EPOCH + 1_000 })
  expect([set.status, await set.json()]).toMatchObject([409, { code: 'NETWORK_NONE' }])
  await expect(
    lab.prepareSubject({ node: 1, stateDir: lab.directory, sharedDir: lab.directory }),
  ).rejects.toMatchObject({ code: 'NETWORK_NONE' })
  await expect(createAdminClient(lab.ready.admin).health()).rejects.toMatchObject({ code: 'LAB_UNREACHABLE' })
})
