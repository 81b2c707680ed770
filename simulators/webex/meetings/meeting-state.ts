import { instant, type Instant } from '../../core/index.js'
import type { SiteMeeting } from '../records/site-meetings.js'

/** When a meeting ends that happens once, or the first of a series. */
export function endOf({ start, durationMinutes }: Pick<SiteMeeting, 'start' | 'durationMinutes'>): Instant {
  return instant(start + durationMinutes * 60_000)
}

/**
 * Whether a meeting goes on. @inferred The people of the lab do not join meetings: one that happens once goes on
 * from its start to its end; a series never does as a whole.
 */
export function isInProgress(meeting: SiteMeeting, now: Instant): boolean {
  return meeting.recurrence === null && meeting.start <= now && now < endOf(meeting)
}
