import { answerMeeting } from './answer-meeting.js'
import { cancelCalendarItem, removeItem } from './cancel-calendar-item.js'
import { forwardItem } from './forward-meeting.js'
import type { Respond } from './responding.js'

/** The response objects of the calendar, by element. @source ews.md 4.5 */
export const RESPONSE_OBJECTS: Readonly<Record<string, Respond>> = {
  AcceptItem: answerMeeting('Accept', {
    kind: 'ErrorInvalidItemForOperationAcceptItem',
    organizer: 'ErrorCalendarIsOrganizerForAccept',
    cancelled: 'ErrorCalendarIsCancelledForAccept',
    delegated: 'ErrorCalendarIsDelegatedForAccept',
  }),
  TentativelyAcceptItem: answerMeeting('Tentative', {
    kind: 'ErrorInvalidItemForOperationTentative',
    organizer: 'ErrorCalendarIsOrganizerForTentative',
    cancelled: 'ErrorCalendarIsCancelledForTentative',
    delegated: 'ErrorCalendarIsDelegatedForTentative',
  }),
  DeclineItem: answerMeeting('Decline', {
    kind: 'ErrorInvalidItemForOperationDeclineItem',
    organizer: 'ErrorCalendarIsOrganizerForDecline',
    cancelled: 'ErrorCalendarIsCancelledForDecline',
    delegated: 'ErrorCalendarIsDelegatedForDecline',
  }),
  CancelCalendarItem: cancelCalendarItem,
  RemoveItem: removeItem,
  ForwardItem: forwardItem,
}
