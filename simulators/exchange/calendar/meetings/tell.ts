import type { Changes } from '../changes.js'
import type { CalendarItem, Changed, Person } from '../item.js'
import { sendCancellations } from './cancellations.js'
import { isSignificant } from './changed-facts.js'
import type { Parties } from './invited.js'
import { destinationsBeyond, destinationsOf } from './people.js'
import { sendRequests } from './requests.js'

/** Who is told of a change, and whether the sender keeps what was sent. @source ews.md 4.5, 4.6 */
export interface Sending {
  readonly to: 'none' | 'all' | 'changed'
  readonly saveCopy: boolean
}

/** A meeting, or one occurrence of it, as it is now and whom that concerns. */
export interface News {
  readonly meeting: CalendarItem
  readonly parties: Parties
  readonly sending: Sending
  readonly changed?: Changed
  /** Who sends it, when that is not the organizer. */
  readonly sender?: Person | undefined
}

/**
 * Sends everybody what he has to know: a request to who is new, an update to who stays unless only those whom the
 * change is about are told, a cancellation to who goes. Nobody gets two of these, by name and through groups.
 * @source ews.md 5.4, row 4
 */
export function tell(changes: Changes, { meeting, parties, sending, changed, sender }: News): void {
  const { recipients } = changes.calendar
  const { stayed, fresh, gone } = parties
  const { saveCopy } = sending
  const common = { meeting, saveCopy, sender }

  sendCancellations(changes, {
    ...common,
    named: gone,
    to: destinationsBeyond(recipients, gone, [...stayed, ...fresh]),
  })
  sendRequests(changes, {
    ...common,
    type: 'NewMeetingRequest',
    named: fresh,
    to: destinationsBeyond(recipients, fresh, stayed),
  })
  if (sending.to !== 'all' || changed === undefined) return
  sendRequests(changes, {
    ...common,
    type: isSignificant(changed) ? 'FullUpdate' : 'InformationalUpdate',
    changed,
    named: stayed,
    to: destinationsOf(recipients, stayed),
  })
}
