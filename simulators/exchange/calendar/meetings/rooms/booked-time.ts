import type { Instant } from '../../../../core/index.js'
import type { Occurrence } from '../../recurrence/occurrences.js'

/** A time at which a resource is wanted; `occurrence` where it is one of a series. */
export interface BookedTime {
  readonly start: Instant
  readonly end: Instant
  readonly occurrence: Occurrence | undefined
}
