import type { Changes } from '../changes.js'
import type { CalendarItem, Person } from '../item.js'
import type { Occurrence } from '../recurrence/occurrences.js'
import { bothChanges, changedFacts } from './changed-facts.js'
import { exceptionFrom, singleOf, withException } from './exceptions.js'
import { partiesOf } from './invited.js'
import { asMeeting, asSent, isOrganizers, unsent } from './organizer.js'
import { tell, type Sending } from './tell.js'

/** A change of one occurrence. `after` is the occurrence as `singleOf` gives it, changed. */
export interface OccurrenceChange {
  readonly master: CalendarItem
  readonly occurrence: Occurrence
  readonly after: CalendarItem
  readonly sending: Sending
  readonly sender?: Person | undefined
}

/**
 * Stores a changed occurrence as an exception of its series and tells those who are invited to it, with the times of
 * the occurrence itself. Who is invited to nothing else hears of nothing else. @source ews.md 2.3, 4.6
 */
export function changeOccurrence(changes: Changes, change: OccurrenceChange): CalendarItem {
  const { master, occurrence, sending, sender } = change
  const before = singleOf(master, occurrence)
  const after = asMeeting(before, change.after)
  const store = (single: CalendarItem) =>
    changes.update(
      withException(master, withTimes(exceptionFrom(master, occurrence.date, single), single)),
      'CalendarItemUpdated',
    )
  if (!isOrganizers(after)) return store(after)

  const changed = bothChanges(before.event.unsent, changedFacts(before.event, after.event))
  if (sending.to === 'none') return store(unsent(after, changed))
  const parties = partiesOf(before.event.attendees, after.event.attendees)
  const sent = asSent(changes, after, { parties, changed, sending })
  const stored = store(sent)
  tell(changes, { meeting: sent, parties, sending, changed, sender })
  return stored
}

/** An exception has times of its own even where they are those of the pattern. */
function withTimes(
  exception: ReturnType<typeof exceptionFrom>,
  { event: { start, end } }: CalendarItem,
): ReturnType<typeof exceptionFrom> {
  return { ...exception, event: { ...exception.event, start, end } }
}
