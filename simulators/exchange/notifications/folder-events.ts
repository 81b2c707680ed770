import { formatSeconds, type Change } from '../../core/index.js'
import { folderStream, mailboxStream, type StoredFolder } from '../calendar/collections.js'
import { FOLDER_EVENTS, type EventName, type FolderReason } from '../calendar/events.js'
import { elementOf, FOLDER_NUMBERS, holdsMail } from '../calendar/folders.js'
import type { CalendarStore } from '../calendar/store.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'
import { idOf } from './event-id.js'
import type { Audience } from './item-events.js'

export type FolderEventStore = Pick<CalendarStore, 'ids' | 'folder' | 'unreadCount'>

interface FolderChange {
  readonly reason: FolderReason
  readonly streams: ReadonlySet<string>
  readonly audience: Audience
}

/** @source "Pull notifications for EWS deletion-related mailbox events in Exchange", table 1 */
const TO_BIN_FOR_ALL = ['FolderModifiedEvent'] as const

/** What became of a folder, as events for who watches it, the folder that it is in, or the whole mailbox. */
export function folderEventsOf(
  store: FolderEventStore,
  change: Change<StoredFolder>,
  { reason, streams, audience }: FolderChange,
): readonly EwsElement[] {
  const { before, after } = change
  const folder = after ?? before
  if (folder === undefined) return []
  const { mailbox } = folder
  const TimeStamp = formatSeconds(change.at)
  const parents = new Set([before?.parent, after?.parent].filter((parent) => parent !== undefined))
  const watched = [...parents].filter(
    (parent) => streams.has(folderStream(mailbox, parent)) || streams.has(mailboxStream(mailbox)),
  )
  const isToBin = reason === 'FolderMoved' && after?.parent === FOLDER_NUMBERS.deleteditems
  const names: readonly EventName[] = isToBin && audience === 'all' ? TO_BIN_FOR_ALL : FOLDER_EVENTS[reason]

  return names.flatMap((name) => {
    if (name === 'FolderModifiedEvent') {
      return watched.map((parent) => modified(TimeStamp, folderFacts(store, mailbox, parent)))
    }
    if (name === 'ModifiedEvent') return [modified(TimeStamp, folderFacts(store, mailbox, folder.number))]
    const ids = { TimeStamp, ...idsOf(store, folder) }
    if (name !== 'MovedEvent') return [{ name, value: ids }]
    const { FolderId: OldFolderId, ParentFolderId: OldParentFolderId } = idsOf(store, before ?? folder)
    return [{ name, value: { ...ids, OldFolderId, OldParentFolderId } }]
  })
}

/** What a ModifiedEvent tells of a folder; folders of mail also how much is unread. @source ews.md 4.9 */
export function folderFacts(store: FolderEventStore, mailbox: string, number: number): EwsObject {
  const folder = store.folder(mailbox, number)
  return {
    FolderId: folderIdOf(store, mailbox, number),
    ParentFolderId: plainId(store, mailbox, folder?.parent ?? number),
    ...(folder !== undefined && holdsMail(folder) ? { UnreadCount: store.unreadCount(mailbox, number) } : {}),
  }
}

/** The id of a folder as that of a parent, whose key does not tell its class. @source ews.md 4.9 */
export function plainId({ ids }: FolderEventStore, mailbox: string, folder: number): EwsObject {
  return idOf(ids.write({ kind: 'folder', mailbox, folder }), 'Folder')
}

function folderIdOf({ ids, folder }: FolderEventStore, mailbox: string, number: number): EwsObject {
  const found = folder(mailbox, number)
  const element = found === undefined ? 'Folder' : elementOf(found)
  return idOf(ids.write({ kind: 'folder', mailbox, folder: number }), element)
}

function idsOf(store: FolderEventStore, folder: StoredFolder) {
  const { mailbox, number, parent = number } = folder
  const id = store.ids.write({ kind: 'folder', mailbox, folder: number })
  return { FolderId: idOf(id, elementOf(folder)), ParentFolderId: plainId(store, mailbox, parent) }
}

function modified(TimeStamp: string, facts: EwsObject): EwsElement {
  return { name: 'ModifiedEvent', value: { TimeStamp, ...facts } }
}
