import { collectionOf, type Instant } from '../../core/index.js'
import { EVENTS_STREAM } from './events.js'

/** The stream of what people want of their calendars: nodes wait on it for work, askers for answers. */
export const CALENDAR_REQUESTS_STREAM = 'webex.calendarRequests'

/** Something a person wants of Exchange by way of the connector that serves them; its texts are ciphertext. */
export interface CalendarRequest {
  readonly id: string
  readonly kind: 'freeBusy' | 'schedule'
  readonly askerId: string
  /** What the asker calls it: asking again by the same name is asking once. */
  readonly name: string
  readonly encryptionKeyUrl: string
  readonly created: Instant
  readonly expires: Instant
  /** What is asked, as JSON. */
  readonly contentJson: string
  /** Who alone may carry it out, and until when. */
  readonly claim: { readonly claimant: string; readonly until: Instant } | null
  readonly answerJson: string | null
}

export const requestName = ({
  kind,
  askerId,
  name,
}: Pick<CalendarRequest, 'kind' | 'askerId' | 'name'>): string => `${kind}/${askerId}/${name}`

/** The only value of the index of open requests. */
export const OPEN = 'open'

export const calendarRequests = collectionOf<CalendarRequest>()('webex', 'calendarRequests', {
  key: ({ id }) => id,
  indexes: {
    name: requestName,
    /** Those that have no answer yet, whether or not somebody still waits for it. */
    open: ({ answerJson }) => (answerJson === null ? OPEN : undefined),
  },
  streams: () => [CALENDAR_REQUESTS_STREAM, EVENTS_STREAM],
})
