import { formatSeconds, isChangeOf, type Change } from '../../core/index.js'
import { folderStream, items } from '../calendar/collections.js'
import { EVENTS, isItemReason, type EventName } from '../calendar/events.js'
import { FOLDERS, folderByNumber } from '../calendar/folders.js'
import { writeTypeOnlyChangeKey } from '../calendar/ids/change-key.js'
import type { Item } from '../calendar/item.js'
import type { CalendarStore } from '../calendar/store.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'
import type { EventSource } from './event-source.js'
import { findFolder } from './find-folder.js'

type Place = Pick<Item, 'mailbox' | 'folder' | 'number' | 'kind'>

type Store = Pick<CalendarStore, 'world' | 'ids' | 'movedTo' | 'unreadCount' | 'mailbox' | 'mailboxByAddress'>

/** Tells the changes of calendars and mail folders as events, by the table of reasons. @source ews.md 6, 4.9 */
export function createCalendarEvents(store: Store): EventSource {
  const { world, ids, movedTo, unreadCount } = store

  return {
    findFolder: (call, reference) => findFolder(store, call, reference),
    allStreams: (mailboxGuid) => FOLDERS.map(({ number }) => folderStream(mailboxGuid, number)),
    eventsOf(change, streams) {
      if (!isChangeOf(items, change) || !isItemReason(change.reason)) return []
      const item = change.after ?? change.before
      if (item === undefined) return []
      const names: readonly EventName[] = EVENTS[change.reason]
      return names.flatMap((name) => eventOf(name, { change, item, streams }) ?? [])
    },
  }

  function eventOf(
    name: EventName,
    { change, item, streams }: { change: Change<Item>; item: Place; streams: ReadonlySet<string> },
  ): EwsElement | undefined {
    const TimeStamp = formatSeconds(change.at)
    if (name === 'FolderModifiedEvent')
      return { name: 'ModifiedEvent', value: { TimeStamp, ...folderOf(item) } }
    if (name !== 'MovedEvent') return { name, value: { TimeStamp, ...itemOf(item) } }

    const move = moveOf(change, streams)
    if (move === undefined) return undefined
    const { ItemId: OldItemId, ParentFolderId: OldParentFolderId } = itemOf(move.from)
    return { name, value: { TimeStamp, ...itemOf(move.to), OldItemId, OldParentFolderId } }
  }

  /** Both ends of a move. Who watches both folders hears of it once, in the stream of the old one. */
  function moveOf(
    change: Change<Item>,
    streams: ReadonlySet<string>,
  ): { from: Place; to: Place } | undefined {
    if (change.after === undefined) {
      const to = movedTo(change.key)
      return change.before === undefined || to === undefined ? undefined : { from: change.before, to }
    }
    const from = world.tombstone(items, change.after.movedFrom ?? '')?.last
    const isToldAlready = from !== undefined && streams.has(folderStream(from.mailbox, from.folder))
    return from === undefined || isToldAlready ? undefined : { from, to: change.after }
  }

  function itemOf({ mailbox, folder, number, kind }: Place) {
    return {
      ItemId: idOf(ids.write({ kind: 'item', mailbox, folder, number }), kind),
      ParentFolderId: idOf(ids.write({ kind: 'folder', mailbox, folder }), 'Folder'),
    }
  }

  function folderOf({ mailbox, folder: number }: Place): EwsObject {
    const folder = folderByNumber(number)
    const parent = folder?.parent ?? number
    return {
      FolderId: idOf(ids.write({ kind: 'folder', mailbox, folder: number }), folder?.element ?? 'Folder'),
      ParentFolderId: idOf(ids.write({ kind: 'folder', mailbox, folder: parent }), 'Folder'),
      ...(folder?.folderClass === 'IPF.Note' ? { UnreadCount: unreadCount(mailbox, number) } : {}),
    }
  }
}

/** Ids in events carry the type alone for a change key. @source ews.md 2.2 */
function idOf(id: string, element: string): EwsObject {
  return { '@Id': id, '@ChangeKey': writeTypeOnlyChangeKey(element) }
}
