import type { Changes } from '../../../calendar/changes.js'
import type { CalendarItem, Item } from '../../../calendar/item.js'
import { singleOf } from '../../../calendar/meetings/exceptions.js'
import { changeOccurrence } from '../../../calendar/meetings/organizer-occurrence.js'
import { changeAppointment, type Sending } from '../../../calendar/meetings/organizer.js'
import type { Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { ActingMailbox } from '../../caller.js'
import { ItemError } from '../item-error.js'
import type { Service } from '../service.js'
import { checkNeighbours } from './occurrence-change.js'
import { senderIn } from './responding.js'
import { settle } from './settle.js'

interface Applied {
  readonly item: CalendarItem
  readonly occurrence: Occurrence | undefined
  readonly apply: <I extends Item>(item: I) => I
  readonly sending: Sending
  readonly self: ActingMailbox
}

/** Writes what the updates make of an item, or of one occurrence, and tells whom it concerns. */
export function changeCalendarItem(service: Service, changes: Changes, applied: Applied): CalendarItem {
  const { item, occurrence, apply, sending, self } = applied
  const { store } = service
  const sender = senderIn(service, { self }, item.mailbox)
  if (occurrence === undefined) {
    return changeAppointment(changes, { before: item, after: settle(store, apply(item)), sending, sender })
  }
  const after = settle(store, apply(singleOf(item, occurrence)))
  if (after.event.series !== undefined) throw new ItemError('ErrorCalendarInvalidRecurrence')
  checkNeighbours(store, item, { occurrence, changed: after })
  return changeOccurrence(changes, { master: item, occurrence, after, sending, sender })
}
