import { formatSeconds, isChangeOf, type Change } from '../../core/index.js'
import { folders, folderStream, items, mailboxStream } from '../calendar/collections.js'
import { isFolderReason, isItemReason } from '../calendar/events.js'
import type { Item } from '../calendar/item.js'
import type { CalendarStore } from '../calendar/store.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'
import { hasFeature } from '../versions/index.js'
import type { EventSource } from './event-source.js'
import { findFolder } from './find-folder.js'
import { folderEventsOf, folderFacts, plainId, type FolderEventStore } from './folder-events.js'
import { idOf } from './event-id.js'
import { itemEventsOf, type Audience, type ItemEventName } from './item-events.js'

type Place = Pick<Item, 'mailbox' | 'folder' | 'number' | 'kind'>

/** A change of an item on its way to who watches some streams. */
interface Telling {
  readonly change: Change<Item>
  readonly item: Item
  readonly streams: ReadonlySet<string>
}

type Store = FolderEventStore &
  Pick<
    CalendarStore,
    'world' | 'movedTo' | 'mailbox' | 'mailboxByAddress' | 'folderByDistinguishedId' | 'product'
  >

/** The search folder over a whole mailbox, as far as events name it. @inferred the number */
const ALL_ITEMS = 0x11f

/** Tells the changes of calendars and mail folders as events, by the table of reasons. @source ews.md 6, 4.9 */
export function createCalendarEvents(store: Store): EventSource {
  const { world, ids, movedTo } = store
  const isBefore2013 = !hasFeature(store.product, 'softDeleteIsMove')

  return {
    findFolder: (call, reference) => findFolder(store, call, reference),
    allStreams: (mailboxGuid) => [mailboxStream(mailboxGuid)],
    eventsOf(change, streams) {
      if (isChangeOf(folders, change)) {
        const { reason } = change
        if (!isFolderReason(reason)) return []
        return folderEventsOf(store, change, { reason, streams, audience: audienceOf(change, streams) })
      }
      if (!isChangeOf(items, change) || !isItemReason(change.reason)) return []
      const item = change.after ?? change.before
      if (item === undefined) return []
      const destination = change.after === undefined ? movedTo(change.key)?.folder : change.after.folder
      const names = itemEventsOf(change.reason, audienceOf(change, streams), destination)
      return names.flatMap((name) => eventOf(name, { change, item, streams }) ?? [])
    },
  }

  function audienceOf(
    { after, before }: Change<{ readonly mailbox: string }>,
    streams: ReadonlySet<string>,
  ): Audience {
    if (isBefore2013) return '2010'
    return streams.has(mailboxStream((after ?? before)?.mailbox ?? '')) ? 'all' : 'folders'
  }

  function eventOf(name: ItemEventName, telling: Telling): EwsElement | undefined {
    const { change, item } = telling
    const TimeStamp = formatSeconds(change.at)
    switch (name) {
      case 'FolderModifiedEvent':
        return {
          name: 'ModifiedEvent',
          value: { TimeStamp, ...folderFacts(store, item.mailbox, item.folder) },
        }
      case 'MovedEvent':
        return fromTo(name, TimeStamp, moveOf(telling))
      case 'CopiedEvent':
        return fromTo(name, TimeStamp, copyOf(item))
      case 'AllItemsDeletedEvent':
        return { name: 'DeletedEvent', value: { TimeStamp, ...inAllItems(item) } }
      case 'AllItemsCreatedEvent':
        return { name: 'CreatedEvent', value: { TimeStamp, ...inAllItems(movedTo(change.key) ?? item) } }
      default:
        return { name, value: { TimeStamp, ...itemOf(item) } }
    }
  }

  function fromTo(
    name: 'MovedEvent' | 'CopiedEvent',
    TimeStamp: string,
    ends: { readonly from: Place; readonly to: Place } | undefined,
  ): EwsElement | undefined {
    if (ends === undefined) return undefined
    const { ItemId: OldItemId, ParentFolderId: OldParentFolderId } = itemOf(ends.from)
    return { name, value: { TimeStamp, ...itemOf(ends.to), OldItemId, OldParentFolderId } }
  }

  /** Both ends of a move. Who watches both folders hears of it once, in the stream of the old one. */
  function moveOf({ change, streams }: Telling) {
    if (change.after === undefined) {
      const to = movedTo(change.key)
      return change.before === undefined || to === undefined ? undefined : { from: change.before, to }
    }
    const from = world.tombstone(items, change.after.movedFrom ?? '')?.last
    const isToldAlready = from !== undefined && isWatched(streams, from)
    return from === undefined || isToldAlready ? undefined : { from, to: change.after }
  }

  function copyOf(item: Item) {
    const key = item.copiedFrom ?? ''
    const from = world.get(items, key) ?? world.tombstone(items, key)?.last
    return from === undefined ? undefined : { from, to: item }
  }

  function itemOf({ mailbox, folder, number, kind }: Place) {
    return {
      ItemId: idOf(ids.write({ kind: 'item', mailbox, folder, number }), kind),
      ParentFolderId: plainId(store, mailbox, folder),
    }
  }

  function inAllItems(item: Place): EwsObject {
    return { ...itemOf(item), ParentFolderId: plainId(store, item.mailbox, ALL_ITEMS) }
  }
}

function isWatched(streams: ReadonlySet<string>, { mailbox, folder }: Place): boolean {
  return streams.has(folderStream(mailbox, folder)) || streams.has(mailboxStream(mailbox))
}
