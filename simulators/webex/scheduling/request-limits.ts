import type { CalendarRequest } from '../records/calendar-requests.js'

/** How long a request waits for its answer, by its kind. @inferred our design: a reader waits less than a meeting is worth */
export const LIFETIMES_MS: Readonly<Record<CalendarRequest['kind'], number>> = {
  freeBusy: 60_000,
  schedule: 10 * 60_000,
}

/** How long the client that asked for a meeting is kept waiting. @inferred our design */
export const SCHEDULE_WAIT_MS = 30_000

/**
 * How long a claim keeps others away: longer than one call to Exchange may take, so that whoever claims after it finds
 * what the call has left. @inferred our design
 */
export const CLAIM_MS = 90_000
