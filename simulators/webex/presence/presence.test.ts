import { expect, it } from 'vitest'
import { personByEmail } from '../people/find-people.js'
import { registerCluster } from '../testing/cluster.js'
import { connectMercury } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

const HOUR_MS = 3_600_000

/** A lab whose clock says 08:00, a cluster that serves alice, and bob's view of her. */
async function startOffice() {
  const lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()
  const beat = () => cluster.beat(nodeId)
  await beat()
  await cluster.discovered(['alice'])
  const alice = lab.idOf('alice')
  const token = lab.tokenOf('bob')
  const away = (json: object) =>
    lab.call({ to: `PUT /connector/v1/users/${alice}/out-of-office`, token: cluster.token, json })
  const back = () =>
    lab.call({ to: `DELETE /connector/v1/users/${alice}/out-of-office`, token: cluster.token })
  const status = async (viewer = token) =>
    (await lab.call({ to: `GET /apheleia/api/v1/compositions?userId=${alice}`, token: viewer })).json<{
      statusList: { status: string }[]
    }>().statusList[0]?.status
  const subscribe = (subscriptionTtl: number) =>
    lab.call({
      to: 'POST /apheleia/api/v1/subscriptions',
      token,
      json: { subjects: [alice], subscriptionTtl, includeStatus: true },
    })
  const say = (viewer: string, json: object) =>
    lab.call({
      to: 'POST /apheleia/api/v1/events',
      token: lab.tokenOf(viewer),
      json: { subject: alice, ...json },
    })
  return {
    lab,
    alice,
    beat,
    away,
    back,
    status,
    subscribe,
    say,
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

const SCHEDULED = {
  state: 'Scheduled',
  start: '2026-03-02T09:00:00Z',
  end: '2026-03-02T10:00:00Z',
  externalAudience: 'None',
}

it('tells who looks when an absence begins and ends, by its schedule and by hand [HC-180 HC-182]', async () => {
  await using office = await startOffice()
  const bob = await connectMercury(office.lab, office.lab.tokenOf('bob'))
  await bob.next()
  const subscribed = (await office.subscribe(86_400)).json()
  await office.away(SCHEDULED)
  const before = await office.status()

  await office.lab.advance(HOUR_MS)
  const during = await office.status()
  await office.lab.advance(HOUR_MS)
  const after = await office.status()
  await office.beat()
  await office.away({ state: 'Enabled', externalAudience: 'All' })
  await office.back()

  expect(subscribed).toMatchObject({ responses: [{ responseCode: 200, status: { status: 'unknown' } }] })
  expect([before, during, after]).toEqual(['unknown', 'ooo', 'unknown'])
  const events = [await bob.next(), await bob.next(), await bob.next(), await bob.next()]
  expect(events.map(({ data }) => [data?.eventType, data?.['status']])).toEqual([
    ['apheleia.subscription_update', 'ooo'],
    ['apheleia.subscription_update', 'unknown'],
    ['apheleia.subscription_update', 'ooo'],
    ['apheleia.subscription_update', 'unknown'],
  ])
  expect(events[0]?.data).toMatchObject({ subject: office.alice, expires: '2026-03-02T10:00:00.000Z' })
})

it('tells nobody whose subscription has ended or expired', async () => {
  await using office = await startOffice()
  const bob = await connectMercury(office.lab, office.lab.tokenOf('bob'))
  await bob.next()
  await office.subscribe(60)
  await office.lab.advance(60_000)
  await office.away({ state: 'Enabled', externalAudience: 'All' })
  await office.subscribe(600)
  await office.subscribe(0)
  await office.back()

  bob.send({ id: 'p1', type: 'ping' })

  expect(await bob.next()).toMatchObject({ type: 'pong' })
})

it('lets "do not disturb" outrank an absence, and an absence everything else', async () => {
  await using office = await startOffice()
  await office.away({ state: 'Enabled', externalAudience: 'All' })

  const said = []
  for (const eventType of ['active', 'dnd', 'call', 'meeting']) {
    await office.say('alice', { eventType, ttl: 60 })
    said.push(await office.status())
  }
  await office.lab.advance(60_000)

  expect([...said, await office.status()]).toEqual(['ooo', 'dnd', 'call', 'ooo', 'ooo'])
  expect((await office.say('bob', { eventType: 'active' })).status).toBe(403)
})

it('shows the people of the organization alone [HC-183]', async () => {
  await using office = await startOffice()
  const { lab, alice } = office
  await office.away({ state: 'Enabled', externalAudience: 'All' })
  const token = lab.tokenOf('bob')
  const to = 'POST /v1/messages'
  await lab.call({ to, token, json: { toPersonEmail: 'guest@elsewhere.example', text: 'hello' } })
  const guest = personByEmail(lab.core.world, 'guest@elsewhere.example')?.id ?? ''

  const json = { subjects: [alice, guest], includeStatus: true }
  const seen = await lab.call({ to: 'POST /apheleia/api/v1/compositions', token, json })
  const subscribed = await lab.call({ to: 'POST /apheleia/api/v1/subscriptions', token, json })

  expect(seen.json<{ statusList: object[] }>().statusList).toEqual([
    expect.objectContaining({ subject: alice, status: 'ooo' }),
  ])
  expect(subscribed.json()).toMatchObject({ responses: [{ responseCode: 200 }, { responseCode: 404 }] })
})
