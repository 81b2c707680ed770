import { formatSeconds, isChangeOf, type Change } from '../../core/index.js'
import { folders, folderStream, items, mailboxStream } from '../calendar/collections.js'
import { EVENTS, isFolderReason, isItemReason, type EventName } from '../calendar/events.js'
import type { Item } from '../calendar/item.js'
import type { CalendarStore } from '../calendar/store.js'
import type { EwsElement } from '../ews/tree.js'
import type { EventSource } from './event-source.js'
import { findFolder } from './find-folder.js'
import { folderEventsOf, folderFacts, plainId, type FolderEventStore } from './folder-events.js'
import { idOf } from './event-id.js'

type Place = Pick<Item, 'mailbox' | 'folder' | 'number' | 'kind'>

type Store = FolderEventStore &
  Pick<CalendarStore, 'world' | 'movedTo' | 'mailbox' | 'mailboxByAddress' | 'folderByDistinguishedId'>

/** Tells the changes of calendars and mail folders as events, by the table of reasons. @source ews.md 6, 4.9 */
export function createCalendarEvents(store: Store): EventSource {
  const { world, ids, movedTo } = store

  return {
    findFolder: (call, reference) => findFolder(store, call, reference),
    allStreams: (mailboxGuid) => [mailboxStream(mailboxGuid)],
    eventsOf(change, streams) {
      if (isChangeOf(folders, change))
        return isFolderReason(change.reason)
          ? folderEventsOf(store, change, { reason: change.reason, streams })
          : []
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
      return { name: 'ModifiedEvent', value: { TimeStamp, ...folderFacts(store, item.mailbox, item.folder) } }
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
    const isToldAlready = from !== undefined && isWatched(streams, from)
    return from === undefined || isToldAlready ? undefined : { from, to: change.after }
  }

  function itemOf({ mailbox, folder, number, kind }: Place) {
    return {
      ItemId: idOf(ids.write({ kind: 'item', mailbox, folder, number }), kind),
      ParentFolderId: plainId(store, mailbox, folder),
    }
  }
}

function isWatched(streams: ReadonlySet<string>, { mailbox, folder }: Place): boolean {
  return streams.has(folderStream(mailbox, folder)) || streams.has(mailboxStream(mailbox))
}
