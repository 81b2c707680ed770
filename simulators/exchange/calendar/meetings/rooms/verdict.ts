import type { Changes } from '../../changes.js'
import type { Person } from '../../item.js'
import { DAY_MS, midnight, weekday } from '../../recurrence/wall-date.js'
import { isExternal } from '../people.js'
import type { Booking } from './booking.js'
import type { Conflict } from './conflicts.js'

/** Why a resource cannot be had just so. */
export type Reason =
  | 'external'
  | 'recurring'
  | 'too long'
  | 'too short'
  | 'window'
  | 'horizon'
  | 'work hours'
  | 'capacity'
  | 'conflict'
  | 'permission'

/** What becomes of a request for a resource. `conflicts` of an accepted series are declined one by one. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'pending' }
  | { readonly kind: 'declined'; readonly reason: Reason }

type Rule = (booking: Booking) => boolean

const MINUTE_MS = 60_000

/** What makes a request be out of policy, in the order in which it is told. @source Set-CalendarProcessing */
const OUT_OF_POLICY: readonly (readonly [Reason, Rule])[] = [
  [
    'recurring',
    ({ item, processing }) => item.event.series !== undefined && !processing.allowRecurringMeetings,
  ],
  [
    'too long',
    ({ processing: { maximumDurationInMinutes: most }, ...booking }) => most > 0 && longest(booking) > most,
  ],
  [
    'too short',
    ({ processing: { minimumDurationInMinutes: least }, ...booking }) => shortest(booking) < least,
  ],
  ['window', ({ times, windowEnd }) => times.every(({ start }) => start >= windowEnd)],
  [
    'horizon',
    ({ times, windowEnd, processing }) =>
      processing.enforceSchedulingHorizon && times.some(({ start }) => start >= windowEnd),
  ],
  [
    'work hours',
    ({ processing, times }) => processing.scheduleOnlyDuringWorkHours && !times.every(isInWorkHours),
  ],
  [
    'capacity',
    ({ processing, capacity, item }) =>
      processing.enforceCapacity && capacity !== undefined && peopleIn(item) > capacity,
  ],
  ['conflict', hasTooManyConflicts],
]

/**
 * Who may book in policy does; who may ask a delegate waits for him; nobody else gets it.
 * @source Set-CalendarProcessing, AllBookInPolicy and its siblings
 */
export function verdictOn(changes: Changes, booking: Booking): Verdict {
  const { processing: p, conflicts, item } = booking
  const may = (everybody: boolean, some: readonly string[]) =>
    everybody || some.some((identity) => isAmong(changes, identity, item.event.organizer))

  if (isExternal(changes.calendar.recipients, item.event.organizer) && !p.processExternalMeetingMessages)
    return { kind: 'declined', reason: 'external' }
  const [reason] = OUT_OF_POLICY.find(([, breaks]) => breaks(booking)) ?? []
  if (reason !== undefined) {
    const asks = may(p.allRequestOutOfPolicy, p.requestOutOfPolicy)
    return asks ? { kind: 'pending' } : { kind: 'declined', reason }
  }
  if (may(p.allBookInPolicy, p.bookInPolicy)) return { kind: 'accepted', conflicts }
  const asks = may(p.allRequestInPolicy, p.requestInPolicy)
  return asks ? { kind: 'pending' } : { kind: 'declined', reason: 'permission' }
}

/** Of a series some may be taken: as many, and as great a part of it, as is allowed. */
function hasTooManyConflicts({ processing, conflicts, times, item }: Booking): boolean {
  if (conflicts.length === 0) return false
  if (item.event.series === undefined || times.length === 1) return true
  const percentage = (conflicts.length / times.length) * 100
  return (
    conflicts.length > processing.maximumConflictInstances ||
    percentage > processing.conflictPercentageAllowed
  )
}

/** The hours of a mailbox whose owner never set any: Monday to Friday, 8 to 17, in UTC. @source ews.md 4.14 */
function isInWorkHours({ start, end }: { readonly start: number; readonly end: number }): boolean {
  const day = midnight(start)
  const isWorkday = weekday(day) >= 1 && weekday(day) <= 5
  return isWorkday && start >= day + DAY_MS / 3 && end <= day + (17 * DAY_MS) / 24
}

function longest({ times }: Pick<Booking, 'times'>): number {
  return Math.max(...times.map(({ start, end }) => (end - start) / MINUTE_MS))
}

function shortest({ times }: Pick<Booking, 'times'>): number {
  return Math.min(...times.map(({ start, end }) => (end - start) / MINUTE_MS))
}

/** The organizer sits there, too. */
function peopleIn({ event }: Booking['item']): number {
  return 1 + event.attendees.filter(({ role }) => role !== 'Resource').length
}

function isAmong({ calendar: { recipients } }: Changes, identity: string, { address }: Person): boolean {
  const named = recipients.resolve(identity)
  const person = recipients.resolve(address)
  if (named === undefined || person === undefined) return false
  if (named.kind !== 'group') return named.objectGuid === person.objectGuid
  return recipients.expand(named.objectGuid).some(({ objectGuid }) => objectGuid === person.objectGuid)
}
