import { collectionOf, type Instant } from '../../core/index.js'
import { EVENTS_STREAM } from './events.js'

/** A meeting as a connector uploaded it: everything that says something about people is ciphertext. */
export interface CalendarMeeting {
  readonly id: string
  readonly ownerId: string
  readonly sequence: number
  readonly start: Instant
  readonly durationMinutes: number
  /** The organizer and the participants who have an account: their clients show the meeting. */
  readonly audience: readonly string[]
  readonly source: {
    readonly iCalUid: string
    readonly changeKey: string
    readonly exchangeItemId: string | null
  }
  /** The encrypted object as JSON, as a client gets it but for its links. */
  readonly objectJson: string
}

export const meetingKey = (ownerId: string, id: string): string => `${ownerId}/${id}`

export const calendarMeetings = collectionOf<CalendarMeeting>()('webex', 'calendarMeetings', {
  key: ({ ownerId, id }) => meetingKey(ownerId, id),
  indexes: { audience: ({ audience }) => audience, id: ({ id }) => id },
  streams: () => [EVENTS_STREAM],
})
