import type { KeyGrant } from '../ports/webex.js'

/** What is remembered of one meeting: enough to recognize our own work, and nothing a person wrote. */
export interface MeetingRecord {
  /** The meeting's id in the cloud. */
  readonly meetingId: string
  /** Change key of the version that the cloud has; null while it has none. */
  readonly publishedChangeKey: string | null
  readonly grant: KeyGrant | null
}

/** Memory of one user's calendar, shared by the nodes of a cluster so that another can go on with it. */
export interface CalendarMemory {
  syncState(): string | null
  keepSyncState(syncState: string): void
  meeting(itemId: string): MeetingRecord | null
  /** All items that something is remembered of. */
  itemIds(): readonly string[]
  keepMeeting(itemId: string, record: MeetingRecord): void
  forgetMeeting(itemId: string): void
}
