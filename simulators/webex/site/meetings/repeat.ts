import { z } from 'zod'
import type { Zones } from '../../../core/zones/zones.js'
import type { Recurrence, SiteMeeting } from '../../records/site-meetings.js'
import { formatSiteTime } from '../site-time.js'
import type { SiteZone } from '../time-zones.js'
import { field, group, type Fields } from '../xml/fields.js'
import { group as elements, integer, many, wallTime, word } from '../xml/request-schema.js'

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const

/** When a meeting happens again. @source XML API schema, meeting: repeatType; `CONSTANT`, a meeting without a time, is not modelled */
export const REPEAT = elements({
  repeatType: word(['NO_REPEAT', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: integer(1, 366),
  afterMeetingNumber: integer(0, 999),
  dayInWeek: elements({ day: many(z.enum(DAYS), 7) }).optional(),
  expirationDate: wallTime(),
  dayInMonth: integer(1, 31),
  weekInMonth: integer(1, 5),
  monthInYear: integer(1, 12),
}).optional()

/** The recurrence that the elements ask for, in a zone. */
export function recurrenceOf(repeat: z.output<typeof REPEAT>, zones: Zones, iana: string): Recurrence | null {
  const frequency = repeat?.repeatType ?? 'NO_REPEAT'
  if (repeat === undefined || frequency === 'NO_REPEAT') return null
  const { afterMeetingNumber: count, expirationDate: until } = repeat
  return {
    frequency,
    interval: repeat.interval ?? 1,
    count: count === undefined || count === 0 ? null : count,
    until: until === undefined ? null : zones.fromWall(iana, until),
    days: (repeat.dayInWeek?.day ?? []).map((day) => DAYS.indexOf(day)),
    dayInMonth: repeat.dayInMonth ?? null,
    weekInMonth: repeat.weekInMonth ?? null,
    monthInYear: repeat.monthInYear ?? null,
  }
}

/** What a meeting's recurrence is read from: itself, and the zone that its times are told in. */
export interface Repeating {
  readonly meeting: SiteMeeting
  readonly zone: SiteZone
  readonly zones: Zones
}

const of =
  <T>(read: (recurrence: Recurrence) => T | null) =>
  ({ meeting: { recurrence } }: Repeating): T | undefined =>
    recurrence === null ? undefined : (read(recurrence) ?? undefined)

const hasDays = ({ meeting }: Repeating) => (meeting.recurrence?.days ?? []).length > 0

export const REPEAT_FIELDS: Fields<Repeating> = [
  field('meet:repeatType', (view) => of(({ frequency }) => frequency)(view) ?? 'NO_REPEAT'),
  field(
    'meet:interval',
    of(({ interval }) => interval),
  ),
  field(
    'meet:afterMeetingNumber',
    of(({ count }) => count),
  ),
  (view) => (hasDays(view) ? group('meet:dayInWeek', DAY_FIELDS)(view) : []),
  field('meet:expirationDate', (view) => {
    const until = of((recurrence) => recurrence.until)(view)
    return until === undefined ? undefined : formatSiteTime(view.zones.toWall(view.zone.iana, until))
  }),
  field(
    'meet:dayInMonth',
    of(({ dayInMonth }) => dayInMonth),
  ),
  field(
    'meet:weekInMonth',
    of(({ weekInMonth }) => weekInMonth),
  ),
  field(
    'meet:monthInYear',
    of(({ monthInYear }) => monthInYear),
  ),
]

const DAY_FIELDS: Fields<Repeating> = [
  (view) => (view.meeting.recurrence?.days ?? []).map((day) => ['meet:day', DAYS[day] ?? ''] as const),
]
