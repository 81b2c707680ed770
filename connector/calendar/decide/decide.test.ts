import { expect, it } from 'vitest'
import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinTarget } from '../../ports/fleet.js'
import { attendee, calendarItem, NOW } from '../../testing/calendar-item.js'
import { decide } from './decide.js'

const context = { now: NOW, keywords: {} }
const DAY_MS = 86_400_000

it.each<[string, JoinTarget]>([
  ['@webex', 'myroom'],
  ['@meet', 'space'],
  ['@spark', 'space'],
  ['@webex:space', 'space'],
  ['@meet:myroom', 'myroom'],
])('decorates "%s" with a %s [HC-075 HC-076 HC-080]', (location, target) => {
  expect(decide(calendarItem({ location }), context)).toMatchObject({ kind: 'decorate', target })
})

it('lets the organization swap what keywords mean, but not what modifiers mean [HC-076 HC-077]', () => {
  const keywords = { '@webex': 'space', '@meet': 'myroom' } as const

  expect(decide(calendarItem({ location: '@webex' }), { now: NOW, keywords })).toMatchObject({
    target: 'space',
  })
  expect(decide(calendarItem({ location: '@spark' }), { now: NOW, keywords })).toMatchObject({
    target: 'myroom',
  })
  expect(decide(calendarItem({ location: '@webex:myroom' }), { now: NOW, keywords })).toMatchObject({
    target: 'myroom',
  })
})

it.each<[string, string, Partial<CalendarItem>]>([
  ['a keyword in the subject alone [HC-070]', 'no-keyword', { subject: '@webex' }],
  ['a keyword in the body alone [HC-070]', 'no-keyword', { body: { type: 'Text', content: '@webex' } }],
  ['an attendee copy [HC-144]', 'not-organizer', { location: '@webex', isOrganizer: false }],
  ['a cancelled meeting', 'cancelled', { location: '@webex', isCancelled: true }],
  [
    'a meeting in the past [HC-086]',
    'in-the-past',
    { location: '@webex', start: NOW - DAY_MS, end: NOW - 1, lastEnd: NOW - 1 },
  ],
  ['one occurrence of a series [HC-084]', 'single-occurrence', { location: '@webex', kind: 'Exception' }],
  [
    'existing Webex links [HC-096]',
    'has-join-details',
    { location: '@webex', body: { type: 'HTML', content: 'https://other.webex.com/meet/bob' } },
  ],
  [
    'a scheduled meeting link [HC-096]',
    'has-join-details',
    { location: '@webex', body: { type: 'Text', content: 'https://x.webex.com/x/j.php?MTID=m1' } },
  ],
  [
    'our own earlier work [HC-096]',
    'has-join-details',
    {
      location: '@meet',
      conferenceData: 'sip:77@rooms.example',
      body: { type: 'Text', content: 'call 77@rooms.example' },
    },
  ],
  ['61 invitees of a space [HC-118]', 'too-many-invitees', { location: '@meet', attendees: invitees(61) }],
  [
    '301 invitees of a personal room [HC-118]',
    'too-many-invitees',
    { location: '@webex', attendees: invitees(301) },
  ],
])('leaves %s alone', (_what, reason, different) => {
  expect(decide(calendarItem(different), context)).toEqual({ kind: 'leave', reason })
})

it.each<[string, Partial<CalendarItem>]>([
  ['a running meeting [HC-086]', { start: NOW - 60_000, end: NOW + 60_000 }],
  [
    'a series with coming occurrences [HC-085 HC-086]',
    { kind: 'RecurringMaster', start: NOW - 9 * DAY_MS, end: NOW - 8 * DAY_MS, lastEnd: NOW + DAY_MS },
  ],
  [
    'a series without end',
    { kind: 'RecurringMaster', start: NOW - 9 * DAY_MS, end: NOW - 8 * DAY_MS, lastEnd: null },
  ],
  ['a meeting whose join details were removed [HC-096]', { conferenceData: 'alice@ent-pa.webex.com' }],
  ['300 invitees of a personal room [HC-118]', { attendees: invitees(300) }],
])('decorates %s', (_what, different) => {
  expect(decide(calendarItem({ location: '@webex', ...different }), context)).toMatchObject({
    kind: 'decorate',
  })
})

it('says that a one-time meeting is not supported, and does nothing by halves [HC-076]', () => {
  expect(decide(calendarItem({ location: '@webex:onetime' }), context)).toEqual({
    kind: 'unsupported',
    keyword: '@webex',
    modifier: 'onetime',
  })
})

it('takes a personal room link in Location for a keyword [HC-097]', () => {
  const decision = decide(calendarItem({ location: 'Room 5, https://ent-pa.webex.com/meet/alice' }), context)

  expect(decision).toEqual({ kind: 'decorate-room', roomUrl: 'https://ent-pa.webex.com/meet/alice' })
})

function invitees(count: number): CalendarItem['attendees'] {
  return Array.from({ length: count }, (_, index) => attendee(`user${index}@ent-pa.example`))
}
