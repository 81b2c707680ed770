import { expect, it } from 'vitest'
import { joinNode, registerCluster, type TestCluster } from '../testing/cluster.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'
import type { AlarmView, ClusterView, EventView, MailView, StatusView } from './administration/views.js'

const ALARM = {
  id: '60101',
  severity: 'critical',
  raisedAt: '2026-03-02T08:00:00Z',
  title: 'Microsoft Exchange Server access denied',
  description: 'exch01: 401',
  key: 'ews:exch01',
}
const all = ['alice', 'bob', 'carol', 'dave']

/** An administrator with the calls of this API. */
function adminOf(lab: WebexLab) {
  const token = lab.webex.adminToken
  const send = (method: string) => (path: string, json?: unknown) =>
    lab.call({ to: `${method} /connector/v1${path}`, token, ...(json === undefined ? {} : { json }) })
  return {
    get: send('GET'),
    put: send('PUT'),
    post: send('POST'),
    patch: send('PATCH'),
    remove: send('DELETE'),
    async list<Item>(path: string): Promise<readonly Item[]> {
      return (await send('GET')(path)).json<{ items: readonly Item[] }>().items
    },
  }
}

/** Lets so many minutes pass during which the node keeps beating. */
async function beatFor(lab: WebexLab, minutes: number, beat: () => Promise<unknown>) {
  for (let at = 0; at < minutes * 6; at++) {
    await beat()
    await lab.advance(10_000)
  }
  await beat()
}

const statusOf = async (lab: WebexLab, alias: string) =>
  (await adminOf(lab).get(`/users/${lab.idOf(alias)}/status`)).json<StatusView>()

const usersOf = ({ nodes }: ClusterView) => nodes.map(({ users }) => users)

async function clusterOf(lab: WebexLab, { clusterId }: TestCluster) {
  return (await adminOf(lab).get(`/clusters/${clusterId}`)).json<ClusterView>()
}

it('moves the users of a node in maintenance at once, and back when it says that it is out of it [HC-266]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const [first, second] = [await joinNode(cluster, 's1'), await joinNode(cluster, 's2')]
  await cluster.discovered(all)
  const admin = adminOf(lab)
  const maintain = async (mode: string) =>
    (await admin.put(`/nodes/${first}/maintenance`, { mode })).json<ClusterView>()

  const wanted = await maintain('on')
  const told = await cluster.beat(first)
  await maintain('off')
  await Promise.all([cluster.beat(first), cluster.beat(second)])
  const after = await clusterOf(lab, cluster)

  expect(usersOf(wanted)).toEqual([0, 4])
  expect(wanted.nodes[0]).toMatchObject({
    maintenanceMode: 'pending',
    connectors: [{ status: 'maintenanceMode' }],
  })
  expect(told.json()).toMatchObject({ desired: { maintenanceMode: 'on' } })
  expect(usersOf(after)).toEqual([2, 2])
})

it('says why nobody serves a user, and serves as soon as somebody can [HC-228]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  await cluster.beat(nodeId, { capacity: 3 })
  await cluster.discovered(all)
  const keyOf = async (alias: string) => (await statusOf(lab, alias)).messages.map(({ key }) => key)

  const full = await keyOf('dave')
  await cluster.beat(nodeId, { state: 'installing' })
  const upgrading = await keyOf('alice')
  await lab.advance(20_000)
  await cluster.beat(nodeId, { state: 'stopped' })
  await adminOf(lab).patch(`/users/${lab.idOf('alice')}/entitlements`, { callResourceGroupId: null })
  const stopped = await keyOf('alice')
  await cluster.beat(nodeId)

  expect(full).toEqual(['das.clusterCapacityLimitReached'])
  expect(upgrading).toEqual(['das.clusterUpgrading'])
  expect(stopped).toEqual(['das.noOperationalConnector'])
  expect(await keyOf('alice')).toEqual([])
  expect(usersOf(await clusterOf(lab, cluster))).toEqual([4])
})

it('keeps users and clusters of a resource group together [HC-253]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  await joinNode(cluster, 's1')
  await cluster.discovered(all)
  const admin = adminOf(lab)
  const group = (await admin.post('/resource-groups', { name: 'US Hybrid Services' })).json<{ id: string }>()
  const alice = `/users/${lab.idOf('alice')}`
  const move = (calendarResourceGroupId: string | null) =>
    admin.patch(`${alice}/entitlements`, { calendarResourceGroupId })

  await move(group.id)
  const noCluster = await statusOf(lab, 'alice')
  await admin.patch(`/clusters/${cluster.clusterId}`, { resourceGroupId: group.id })
  const served = await clusterOf(lab, cluster)
  const others = await statusOf(lab, 'bob')
  const asked = await lab.call({
    to: `GET /connector/v1/clusters/${cluster.clusterId}/discovery-requests`,
    token: cluster.token,
  })
  const inUse = await admin.remove(`/resource-groups/${group.id}`)
  await move(null)
  await admin.patch(`/clusters/${cluster.clusterId}`, { resourceGroupId: null })
  const removed = await admin.remove(`/resource-groups/${group.id}`)
  const events = (await admin.get(`${alice}/journal`)).json<EventView[]>().map(({ event }) => event)

  expect(noCluster.messages).toMatchObject([{ key: 'das.clusterNotAssignedToResourceGroup' }])
  expect(usersOf(served)).toEqual([1])
  expect(others.messages).toMatchObject([{ key: 'das.clusterResourceGroupMismatch' }])
  expect(asked.json()).toMatchObject({ users: [{ email: 'alice@ent-pa.example' }] })
  expect([inUse.status, removed.status]).toEqual([409, 204])
  expect(events).toContain('AddUserResourceGroup')
  expect(events).toContain('RemoveUserResourceGroup')
  expect(usersOf(await clusterOf(lab, cluster))).toEqual([4])
})

it('mails an alarm that lasts to the administrators once, and none that was acknowledged or ended [HC-267]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  const admin = adminOf(lab)
  const second = { ...ALARM, id: '60160', key: 'webex-site', severity: 'error' }
  const short = { ...ALARM, id: '60154', key: 'kms' }

  await cluster.beat(nodeId, { alarms: [ALARM, second, short] })
  const raised = await admin.list<AlarmView>('/alarms')
  const known = raised.find(({ id }) => id === '60160')?.alarmId ?? ''
  const acknowledged = (await admin.post(`/alarms/${known}/acknowledge`)).json<AlarmView>()
  await beatFor(lab, 11, () => cluster.beat(nodeId, { alarms: [ALARM, second] }))
  const mails = await admin.list<MailView>(`/orgs/${cluster.orgId}/mails`)
  await cluster.beat(nodeId)

  expect(raised.map(({ id }) => id)).toEqual(['60101', '60160', '60154'])
  expect(acknowledged.acknowledged?.by).toBe('webex-admin@ent-pa.example')
  expect(mails).toMatchObject([
    {
      kind: 'alarm',
      to: ['webex-admin@ent-pa.example'],
      subject: expect.stringContaining('60101') as string,
    },
  ])
  expect(await admin.list('/alarms')).toEqual([])
})

it('sends no mail of a node in maintenance', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  const admin = adminOf(lab)
  await admin.put(`/nodes/${nodeId}/maintenance`, { mode: 'on' })

  await beatFor(lab, 6, () => cluster.beat(nodeId, { alarms: [ALARM] }))

  expect(await admin.list(`/orgs/${cluster.orgId}/mails`)).toEqual([])
})

it('takes only alarms with published numbers [HC-270]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')

  const answer = await cluster.beat(nodeId, { alarms: [{ ...ALARM, id: '60199' }] })

  expect(answer.status).toBe(400)
  expect(answer.json()['message']).toContain('published')
})

it('tells what is wrong with a host from what the host says of itself', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  const host = (facts: object) =>
    lab.call({
      to: `POST /connector/v1/clusters/${cluster.clusterId}/nodes/${nodeId}/heartbeat`,
      token: cluster.token,
      json: {
        sentAt: '2026-03-02T08:00:00Z',
        host: { uptimeSeconds: 1, platformVersion: 'X12.5.9', maintenanceMode: 'off', ...facts },
        connectors: [],
      },
    })
  const keys = async () => (await adminOf(lab).list<AlarmView>('/alarms')).map(({ key }) => key)

  await host({
    ntp: { servers: ['ntp.ent-pa.example'], synchronized: false },
    dns: { servers: [], resolving: true },
    releaseKey: { valid: false },
  })
  const wrong = await keys()
  await host({
    ntp: { servers: ['ntp.ent-pa.example'], synchronized: true },
    dns: { servers: ['192.0.2.53'], resolving: true },
    releaseKey: { valid: true },
  })

  expect(wrong).toEqual(['host:ntp', 'host:dns', 'host:release-key'])
  expect(await keys()).toEqual([])
})

it('keeps the rules of entitlements [HC-244, CALL-001]', async () => {
  await using lab = await startWebexLab()
  const admin = adminOf(lab)
  const path = `/users/${lab.idOf('alice')}/entitlements`
  const codeOf = async (changes: object) =>
    (await admin.patch(path, changes)).json<{ errors?: { code?: string }[] }>().errors?.[0]?.code

  expect(await codeOf({ squaredFusionGCal: true })).toBe('CALENDARS_EXCLUSIVE')
  expect(await codeOf({ squaredFusionEC: true })).toBe('CONNECT_NEEDS_AWARE')
  expect(await codeOf({ squaredFusionUC: true, squaredFusionEC: true })).toBeUndefined()
  expect(await codeOf({ squaredFusionUC: false })).toBe('CONNECT_NEEDS_AWARE')
  expect(await codeOf({ squaredFusionCal: false, squaredFusionGCal: true })).toBeUndefined()
  expect((await admin.get(path)).json()).toMatchObject({
    squaredFusionCal: false,
    squaredFusionGCal: true,
    squaredFusionUC: true,
    squaredFusionEC: true,
  })
})

it('welcomes a user once, writes of errors, and writes nothing when nobody wants it [HC-246]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  await cluster.discovered(all)
  const admin = adminOf(lab)
  const report = (alias: string, state: string) =>
    lab.call({
      to: `PUT /connector/v1/users/${lab.idOf(alias)}/status`,
      token: cluster.token,
      json: {
        serviceId: 'squared-fusion-cal',
        state,
        nodeId,
        messages: [{ severity: 'info', key: 'c_cal@activated', text: 'text' }],
      },
    })

  for (const state of ['activated', 'error', 'activated']) await report('alice', state)
  await admin.patch(`/orgs/${cluster.orgId}/settings`, { calSvcDisableEmailSendingToEndUser: true })
  await report('bob', 'activated')
  const mails = await admin.list<MailView>(`/orgs/${cluster.orgId}/mails`)
  const status = await statusOf(lab, 'alice')

  expect(mails.map(({ kind, to }) => [kind, ...to])).toEqual([
    ['userWelcome', 'alice@ent-pa.example'],
    ['userError', 'alice@ent-pa.example'],
  ])
  expect(status).toMatchObject({ state: 'activated', entitled: true, nodeId, clusterId: cluster.clusterId })
})

it('sets for all clusters of the organization what is the organization’s [HC-077, HC-147, HC-162]', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const admin = adminOf(lab)
  const path = `/orgs/${cluster.orgId}/settings`

  const changed = await admin.patch(path, {
    defaultCalendarWebexAction: 'TEAMS_SPACE',
    defaultCalendarMeetAction: 'PERSONAL_ROOM',
    bgbIntervalMinutes: 10,
    defaultLanguage: 'de_DE',
  })
  const config = await admin.get(`/clusters/${cluster.clusterId}/config`)
  const wrong = await Promise.all([
    admin.patch(path, { bgbIntervalMinutes: 7 }),
    admin.patch(path, { defaultCalendarMeetAction: 'TMS_MEETING' }),
    admin.patch(path, { emailTemplate: { header: { en_US: 'x'.repeat(1025) } } }),
  ])

  expect(changed.json()).toMatchObject({ defaultCalendarWebexAction: 'TEAMS_SPACE', bgbIntervalMinutes: 10 })
  expect(config.json()).toMatchObject({
    configVersion: 2,
    keywords: { '@webex': 'space', '@meet': 'myroom', '@spark': 'myroom' },
    joinButtonMinutes: 10,
    defaultLanguage: 'de_DE',
  })
  expect(wrong.map(({ status }) => status)).toEqual([400, 409, 400])
})
