import type { Change } from '../../core/index.js'
import type { ErrorCode } from '../ews/error-texts.js'
import type { OperationCall } from '../ews/operation.js'
import type { EwsElement } from '../ews/tree.js'

/** A folder that can be subscribed to: whose it is, and the stream of the change log that tells of it. */
export interface WatchedFolder {
  readonly mailboxGuid: string
  readonly stream: string
}

/** What a request's folder element turned out to name. */
export type FolderLookup =
  | { readonly kind: 'found'; readonly folder: WatchedFolder }
  | { readonly kind: 'error'; readonly code: ErrorCode }

/** What notifications ask of the mailboxes. They know nothing of items and folders themselves. */
export interface EventSource {
  /** The folder named by a member of `FolderIds`, as the caller sees it. */
  findFolder(call: OperationCall, reference: EwsElement): FolderLookup
  /** The streams of every folder of a mailbox. */
  allStreams(mailboxGuid: string): readonly string[]
  /**
   * The events that one change raises for who watches these streams, in order: `{ name: 'ModifiedEvent',
   * value: { TimeStamp, ItemId, ParentFolderId } }`. Change keys hold the type alone. @source ews.md 6, 2.2
   */
  eventsOf(change: Change, streams: ReadonlySet<string>): readonly EwsElement[]
}
