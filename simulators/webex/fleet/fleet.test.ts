import { expect, it } from 'vitest'
import { joinNode, registerCluster } from '../testing/cluster.js'
import { startWebexLab } from '../testing/webex-lab.js'

interface Assignments {
  readonly version: number
  readonly added: readonly { readonly userId: string; readonly email: string }[]
  readonly removed: readonly string[]
}

const all = ['alice', 'bob', 'carol', 'dave']

it('assigns a user only after a positive discovery result [HC-229]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')

  const before = (await cluster.assignments(nodeId)).json<Assignments>()
  await cluster.discovered(['alice'])
  await cluster.discovered(['bob'], -1)
  const after = (await cluster.assignments(nodeId)).json<Assignments>()
  const status = await lab.call({
    to: `GET /connector/v1/users/${lab.idOf('bob')}/status`,
    token: lab.webex.adminToken,
  })

  expect(before.added).toEqual([])
  expect(after.added.map(({ email }) => email)).toEqual(['alice@ent-pa.example'])
  expect(status.json()).toMatchObject({ state: 'error', messages: [{ key: 'ErrorNonExistentMailbox' }] })
})

it('asks the cluster to discover everybody who is entitled, once for each version', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const to = `GET /connector/v1/clusters/${cluster.clusterId}/discovery-requests`

  const first = (await lab.call({ to, token: cluster.token })).json<{ version: number; users: unknown[] }>()
  const next = (await lab.call({ to: `${to}?since=${first.version}`, token: cluster.token })).json()

  expect(first.users).toHaveLength(4)
  expect(next).toEqual({ version: first.version, users: [] })
})

it('moves the users of a silent node within 20 s, and shares again when it is back [HC-222, HC-225]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const [first, second] = [await joinNode(cluster, 's1'), await joinNode(cluster, 's2')]
  await cluster.discovered(all)
  const { version } = (await cluster.assignments(second)).json<Assignments>()

  await lab.advance(10_000)
  await cluster.beat(second)
  await lab.advance(5_000)
  const moved = (await cluster.assignments(second, `since=${version}`)).json<Assignments>()
  await cluster.beat(first)
  const shared = (await cluster.assignments(second, `since=${moved.version}`)).json<Assignments>()

  expect(moved.added).toHaveLength(2)
  expect(shared.removed).toHaveLength(2)
  expect((await cluster.assignments(first)).json<Assignments>().added).toHaveLength(2)
})

it('answers a long poll as soon as there is a change', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')

  const poll = cluster.assignments(nodeId, 'since=0&wait=25')
  await cluster.discovered(['alice'])

  expect((await poll).json<Assignments>().added).toHaveLength(1)
})

it('takes a user from the node when the service is taken away, and keeps the history [HC-245, HC-247]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  await cluster.discovered(all)
  const { version } = (await cluster.assignments(nodeId)).json<Assignments>()
  const user = `/connector/v1/users/${lab.idOf('alice')}`
  const token = lab.webex.adminToken

  await lab.call({ to: `PUT ${user}/entitlement`, token, json: { enabled: false } })

  const left = (await cluster.assignments(nodeId, `since=${version}`)).json<Assignments>()
  const events = (await lab.call({ to: `GET ${user}/journal`, token })).json<{ event: string }[]>()
  const summary = await lab.call({ to: `GET /connector/v1/orgs/${cluster.orgId}/status-summary`, token })
  expect(left.removed).toEqual([lab.idOf('alice')])
  expect(events.map(({ event }) => event)).toEqual(['AddEntitlement', 'RemoveEntitlement'])
  expect(summary.json()).toEqual({ total: 3, activated: 0, notActivated: 3, error: 0 })
})

it('shows nodes and alarms in the public API [HC-271]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  const alarm = {
    id: '60100',
    severity: 'critical',
    raisedAt: '2026-03-02T08:00:00Z',
    title: 't',
    description: 'd',
  }
  const connectors = async () =>
    (await lab.call({ to: 'GET /v1/hybrid/connectors', token: lab.webex.adminToken })).json<{
      items: object[]
    }>()

  await cluster.beat(nodeId, { alarms: [{ ...alarm, key: 'ews:exch01' }] })
  const raised = await connectors()
  await cluster.beat(nodeId)
  const lowered = await connectors()

  expect(raised.items).toMatchObject([
    {
      hostname: 's1.ent-pa.example',
      type: 'calendar',
      status: 'impaired',
      alarms: [{ severity: 'critical' }],
    },
  ])
  expect(lowered.items).toMatchObject([{ status: 'operational', alarms: [] }])
})

it('gives every node the configuration, which an administrator can change [HC-209]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const path = `/connector/v1/clusters/${cluster.clusterId}/config`

  const first = await lab.call({ to: `GET ${path}`, token: cluster.token })
  const same = await lab.call({
    to: `GET ${path}`,
    token: cluster.token,
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  const json = { keywords: { '@webex': 'space', '@meet': 'myroom' } }
  await lab.call({ to: `PATCH ${path}`, token: lab.webex.adminToken, json })
  const second = await lab.call({ to: `GET ${path}`, token: cluster.token })

  expect(first.json()).toMatchObject({ configVersion: 1, keywords: { '@webex': 'myroom', '@meet': 'space' } })
  expect(same.status).toBe(304)
  expect(second.json()).toMatchObject({ configVersion: 2, keywords: { '@meet': 'myroom' } })
})
