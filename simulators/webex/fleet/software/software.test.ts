import { createHash, createPublicKey, verify } from 'node:crypto'
import { expect, it } from 'vitest'
import { parseInstant } from '../../../core/index.js'
import { joinNode, registerCluster } from '../../testing/cluster.js'
import { startWebexLab, type WebexLab } from '../../testing/webex-lab.js'
import type { MailView } from '../administration/views.js'
import type { ScheduleView } from './software-shapes.js'

const OLD = '8.11-1.0.6300'
const NEW = '8.11-1.0.6400'

interface Told {
  readonly desired: { readonly connectors: readonly { readonly type: string; readonly version: string }[] }
}

const as = (lab: WebexLab) => (to: string, json?: unknown) =>
  lab.call({ to, token: lab.webex.adminToken, ...(json === undefined ? {} : { json }) })

const release = (lab: WebexLab, facts: object = {}) =>
  as(lab)('PUT /connector/v1/channels/stable/packages/c_cal', { version: NEW, ...facts })

/** A cluster of two nodes of which a heartbeat tells what each is to run. */
async function startCluster(lab: WebexLab) {
  const cluster = await registerCluster(lab)
  const nodes = [await joinNode(cluster, 's1'), await joinNode(cluster, 's2')]
  await cluster.discovered(['alice', 'bob', 'carol', 'dave'])
  const beat = async (at: number, version: string, state = 'running') => {
    const told = (await cluster.beat(nodes[at] ?? '', { version, state })).json<Told>()
    return told.desired.connectors.find(({ type }) => type === 'c_cal')?.version
  }
  const schedule = async () =>
    (await as(lab)(`GET /connector/v1/clusters/${cluster.clusterId}/upgrade-schedule`)).json<ScheduleView>()
  const mailKinds = async () => {
    const mails = await as(lab)(`GET /connector/v1/orgs/${cluster.orgId}/mails`)
    return mails.json<{ items: readonly MailView[] }>().items.map(({ kind }) => kind)
  }
  return { ...cluster, nodes, beat, schedule, mailKinds }
}

it('gives packages with their digest and a signature that can be checked', async () => {
  await using lab = await startWebexLab()
  const ask = as(lab)

  const info = (await ask('GET /connector/v1/channels/stable/packages/c_cal')).json<{
    url: string
    sha256: string
    size: number
  }>()
  const bytes = await ask(`GET ${info.url}`)
  const key = await ask('GET /connector/v1/package-signing-key')
  const signature = Buffer.from(String(bytes.headers['x-package-signature']), 'base64')

  expect(bytes.headers['content-type']).toBe('application/octet-stream')
  expect(Buffer.byteLength(bytes.text)).toBe(info.size)
  expect(createHash('sha256').update(bytes.text).digest('hex')).toBe(info.sha256)
  expect(verify(null, Buffer.from(bytes.text), createPublicKey(key.text), signature)).toBe(true)
  expect(verify(null, Buffer.from(`${bytes.text} `), createPublicKey(key.text), signature)).toBe(false)
})

it('tells a node that lacks a connector to install what its channel has [HC-203]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()

  const told = (await cluster.beat(nodeId, { type: 'c_mgmt', version: '8.11-1.0.321154' })).json<Told>()

  expect(told.desired.connectors).toMatchObject([
    { type: 'c_mgmt', version: '8.11-1.0.321154' },
    { type: 'c_cal', version: OLD, sha256: expect.any(String) as string },
  ])
})

it('upgrades in the window of the schedule, one node after the other, the primary first [HC-260, HC-261]', async () => {
  await using lab = await startWebexLab()
  const cluster = await startCluster(lab)
  await cluster.beat(0, OLD)
  await cluster.beat(1, OLD)

  await as(lab)(`PUT /connector/v1/clusters/${cluster.clusterId}/upgrade-schedule`, { hour: 10 })
  await release(lab)
  const before = await cluster.beat(0, OLD)
  const planned = await cluster.schedule()
  await lab.advance(parseInstant(planned.nextUpgradeWindow.startTime) - lab.core.clock.now() - 5_000)
  for (const at of [0, 1]) await cluster.beat(at, OLD)
  await lab.advance(5_000)
  const second = await cluster.beat(1, OLD)
  const first = await cluster.beat(0, OLD)
  await cluster.beat(0, OLD, 'installing')
  const during = await cluster.beat(1, OLD)
  const served = (await cluster.assignments(cluster.nodes[1] ?? '')).json<{ added: readonly unknown[] }>()
  await cluster.beat(0, NEW, 'initializing')
  const initializing = await cluster.beat(1, OLD)
  await cluster.beat(0, NEW)
  const turn = await cluster.beat(1, OLD)
  await cluster.beat(1, NEW)
  const done = await cluster.schedule()

  expect(before).toBe(OLD)
  expect(planned.upgrades).toMatchObject([{ type: 'c_cal', version: NEW, state: 'planned' }])
  expect(planned.upgrades[0]?.startsAt).toBe(planned.nextUpgradeWindow.startTime)
  expect([first, second, during, initializing, turn]).toEqual([NEW, OLD, OLD, OLD, NEW])
  expect(served.added).toHaveLength(4)
  expect(done.upgrades).toMatchObject([{ state: 'done' }])
  expect(await cluster.mailKinds()).toEqual(['upgradePlanned', 'upgradeDone'])
})

it('leaves the other nodes alone when an upgrade fails, and tries again when it is told to', async () => {
  await using lab = await startWebexLab()
  const cluster = await startCluster(lab)
  await cluster.beat(0, OLD)
  await cluster.beat(1, OLD)
  await release(lab)
  const now = `POST /connector/v1/clusters/${cluster.clusterId}/upgrade-now`
  await as(lab)(now)
  await cluster.beat(0, OLD)

  await lab.call({
    to: `POST /connector/v1/nodes/${cluster.nodes[0]}/upgrade-status`,
    token: cluster.token,
    json: { type: 'c_cal', from: OLD, to: NEW, state: 'failed', error: 'disk full' },
  })
  const after = [await cluster.beat(0, OLD), await cluster.beat(1, OLD)]
  const failed = await cluster.schedule()
  await as(lab)(now)

  expect(after).toEqual([OLD, OLD])
  expect(failed.upgrades).toMatchObject([{ state: 'failed', failure: 's1.ent-pa.example: disk full' }])
  expect(await cluster.beat(0, OLD)).toBe(NEW)
  expect(await cluster.mailKinds()).toEqual(['upgradePlanned', 'upgradeFailed'])
})

it('lets an administrator postpone an upgrade once, and not what the schedule cannot know', async () => {
  await using lab = await startWebexLab()
  const cluster = await startCluster(lab)
  await cluster.beat(0, OLD)
  await release(lab)
  const put = (change: object) =>
    as(lab)(`PUT /connector/v1/clusters/${cluster.clusterId}/upgrade-schedule`, change)

  const once = await put({ postponedUntil: '2026-09-01T00:00:00Z' })
  const twice = await put({ postponedUntil: '2026-10-01T00:00:00Z' })
  const nowhere = await put({ timezone: 'Mars/Olympus' })

  expect([once.status, twice.status, nowhere.status]).toEqual([200, 409, 400])
  expect(once.json<ScheduleView>().upgrades[0]?.startsAt).toBe('2026-09-01T00:00:00.000Z')
})

it('leaves connectors of other makers alone', async () => {
  await using lab = await startWebexLab()
  const cluster = await startCluster(lab)
  await cluster.beat(0, '1.0-vendor')
  await release(lab)

  expect((await cluster.schedule()).upgrades).toEqual([])
})
