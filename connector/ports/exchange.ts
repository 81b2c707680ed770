/** What the calendar flow needs of Exchange, in the words of EWS. The adapter is `adapters/ews/`. */

/** A mailbox as autodiscover located it. */
export interface Mailbox {
  /** Primary SMTP address, the one that is impersonated. */
  readonly address: string
  readonly ewsUrl: string
  /** GroupingInformation: mailboxes with the same value share streaming connections (HC-040). */
  readonly group: string
}

export interface ItemRef {
  readonly id: string
  readonly changeKey: string
}

export type BodyType = 'HTML' | 'Text'

export interface Attendee {
  readonly name: string
  readonly address: string
  /** `Mailbox`, `PublicDL`, … as Exchange resolved it; empty when it did not say. */
  readonly mailboxType: string
  readonly role: 'required' | 'optional' | 'resource'
  /** EWS ResponseType: Unknown, Accept, Tentative, Decline, NoResponseReceived, Organizer. */
  readonly response: string
}

export interface CalendarItem {
  readonly ref: ItemRef
  /** Same in every copy of the meeting and in all of its occurrences. */
  readonly uid: string
  readonly subject: string
  readonly location: string
  readonly body: { readonly type: BodyType; readonly content: string }
  readonly start: number
  readonly end: number
  /** End of the last occurrence of a series; null when it never ends; equal to `end` for a single item. */
  readonly lastEnd: number | null
  readonly kind: 'Single' | 'Occurrence' | 'Exception' | 'RecurringMaster'
  readonly isMeeting: boolean
  readonly isCancelled: boolean
  readonly isOrganizer: boolean
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendees: readonly Attendee[]
  readonly sequence: number
  /** Windows zone id of the start, such as `W. Europe Standard Time`; empty when not given. */
  readonly timeZone: string
  /** `TMS:ExternalConferenceData`, or null when the item lacks it (HC-172). */
  readonly conferenceData: string | null
}

export interface TimeWindow {
  readonly from: number
  readonly to: number
}

export interface FoundMeeting {
  readonly itemId: string
  readonly isSeries: boolean
}

export interface FoundOccurrence {
  readonly itemId: string
  readonly start: number
  readonly end: number
  /** Where the pattern put it; other than `start` for one that was moved. */
  readonly originalStart: number
  readonly isException: boolean
}

/** What happened to an item, from a notification or from SyncFolderItems. */
export type ItemChange =
  | { readonly kind: 'changed'; readonly itemId: string }
  | { readonly kind: 'deleted'; readonly itemId: string }

export interface SyncResult {
  readonly syncState: string
  readonly changes: readonly ItemChange[]
}

/** What one streaming connection tells. Subscriptions that died are named, the others live on. */
export type StreamMessage =
  | { readonly kind: 'alive' }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'notification'
      readonly subscriptionId: string
      readonly changes: readonly ItemChange[]
    }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly subscriptionIds: readonly string[]
      /** How long Exchange asks us to stay away. */
      readonly backOffMs?: number
    }

/** The one write the connector makes to an item: join details and conference data together. */
export interface Decoration {
  readonly body: { readonly type: BodyType; readonly content: string }
  readonly conferenceData: string
}

/** A stretch of somebody's time. `status` is EWS BusyType: Free, Tentative, Busy, OOF, WorkingElsewhere, NoData. */
export interface BusyTime {
  readonly start: number
  readonly end: number
  readonly status: string
}

/** A meeting to be made for somebody who asked in the Webex app. */
export interface NewMeeting {
  readonly requestId: string
  readonly subject: string
  readonly notes: string
  readonly location: string
  readonly start: number
  readonly end: number
  readonly attendees: readonly Pick<Attendee, 'address' | 'role'>[]
}

/** A person's automatic replies, without their texts (HC-183). Times mean something for `Scheduled` alone (HC-182). */
export interface AutomaticReplies {
  readonly state: 'Disabled' | 'Enabled' | 'Scheduled'
  readonly externalAudience: 'None' | 'Known' | 'All'
  readonly start: number | null
  readonly end: number | null
}

/** Requests of one streaming group stay on one Exchange server by anchor and cookie. @source ews.md 1.10 */
export interface Affinity {
  /** Address of the mailbox that the server is chosen by. */
  anchor: string
  cookie: string | null
}

export interface Exchange {
  /** ConvertId: is the server there, and does it accept our account? */
  probe(ewsUrl: string): Promise<void>
  /** GetFolder on the calendar: may we impersonate this user? Answers the folder's id. */
  bind(mailbox: Mailbox): Promise<string>
  subscribe(mailbox: Mailbox, affinity: Affinity): Promise<string>
  unsubscribe(mailbox: Mailbox, subscriptionId: string, affinity: Affinity): Promise<void>
  /** GetStreamingEvents until the server closes the connection, the signal is aborted, or the connection fails. */
  stream(
    mailbox: Mailbox,
    subscriptionIds: readonly string[],
    options: StreamOptions,
  ): AsyncIterable<StreamMessage>
  /** All changes since `syncState`; null starts anew and lists every item as changed. */
  sync(mailbox: Mailbox, syncState: string | null): Promise<SyncResult>
  /** The person's own meetings in a window of time, series by their master; copies of other organizers' meetings are left out. */
  find(mailbox: Mailbox, window: TimeWindow): Promise<readonly FoundMeeting[]>
  /** The occurrences of a series in a window of time. */
  occurrences(mailbox: Mailbox, uid: string, window: TimeWindow): Promise<readonly FoundOccurrence[]>
  /** The item, or null when it is gone. */
  read(mailbox: Mailbox, itemId: string): Promise<CalendarItem | null>
  /** The master of the series that an occurrence belongs to, or null when it is gone. */
  readMaster(mailbox: Mailbox, occurrenceId: string): Promise<CalendarItem | null>
  /** Writes a decoration and sends the update to all attendees. */
  decorate(mailbox: Mailbox, ref: ItemRef, decoration: Decoration): Promise<ItemRef>
  /** GetUserOofSettings of the mailbox's owner. */
  automaticReplies(mailbox: Mailbox): Promise<AutomaticReplies>
  /** GetUserAvailability as the mailbox's owner: when each is busy, in the order asked; null where nothing is known. */
  freeBusy(
    mailbox: Mailbox,
    addresses: readonly string[],
    window: TimeWindow,
  ): Promise<readonly (readonly BusyTime[] | null)[]>
  /** CreateItem, tried once: sent again after a failure it could make a second meeting. Answers the item's id. */
  create(mailbox: Mailbox, meeting: NewMeeting): Promise<string>
  /** The id of the meeting that was created for a request, or null. */
  findCreated(mailbox: Mailbox, request: Pick<NewMeeting, 'requestId' | 'start'>): Promise<string | null>
}

export interface StreamOptions {
  readonly affinity: Affinity
  readonly signal: AbortSignal
}
