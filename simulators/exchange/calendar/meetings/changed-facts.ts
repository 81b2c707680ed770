import { isDeepStrictEqual } from 'node:util'
import type { Changed, EventFields } from '../item.js'

export const NOTHING: Changed = { start: false, end: false, location: false, recurrence: false }

/** What of a meeting is other than before. */
export function changedFacts(before: EventFields, after: EventFields): Changed {
  return {
    start: before.start !== after.start,
    end: before.end !== after.end,
    location: before.location !== after.location,
    recurrence: before.series !== after.series && !isSameRecurrence(before, after),
  }
}

function isSameRecurrence(before: EventFields, after: EventFields): boolean {
  return isDeepStrictEqual(before.series?.recurrence, after.series?.recurrence)
}

/** What has changed altogether, in two steps. */
export function bothChanges(earlier: Changed = NOTHING, later: Changed): Changed {
  return {
    start: earlier.start || later.start,
    end: earlier.end || later.end,
    location: earlier.location || later.location,
    recurrence: earlier.recurrence === true || later.recurrence === true,
  }
}

export function isAnything(changed: Changed): boolean {
  return Object.values(changed).includes(true)
}

/** A new time: everybody has to answer again. @source ews.md 5.2, 5.3 */
export function isSignificant({ start, end, recurrence }: Changed): boolean {
  return start || end || recurrence === true
}
