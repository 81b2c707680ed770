import type { KeyGrant } from '../ports/webex.js'

/** What is remembered of one meeting: enough to recognize our own work, and nothing a person wrote. */
export interface MeetingRecord {
  /** The meeting's id in the cloud. */
  readonly meetingId: string
  /**
   * What the cloud's list holds of it, by id: the meeting itself, or the occurrences of a series. The value is the change
   * key of the version; null for one that was on its way.
   */
  readonly versions: Readonly<Record<string, string | null>>
  readonly grant: KeyGrant | null
  /** Whom the meeting's space was made for, as a hash; absent for a meeting that was given none. */
  readonly invited?: string | undefined
}

/** Memory of one user's calendar, shared by the nodes of a cluster so that another can go on with it. */
export interface CalendarMemory {
  syncState(): string | null
  /** `known` are the items that the state knows of: those remembered before it was asked for, and those it spoke of. */
  keepSyncState(syncState: string, known: readonly string[]): void
  /** Remembered items that the kept state does not know of: of their deletion it will not tell. */
  newItems(): readonly string[]
  meeting(itemId: string): MeetingRecord | null
  /** All items that something is remembered of. */
  itemIds(): readonly string[]
  /** The end of the window that was searched last for what is to be published; null when none was. */
  searchedUntil(): number | null
  keepSearchedUntil(instant: number): void
  keepMeeting(itemId: string, record: MeetingRecord): void
  forgetMeeting(itemId: string): void
}
