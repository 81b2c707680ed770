import { expect, it } from 'vitest'
import { ConnectorError } from '../../error.js'
import type { FreeBusyRequest, ScheduleRequest } from '../../ports/calendar-requests.js'
import { NOW } from '../../testing/calendar-item.js'
import { createFakeExchange, ewsError } from '../../testing/fake-exchange.js'
import { ALICE, createFakeWorld, ORG } from '../../testing/fake-services.js'
import { createActivity } from '../../time-and-chance/activity.js'
import { toMeetingId } from '../meeting-id.js'
import { followRequests } from './follow-requests.js'

const HOUR_MS = 3_600_000
const ASKED = { email: ALICE.email, encryptionKeyUrl: 'kms://kms/keys/7', start: NOW }
const WHO_IS_FREE: FreeBusyRequest = {
  ...ASKED,
  kind: 'freeBusy',
  requestId: 'q1',
  end: NOW + 8 * HOUR_MS,
  emails: ['jwe(bob@ent-pa.example)', 'jwe(eve@elsewhere.example)'],
}
const MEETING: ScheduleRequest = {
  ...ASKED,
  kind: 'schedule',
  requestId: 'q2',
  durationMinutes: 30,
  subject: 'jwe(Budget)',
  location: 'jwe(@webex)',
  attendees: [{ email: 'jwe(bob@ent-pa.example)', participantType: 'OPTIONAL' }],
}
const ANSWER = { meetingId: toMeetingId(ORG, 'uid-created-1'), globalMeetingId: 'uid-created-1' }

/** A node that answers requests, over a fake Exchange. */
function createScene() {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  const end = new AbortController()
  const mailbox = { address: ALICE.email, ewsUrl: 'https://ex/EWS', group: '' }
  const locate = async () => ({ exchange, mailbox })
  void followRequests({ services: world.services, locate, signal: end.signal })
  const pass = async (ms = 0): Promise<void> => {
    await createActivity().settled()
    world.clock.advanceTo(world.clock.now() + ms)
    await createActivity().settled()
  }
  return { world, exchange, end, pass, requests: world.requests }
}

it('says who is busy, for the people of the organization alone, encrypted [HC-170 HC-191]', async () => {
  const { exchange, requests, pass } = createScene()
  exchange.busy.set('bob@ent-pa.example', [{ start: NOW, end: NOW + HOUR_MS, status: 'Busy' }])
  exchange.busy.set('eve@elsewhere.example', [{ start: NOW, end: NOW + HOUR_MS, status: 'Busy' }])

  requests.ask(WHO_IS_FREE)
  await pass()

  const day = { start: '2026-02-02T02:40:00.000Z', end: '2026-02-02T10:40:00.000Z' }
  expect(requests.answers).toEqual([
    [
      'q1',
      {
        calendarFreeBusyItems: [
          {
            email: 'jwe(bob@ent-pa.example)',
            schedules: [{ ...day, end: '2026-02-02T03:40:00.000Z', scheduleStatus: 'busy' }],
          },
          { email: 'jwe(eve@elsewhere.example)', schedules: [{ ...day, scheduleStatus: 'noData' }] },
        ],
      },
    ],
  ])
})

it('makes the meeting in the calendar of the person who asks [HC-170]', async () => {
  const { exchange, requests, pass } = createScene()

  requests.ask(MEETING)
  await pass()

  expect(exchange.created).toMatchObject([
    {
      ...{
        requestId: 'q2',
        subject: 'Budget',
        notes: '',
        location: '@webex',
        start: NOW,
        end: NOW + HOUR_MS / 2,
      },
      attendees: [{ address: 'bob@ent-pa.example', role: 'optional' }],
    },
  ])
  expect(requests.answers).toEqual([['q2', ANSWER]])
})

it.each(['beforeCreate', 'afterCreate'] as const)(
  'makes one meeting when the connection breaks (%s) [HC-224]',
  async (when) => {
    const { exchange, requests, pass } = createScene()
    let isFirst = true
    exchange[when] = () => {
      if (isFirst) {
        isFirst = false
        throw new ConnectorError('UNREACHABLE', { message: 'reset' })
      }
    }

    requests.ask(MEETING)
    await pass()
    requests.ask({ ...WHO_IS_FREE, emails: [] })
    await pass(10_000)
    requests.ask({ ...WHO_IS_FREE, requestId: 'q3', emails: [] })
    await pass()

    expect(exchange.created).toHaveLength(1)
    expect(requests.answers).toContainEqual(['q2', ANSWER])
  },
)

it('waits while another node may be at it, and then goes on with what it left', async () => {
  const { exchange, requests, pass } = createScene()
  requests.claimedForMs = 90_000
  requests.ask(MEETING)
  await pass(60_000)
  const before = [exchange.created.length, requests.answers.length]

  requests.claimedForMs = 0
  await pass(30_000)
  requests.ask({ ...WHO_IS_FREE, emails: [] })
  await pass()

  expect(before).toEqual([0, 0])
  expect(exchange.created).toHaveLength(1)
  expect(requests.answers).toContainEqual(['q2', ANSWER])
})

it('passes on what Exchange refuses, and tries again what it cannot do now', async () => {
  const { exchange, requests, world, pass } = createScene()
  exchange.beforeCreate = () => {
    throw ewsError('ErrorInvalidRecipients')
  }
  requests.ask(MEETING)
  await pass()
  exchange.beforeCreate = () => {
    throw ewsError('ErrorServerBusy')
  }
  requests.ask({ ...MEETING, requestId: 'busy' })
  await pass()

  expect(requests.answers).toEqual([
    ['q2', { error: { code: 'ErrorInvalidRecipients', message: 'ErrorInvalidRecipients' } }],
  ])
  expect(world.steps.seen.filter(({ event }) => event === 'failed')).toHaveLength(1)
})

it('asks for nothing while the organization has scheduling turned off [HC-046]', async () => {
  const { requests, world, pass } = createScene()
  world.config.keep({ ...world.config.current(), features: { scheduling: false } })
  requests.ask({ ...WHO_IS_FREE, emails: [] })
  await pass()
  requests.ask({ ...WHO_IS_FREE, requestId: 'q9', emails: [] })
  await pass(60_000)
  const whileOff = requests.answers.map(([id]) => id)

  world.config.keep({ ...world.config.current(), features: {} })
  await pass()

  expect(whileOff).not.toContain('q9')
  expect(requests.answers.map(([id]) => id)).toContain('q9')
})
