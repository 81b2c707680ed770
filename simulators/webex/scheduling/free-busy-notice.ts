import type { Change } from '../../core/index.js'
import type { MercuryEvent } from '../mercury/envelope.js'
import type { CalendarRequest } from '../records/calendar-requests.js'

/** The event that brings an asker the answer to who is free; null for every other change of a request. @source webex.md 8 */
export function freeBusyEvent({ before, after }: Change<CalendarRequest>): MercuryEvent | null {
  if (after?.kind !== 'freeBusy' || after.answerJson === null || before?.answerJson != null) return null
  const answer = JSON.parse(after.answerJson) as object
  const { name: requestId, encryptionKeyUrl } = after
  return {
    eventType: 'calendar.free_busy',
    calendarFreeBusyScheduleResponse: { requestId, encryptionKeyUrl, ...answer },
  }
}
