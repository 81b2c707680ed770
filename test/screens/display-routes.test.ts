import { expect, it } from 'vitest'
import { createAdminClient } from '../../simulators/lab/index.js'
import { startLab } from '../support/lab.js'
import { startServed } from '../support/served.js'

const TIMEOUT = { timeout: 60_000 }
const BOARD = 'board1@ent-pa.example'

async function ask<Body>(admin: string, call: string, body?: unknown) {
  const [method = 'GET', path = '/'] = call.split(' ')
  const answer = await fetch(`${admin}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

type Answer = Readonly<Record<string, unknown>>
type Answers = readonly Answer[]

it('tells from outside what alice, bob, the boardroom and TMS see now', TIMEOUT, async () => {
  await using served = await startServed()
  const admin = createAdminClient(served.lab.ready.admin)
  const rooms = [BOARD]
  await served.person('alice').schedules({ subject: 'Budget', location: '@webex', rooms })
  await served.pass(10_000)

  const alice = await admin.meetingsSeenBy('alice')
  const bob = await admin.meetingsSeenBy('bob@ent-pa.example')
  const device = await admin.meetingsOnDevice('board1')
  const tms = await admin.tmsEndpoints()
  const people = await admin.peopleSeenBy('alice', { search: 'Bob' })

  expect(alice).toMatchObject([
    { texts: { subject: 'Budget' }, isJoinButtonShown: false, start: expect.stringMatching(/Z$/) as string },
  ])
  expect(bob).toEqual([])
  expect(device).toMatchObject([{ texts: { subject: 'Budget' } }])
  expect(tms).toMatchObject([{ mailbox: BOARD, bookings: [{ dialString: 'alice@ent-pa.webex.com' }] }])
  expect(people).toMatchObject([{ mail: 'bob@ent-pa.example', isOutOfOffice: false }])
})

it('says in the words of the API who is not there, and whose keys do not fit', TIMEOUT, async () => {
  await using served = await startServed()
  const { admin } = served.lab.ready
  await served.person('alice').schedules({ subject: 'Budget', location: '@webex' })
  await served.pass(10_000)
  const list = await served.cloud('alice', { to: 'GET /calendar/api/v1/calendarEvents' })
  const [sealed] = list.json<{ items: { encryptionKeyUrl: string; encryptedSubject: string }[] }>().items
  const stolen = { keyUrl: sealed?.encryptionKeyUrl, jwe: [sealed?.encryptedSubject] }

  const opened = await ask<Answer>(admin, 'POST /v1/screens/alice/decrypt', stolen)
  const refused = await ask<Answer>(admin, 'POST /v1/screens/carol/decrypt', stolen)
  const unknown = await ask<Answer>(admin, 'GET /v1/screens/erin/meetings')
  const unclear = await ask<Answer>(admin, 'GET /v1/screens/alice/people')
  const nowhere = await ask<Answer>(admin, 'GET /v1/screens/alice/people?space=Nowhere')

  expect(opened).toEqual({ status: 200, body: { texts: ['Budget'] } })
  expect(refused).toMatchObject({ status: 403, body: { code: 'KMS_KEY_REFUSED' } })
  expect(unknown).toMatchObject({ status: 404, body: { code: 'SCREEN_UNKNOWN' } })
  expect(unclear).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } })
  expect(nowhere).toMatchObject({ status: 404, body: { code: 'SPACE_UNKNOWN' } })
})

it(
  'sets up TMS, which connects nothing by itself, and schedules by Productivity Tools [HC-177]',
  TIMEOUT,
  async () => {
    await using lab = await startLab()
    const { admin } = lab.ready
    const bridge = { domain: 'bridge.ent-pa.example' }

    const before = await ask<Answer>(admin, 'GET /v1/tms')
    const after = await ask<Answer>(admin, 'PUT /v1/tms', { bridge })
    const autoConnect = await ask<Answer>(admin, 'PUT /v1/tms', { autoConnect: true })
    const form = { subject: 'Review', rooms: [BOARD] }
    const meeting = await ask<Answer>(admin, 'POST /v1/productivity-tools/alice/meetings', form)
    await lab.advance(1_000)
    const tms = await ask<Answers>(admin, 'GET /v1/tms/endpoints')

    const licences = { endpoints: 1, exchange: 1 }
    expect(before.body).toEqual({ licences, bridge: null })
    expect(after.body).toEqual({ licences, bridge })
    expect(autoConnect.status).toBe(400)
    expect(meeting).toMatchObject({ status: 200, body: { subject: 'Review' } })
    expect(tms.body).toMatchObject([{ bookings: [{ property: 'UCCapabilities', uid: meeting.body['uid'] }] }])
  },
)
