import { expect, it } from 'vitest'
import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinTarget } from '../../ports/fleet.js'
import { attendee, calendarItem, NOW } from '../../testing/calendar-item.js'
import { decide, type DecisionContext } from './decide.js'

const context = contextOf()
const DAY_MS = 86_400_000

it.each<[string, JoinTarget]>([
  ['@webex', 'myroom'],
  ['@meet', 'space'],
  ['@spark', 'space'],
  ['@webex:space', 'space'],
  ['@meet:myroom', 'myroom'],
])('decorates "%s" with a %s [HC-075 HC-076 HC-080]', (location, target) => {
  expect(decide(calendarItem({ location }), context)).toMatchObject({
    kind: 'decorate',
    effects: [{ target }],
  })
})

it('lets the organization swap what keywords mean, but not what modifiers mean [HC-076 HC-077]', () => {
  const swapped = contextOf({ keywords: { '@webex': 'space', '@meet': 'myroom' } })
  const targets = ['@webex', '@spark', '@webex:myroom'].map((location) => targetsOf({ location }, swapped))

  expect(targets).toEqual([['space'], ['myroom'], ['myroom']])
})

it.each<[string, readonly JoinTarget[], readonly JoinTarget[]]>([
  ['@webex @spark', ['myroom', 'space'], ['myroom']],
  ['@meet, Room 5; @webex', ['myroom', 'space'], ['space']],
  ['@webex @webex', ['myroom'], ['myroom']],
  ['@meet @spark', ['space'], ['space']],
  ['@webex:space @meet', ['space'], ['space']],
  ['@webex:space @meet:myroom', ['myroom', 'space'], ['space']],
])(
  'gives "%s" both effects in 2019, and that of the first keyword today [HC-079 HC-098]',
  (location, both, first) => {
    const current = contextOf({ features: { leftmostKeywordOnly: true } })

    expect([targetsOf({ location }), targetsOf({ location }, current)]).toEqual([both, first])
  },
)

it('adds the effect that is missing of two, and none that is there [HC-083 HC-096]', () => {
  const room = 'https://ent-pa.webex.com/meet/alice'
  const space = 'https://ent-pa.webex.com/m/77'
  const decided = [room, space, `${room} ${space}`].map((content) =>
    decide(calendarItem({ location: '@webex @spark', body: { type: 'Text', content } }), context),
  )

  expect(decided).toMatchObject([
    { effects: [{ target: 'space', keyword: '@spark' }], isAddition: true },
    { effects: [{ target: 'myroom', keyword: '@webex' }], isAddition: true },
    { kind: 'leave', reason: 'has-join-details' },
  ])
})

it('drops the effect alone that has too many invitees [HC-118]', () => {
  expect(targetsOf({ location: '@webex @spark', attendees: invitees(61) })).toEqual(['myroom'])
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
    'a room link on one occurrence [HC-084 HC-097]',
    'single-occurrence',
    { location: 'https://ent-pa.webex.com/meet/alice', kind: 'Exception' },
  ],
  [
    'a series whose occurrences are all past [HC-086]',
    'in-the-past',
    { location: '@webex', kind: 'RecurringMaster', lastEnd: NOW - 1 },
  ],
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

function contextOf(config: Partial<DecisionContext['config']> = {}): DecisionContext {
  return { now: NOW, config: { keywords: {}, features: {}, ...config } }
}

function targetsOf(different: Partial<CalendarItem>, within = context): readonly JoinTarget[] {
  const decision = decide(calendarItem(different), within)
  return decision.kind === 'decorate' ? decision.effects.map(({ target }) => target) : []
}

function invitees(count: number): CalendarItem['attendees'] {
  return Array.from({ length: count }, (_, index) => attendee(`user${index}@ent-pa.example`))
}
