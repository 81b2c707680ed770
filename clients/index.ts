/** An EWS client, a POX Autodiscover client, a Webex client, and people who work as Outlook does. */
export { ClientError } from './client-error.js'

export { type Person, type PersonOptions, createPerson } from './people/person.js'
export type { AutomaticReplies, AutomaticReplySettings } from './people/automatic-replies.js'
export type { SeenMeeting } from './people/looking.js'
export type { Invitee, Schedule, Scheduled } from './people/schedule.js'
export type { Moment } from './time-and-chance/clock.js'

export { type EwsConnection, type EwsOptions, connectEws } from './ews/ews-connection.js'
export type { Attendee, Body, CalendarItem, CalendarItemKind } from './ews/calendar-item.js'
export type { CalendarFields } from './ews/calendar-fields.js'
export type {
  ItemReference,
  OccurrenceReference,
  SeriesReference,
  TargetReference,
} from './ews/property-paths.js'
export type { Recurrence } from './ews/recurrence.js'
export { type MeetingAnswer, answerMeeting } from './ews/operations/answer-meeting.js'
export { convertId, type IdConversion } from './ews/operations/convert-id.js'
export { createCalendarItem } from './ews/operations/create-item.js'
export { deleteCalendarItem } from './ews/operations/delete-item.js'
export { type CalendarWindow, findCalendarItems } from './ews/operations/find-item.js'
export { type CalendarFolder, getCalendarFolder } from './ews/operations/get-folder.js'
export { getCalendarItems } from './ews/operations/get-item.js'
export { getStreamingEvents, type StreamedEvent } from './ews/operations/get-streaming-events.js'
export { type BusyTime, type FreeBusy, getUserAvailability } from './ews/operations/get-user-availability.js'
export { subscribeToCalendar, unsubscribe } from './ews/operations/subscribe.js'
export { type SyncAnswer, type SyncChange, syncCalendar } from './ews/operations/sync-folder-items.js'
export { updateCalendarItem } from './ews/operations/update-item.js'
export {
  type OofSettings,
  getUserOofSettings,
  setUserOofSettings,
} from './ews/operations/user-oof-settings.js'

export type { EncryptedMeeting, MeetingTexts, Participant } from './webex/calendar.js'
export type { Space, WebexPerson } from './webex/people.js'
export type { WebexClient } from './webex/webex-client.js'
export type { WebexOptions, WebexTokens } from './webex/webex-session.js'
export { connectWebex } from './webex/connect-webex.js'

export { type AutodiscoverAnswer, autodiscoverPox } from './autodiscover/pox.js'
export type { Authentication, ConnectionOptions } from './http/authenticated-connection.js'
export type { Credentials } from './ntlm/credentials.js'

export { type XmlElement, at, childrenAt, descendants, textAt } from './xml/element.js'
export { parseXml } from './xml/parse.js'
