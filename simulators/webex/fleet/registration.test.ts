import { expect, it } from 'vitest'
import { HOST, registerCluster, registrationOf } from '../testing/cluster.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const announcement = { displayName: 'us-expc-connectors', hostname: HOST, services: ['calendar'] }
const REDIRECT = `https://${HOST}/back`

async function announce(lab: WebexLab): Promise<string> {
  const announced = await lab.call({
    to: 'POST /connector/v1/preregistrations',
    token: lab.webex.adminToken,
    json: announcement,
  })
  return announced.json<{ bootstrapToken: string }>().bootstrapToken
}

const pageOf = (bootstrapToken: string, redirect = REDIRECT) =>
  `/connector/v1/authorize?${new URLSearchParams({ bootstrapToken, redirect_uri: redirect, state: 's' }).toString()}`

it('registers a host after an administrator has announced it and pressed Allow [HC-200]', async () => {
  await using lab = await startWebexLab()
  const bootstrapToken = await announce(lab)

  const page = await lab.call({ to: `GET ${pageOf(bootstrapToken)}` })
  const decided = await lab.call({ to: `POST ${pageOf(bootstrapToken)}`, form: { decision: 'allow' } })
  const target = new URL(String(decided.headers.location))
  const code = target.searchParams.get('code') ?? ''
  const registered = await lab.call({
    to: 'POST /connector/v1/registrations',
    json: registrationOf({ bootstrapToken, code }),
  })

  expect(page.headers['content-type']).toContain('text/html')
  expect(page.text).toContain('Allow')
  expect(decided.status).toBe(302)
  expect([target.hostname, target.searchParams.get('state')]).toEqual([HOST, 's'])
  expect(registered.status).toBe(201)
  expect(registered.json()).toMatchObject({ orgId: lab.webex.orgId, clusterName: 'us-expc-connectors' })
})

it('refuses a registration that nobody has allowed, and one that was used before', async () => {
  await using lab = await startWebexLab()
  const bootstrapToken = await announce(lab)
  const permission = await lab.webex.preregister({ displayName: 'c', hostname: HOST })
  const register = (claim: { bootstrapToken: string; code: string }) =>
    lab.call({ to: 'POST /connector/v1/registrations', json: registrationOf(claim) })

  expect((await register({ bootstrapToken, code: 'guessed' })).status).toBe(403)
  expect((await register({ bootstrapToken: 'forged', code: 'guessed' })).status).toBe(403)
  expect((await register(permission)).status).toBe(201)
  expect((await register(permission)).status).toBe(403)
})

it('lets a bootstrap token expire after an hour, and the Allow page after a quarter', async () => {
  await using lab = await startWebexLab()
  const bootstrapToken = await announce(lab)
  await lab.call({ to: `GET ${pageOf(bootstrapToken)}` })

  await lab.advance(15 * 60_000 + 1)
  const late = await lab.call({ to: `POST ${pageOf(bootstrapToken)}`, form: { decision: 'allow' } })
  await lab.advance(45 * 60_000)
  const expired = await lab.call({ to: `GET ${pageOf(bootstrapToken)}` })

  expect([late.status, expired.status]).toEqual([410, 403])
})

it('sends the browser back to the announced host only [HC-201]', async () => {
  await using lab = await startWebexLab()

  const answer = await lab.call({ to: `GET ${pageOf(await announce(lab), 'https://elsewhere.example/')}` })

  expect(answer.status).toBe(403)
})

it('takes host names in lower case only, and announcements of administrators only [HC-204]', async () => {
  await using lab = await startWebexLab()
  const to = 'POST /connector/v1/preregistrations'

  const upper = await lab.call({
    to,
    token: lab.webex.adminToken,
    json: { ...announcement, hostname: 'US-EXPC1.ent-pa.example' },
  })
  const alice = await lab.call({ to, token: lab.tokenOf('alice'), json: announcement })

  expect([upper.status, alice.status]).toEqual([400, 403])
})

it('keeps the id of a node that joins again, and takes no third node', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)

  const first = await cluster.join('s1')
  const again = await cluster.join('s1')
  const second = await cluster.join('s2')
  const third = await cluster.join('s3')

  expect(again.json()).toEqual(first.json())
  expect([first.status, second.status, third.status]).toEqual([201, 201, 409])
})

it('revokes the machine account when the cluster is deregistered', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = (await cluster.join('s1')).json<{ nodeId: string }>().nodeId

  const to = `DELETE /connector/v1/clusters/${cluster.clusterId}`
  const gone = await lab.call({ to, token: lab.webex.adminToken })

  expect(gone.status).toBe(204)
  expect((await cluster.beat(nodeId)).status).toBe(401)
})

it('tells which certificates to trust, and 304 to whom it has told', async () => {
  await using lab = await startWebexLab()

  const first = await lab.call({ to: 'GET /connector/v1/ca-bundle' })
  const etag = String(first.headers.etag)
  const second = await lab.call({ to: 'GET /connector/v1/ca-bundle', headers: { 'if-none-match': etag } })

  expect(first.text).toBe(lab.caPem)
  expect(first.headers['x-ca-fingerprints']).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  expect(second.status).toBe(304)
})
