import { expect, it } from 'vitest'
import { registerCluster } from '../testing/cluster.js'
import { connectKms, createKey } from '../testing/kms-client.js'
import { connectMercury } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

interface OpenRequest {
  readonly requestId: string
  readonly kind: string
  readonly email: string
  readonly emails: readonly string[]
}

/** A lab whose cluster serves alice, and a key that alice has made. */
async function startAsking() {
  const lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()
  await cluster.beat(nodeId)
  await cluster.discovered(['alice'])
  const key = await createKey(await connectKms(lab, lab.tokenOf('alice')))
  const window = { start: '2026-03-02T09:00:00Z', end: '2026-03-02T17:00:00Z' }
  const alice = (to: string, json: object) =>
    lab.call({ to: `POST /calendar/api/v1/${to}`, token: lab.tokenOf('alice'), json })
  const node = (to: string, json?: object) =>
    lab.call({
      to: to.replace(' ', ' /connector/v1/'),
      token: cluster.token,
      ...(json === undefined ? {} : { json }),
    })
  const poll = async (query = '') =>
    (await node(`GET nodes/${nodeId}/calendar-requests${query}`)).json<{ requests: OpenRequest[] }>().requests
  return {
    ...{ lab, cluster, key, window, alice, node, poll },
    ask: async (requestId: string, keyUrl = key.uri) =>
      alice('freebusy', {
        requestId,
        ...window,
        encryptionKeyUrl: keyUrl,
        emails: [await key.encrypt('bob@ent-pa.example')],
      }),
    meet: async (different: object = {}) =>
      alice('calendarEvents/sync', {
        ...{ encryptionKeyUrl: key.uri, subject: await key.encrypt('Budget'), start: window.start },
        ...{ durationMinutes: 30, ...different },
      }),
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

it('hands a question to the serving node with its key, and the answer to the asker, once [HC-170]', async () => {
  await using asking = await startAsking()
  const { lab, cluster, key, node, poll } = asking
  const client = await connectMercury(lab, lab.tokenOf('alice'))
  await client.next()

  const asked = [(await asking.ask('q1')).status, (await asking.ask('q1')).status]
  const [request, ...more] = await poll()
  const kms = await connectKms(lab, cluster.token)
  const opened = await kms.ask({ method: 'retrieve', uri: key.uri })
  const schedules = [{ ...asking.window, scheduleStatus: 'busy' }]
  const answer = { calendarFreeBusyItems: [{ email: await key.encrypt('bob@ent-pa.example'), schedules }] }
  const to = `POST calendar-requests/${request?.requestId}/answer`
  const answered = [(await node(to, answer)).status, (await node(to, answer)).status]

  expect(asked).toEqual([202, 202])
  expect(more).toEqual([])
  expect(request).toMatchObject({ kind: 'freeBusy', email: 'alice@ent-pa.example' })
  expect(opened['status']).toBe(200)
  expect(answered).toEqual([200, 409])
  expect((await client.next()).data).toEqual({
    eventType: 'calendar.free_busy',
    calendarFreeBusyScheduleResponse: { requestId: 'q1', encryptionKeyUrl: key.uri, ...answer },
  })
  expect(await poll()).toEqual([])
})

it('keeps the client waiting for its meeting, and gives the same one for the same name', async () => {
  await using asking = await startAsking()
  const { node, poll } = asking
  const first = asking.meet({ clientMeetingId: 'c1' })
  const [request] = await poll('?wait=25')
  const answer = { meetingId: 'm1', globalMeetingId: 'uid-1' }
  await node(`POST calendar-requests/${request?.requestId}/answer`, answer)

  const again = await asking.meet({ clientMeetingId: 'c1' })

  expect((await first).json()).toEqual(answer)
  expect(again.json()).toEqual(answer)
  expect(await poll()).toEqual([])
})

it('tells the client when the meeting cannot be made, and when it takes too long', async () => {
  await using asking = await startAsking()
  const { lab, node, poll } = asking
  const refused = asking.meet()
  const [request] = await poll('?wait=25')
  const error = { code: 'ErrorInvalidRecipients', message: 'At least one recipient is not valid.' }
  await node(`POST calendar-requests/${request?.requestId}/answer`, { error })

  const late = asking.meet()
  await poll('?wait=25')
  await lab.advance(30_000)

  expect(await refused).toMatchObject({ status: 422 })
  expect((await refused).text).toContain(error.message)
  expect(await late).toMatchObject({ status: 504 })
})

it('lets one node at a time carry a request out', async () => {
  await using asking = await startAsking()
  const { lab, cluster, node, poll } = asking
  void asking.meet()
  const [request] = await poll('?wait=25')
  const claim = (claimant: string) => node(`POST calendar-requests/${request?.requestId}/claim`, { claimant })

  const now = [await claim('a'), await claim('b'), await claim('a')]
  for (let passed = 0; passed < 90; passed += 10) {
    await lab.advance(10_000)
    await cluster.beat((await cluster.join('s1')).json<{ nodeId: string }>().nodeId)
  }
  const later = await claim('b')

  expect(now.map((answer) => answer.json())).toEqual([
    { isGranted: true, seconds: 90 },
    { isGranted: false, seconds: 90 },
    { isGranted: true, seconds: 90 },
  ])
  expect(later.json()).toEqual({ isGranted: true, seconds: 90 })
})

it('refuses clear text, the keys of others, and people without the service [HC-191]', async () => {
  await using asking = await startAsking()
  const { lab, key, window, alice } = asking
  const emails = [await key.encrypt('bob@ent-pa.example')]
  const others = await createKey(await connectKms(lab, lab.tokenOf('bob')))
  const json = { requestId: 'q', ...window, encryptionKeyUrl: key.uri }
  const bobs = { to: 'POST /calendar/api/v1/freebusy', token: lab.tokenOf('bob') }
  await lab.call({
    to: `PUT /connector/v1/users/${lab.idOf('bob')}/entitlement`,
    token: lab.webex.adminToken,
    json: { enabled: false },
  })

  const answers = [
    await alice('freebusy', { ...json, emails: ['bob@ent-pa.example'] }),
    await asking.ask('q', others.uri),
    await lab.call({ ...bobs, json: { ...json, encryptionKeyUrl: others.uri, emails } }),
    await alice('freebusy', { requestId: 'q', ...window, emails }),
    await asking.meet({ subject: 'Budget' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 403, 400, 422])
})

it('keeps who has sent clear text, and in which fields, for a checker [HC-191]', async () => {
  await using asking = await startAsking()
  const { lab, key, meet } = asking

  await meet({ subject: 'canary-subject', location: 'canary-room' })
  await meet({ attendees: [{ email: 'canary@ent-pa.example' }], body: 'canary-body' })
  await meet({ subject: await key.encrypt('Budget'), durationMinutes: 0 })

  const violations = [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'violation')]
  expect(violations.map(({ operation, principal, outcome }) => [operation, principal, outcome])).toEqual(
    [1, 2].map(() => ['POST /calendar/api/v1/calendarEvents/sync', 'alice@ent-pa.example', 'CLEAR_TEXT']),
  )
  expect(violations.map(({ request }) => request?.match(/(?:^|; )([\w.]+):/g))).toEqual([
    ['subject:', '; location:'],
    ['attendees.0.email:', '; body:'],
  ])
  expect(violations.map(({ request }) => request).join()).not.toContain('canary')
})
