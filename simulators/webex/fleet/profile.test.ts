import { expect, it } from 'vitest'
import { HOST, joinNode, registerCluster, type TestCluster } from '../testing/cluster.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'
import type { ClusterView } from './administration/views.js'

async function joined(cluster: TestCluster, count: number): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let at = 1; at <= count; at++) statuses.push((await cluster.join(`s${at}`)).status)
  return statuses
}

const clusterOf = async (lab: WebexLab, { clusterId }: TestCluster) =>
  (
    await lab.call({ to: `GET /connector/v1/clusters/${clusterId}`, token: lab.webex.adminToken })
  ).json<ClusterView>()

const change = (lab: WebexLab, { clusterId }: TestCluster, json: object) =>
  lab.call({ to: `PATCH /connector/v1/clusters/${clusterId}`, token: lab.webex.adminToken, json })

it.each([
  ['2017', 2],
  ['2019', 2],
  ['current', 6],
] as const)('in %s takes %i nodes to a cluster, and no more', async (era, count) => {
  await using lab = await startWebexLab({ era })
  const cluster = await registerCluster(lab)

  const statuses = await joined(cluster, count + 1)

  expect(statuses).toEqual([...Array.from({ length: count }, () => 201), 409])
})

it('has one cluster in 2017', async () => {
  await using lab = await startWebexLab({ era: '2017' })
  await registerCluster(lab)
  const json = { displayName: 'second', hostname: HOST, services: ['calendar'] }

  const second = await lab.call({
    to: 'POST /connector/v1/preregistrations',
    token: lab.webex.adminToken,
    json,
  })

  expect(second.status).toBe(409)
})

it('names the primary peer first, whoever joined before it', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  await cluster.join('a-peer')
  await lab.advance(1_000)
  await cluster.join('S1')

  const { nodes } = await clusterOf(lab, cluster)

  expect(nodes.map(({ serial, isPrimary }) => [serial, isPrimary])).toEqual([
    ['S1', true],
    ['a-peer', false],
  ])
})

it('knows what a cluster can take from its appliances and what else runs there [HC-227]', async () => {
  await using lab = await startWebexLab({ era: 'current' })
  const cluster = await registerCluster(lab)
  for (const serial of ['s1', 's2', 's3']) await joinNode(cluster, serial)

  const medium = await clusterOf(lab, cluster)
  await change(lab, cluster, { appliance: { size: 'large', coResidence: 'dedicated' } })
  const large = await clusterOf(lab, cluster)

  expect([medium.capacity, large.capacity]).toEqual([
    { users: 0, limit: 20_000, bar: 'green' },
    { users: 0, limit: 30_000, bar: 'green' },
  ])
})

it('keeps a user in the cluster that serves, fills one before the other, and moves on only when it is gone [HC-226]', async () => {
  await using lab = await startWebexLab()
  const [first, second] = [await registerCluster(lab), await registerCluster(lab)]
  const [one, two] = [await joinNode(first, 's1'), await joinNode(second, 's2')]
  await first.beat(one, { capacity: 3 })
  await first.discovered(['alice', 'bob', 'carol', 'dave'], 90)
  await second.discovered(['alice', 'bob', 'carol', 'dave'], 80)
  const users = async () => [
    (await clusterOf(lab, first)).capacity.users,
    (await clusterOf(lab, second)).capacity.users,
  ]

  const filled = await users()
  await second.discovered(['alice'], 100)
  const kept = await users()
  await lab.advance(10_000)
  await second.beat(two)
  await lab.advance(5_000)
  const moved = await users()

  expect([filled, kept, moved]).toEqual([
    [3, 1],
    [3, 1],
    [0, 4],
  ])
})

it('keeps the second node in reserve where all users are to be on one [HC-221]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  await change(lab, cluster, { assignmentType: 'standard' })
  const [, second] = [await joinNode(cluster, 'S1'), await joinNode(cluster, 's2')]
  await cluster.discovered(['alice', 'bob', 'carol', 'dave'])
  const users = async () => (await clusterOf(lab, cluster)).nodes.map((node) => node.users)

  const before = await users()
  await lab.advance(10_000)
  await cluster.beat(second)
  await lab.advance(5_000)

  expect([before, await users()]).toEqual([
    [4, 0],
    [0, 4],
  ])
})
