import { expect, it } from 'vitest'
import type { Lab } from '../../simulators/lab/index.js'
import { connectKms, createKey } from '../../simulators/webex/testing/kms-client.js'
import { connectMercury } from '../../simulators/webex/testing/mercury-client.js'
import type { WebexLab } from '../../simulators/webex/testing/webex-lab.js'
import { call } from '../../simulators/webex/testing/call.js'
import { formatMilliseconds, instant } from '../../simulators/core/index.js'
import { startServed, type Served } from '../support/served.js'

const TIMEOUT = { timeout: 60_000 }
const HOUR_MS = 3_600_000

/** Alice's app: her key, her event channel, her calls. */
async function openApp({ lab, cloud }: Served) {
  const token = lab.ready.users.find(({ mail }) => mail.startsWith('alice@'))?.webexToken ?? ''
  const like = asWebexLab(lab)
  const key = await createKey(await connectKms(like, token))
  const mercury = await connectMercury(like, token)
  await mercury.next()
  const at = (ms: number): string => formatMilliseconds(instant(lab.clock.now() + ms))
  const ask = (path: string, json: object) => cloud('alice', { to: `POST /calendar/api/v1/${path}`, json })
  return { key, mercury, at, ask }
}

/** What the clients of the Webex tests use of their own lab. */
function asWebexLab(lab: Lab): WebexLab {
  const target = { origin: new URL(lab.ready.webexCloud.api).origin, ca: lab.caPem }
  return { caPem: lab.caPem, call: (request) => call(target, request) } as WebexLab
}

it('answers who is free from Exchange, to the app that asked [HC-170]', TIMEOUT, async () => {
  await using served = await startServed()
  const { key, mercury, at, ask } = await openApp(served)
  const busy = served.lab.clock.now() + HOUR_MS
  await served.person('bob').schedules({ subject: 'Secret', start: busy, end: busy + HOUR_MS })
  const emails = await Promise.all(['bob', 'carol'].map((alias) => key.encrypt(`${alias}@ent-pa.example`)))

  const asked = await ask('freebusy', {
    ...{ requestId: 'q1', start: at(0), end: at(8 * HOUR_MS), encryptionKeyUrl: key.uri, emails },
  })
  await served.pass(30_000)

  expect(asked.status).toBe(202)
  const { data } = await mercury.next()
  expect(data).toMatchObject({
    eventType: 'calendar.free_busy',
    calendarFreeBusyScheduleResponse: {
      requestId: 'q1',
      calendarFreeBusyItems: [
        { schedules: [{ start: formatMilliseconds(instant(busy)), scheduleStatus: 'busy' }] },
        { schedules: [] },
      ],
    },
  })
  expect(served.ews('GetUserAvailability')).toHaveLength(1)
})

it(
  'puts a meeting into the calendar of the person who asked, and decorates it like any other [HC-170]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const { key, at, ask } = await openApp(served)
    const attendees = [{ email: await key.encrypt('bob@ent-pa.example') }]
    const asked = ask('calendarEvents/sync', {
      ...{ encryptionKeyUrl: key.uri, start: at(HOUR_MS), durationMinutes: 30, attendees },
      ...{ subject: await key.encrypt('From the app'), location: await key.encrypt('@webex') },
    })
    await served.pass(10_000)
    const answer = (await asked).json<{ meetingId: string; globalMeetingId: string }>()
    await served.pass(10_000)

    const seen = await served.person('bob').sees('From the app')

    expect(seen?.uid).toBe(answer.globalMeetingId)
    expect(seen?.body?.content).toContain('webex.com/meet/alice')
    expect(await served.list('bob')).toMatchObject([{ id: answer.meetingId, subject: 'From the app' }])
  },
)

it.each([
  [
    'when its answer to the cloud is lost',
    { operation: 'POST /connector/v1/calendar-requests/:requestId/answer' },
    'before',
  ],
  [
    'when the answer of Exchange is lost',
    { operation: 'CreateItem', principal: 'ENT-PA\\CalendarConnectorAcct' },
    'after',
  ],
] as const)('makes one meeting %s [HC-170 HC-224]', TIMEOUT, async (_when, match, stage) => {
  await using served = await startServed()
  const { key, at, ask } = await openApp(served)
  served.lab.core.faults.add({
    ...{ id: 'lost', stage, match, act: { kind: 'reset' }, limit: { skip: 0, times: 1 } },
  })
  const meeting = {
    ...{ clientMeetingId: 'c1', encryptionKeyUrl: key.uri, start: at(HOUR_MS), durationMinutes: 30 },
    subject: await key.encrypt('Only once'),
  }
  const asked = ask('calendarEvents/sync', meeting)
  await served.pass(60_000)
  await served.pass(60_000)

  const again = ask('calendarEvents/sync', meeting)
  await served.pass(30_000)

  const struck = [...served.lab.core.journal.entries(0, ({ faults }) => faults.includes('lost'))]
  expect(struck).toHaveLength(1)
  expect(await served.person('alice').seesAll('Only once')).toHaveLength(1)
  expect((await again).status).toBe(200)
  await asked
})
