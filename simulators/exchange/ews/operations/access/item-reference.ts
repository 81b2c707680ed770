import type { CalendarItem, Item } from '../../../calendar/item.js'
import { recordKey } from '../../../calendar/ids/ews-ids.js'
import { openSeries, type Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsElement } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { text, valueOf } from '../request-parts.js'
import { checkItemRights, type ItemNeed } from './item-needs.js'

/** What an id of a request leads to: an item as stored, and the occurrence of it that is meant. */
export interface ItemTarget {
  readonly item: Item
  readonly occurrence: Occurrence | undefined
  /** The change key that came with the id. */
  readonly changeKey: string | undefined
}

/** Who names an item, and what is done with it. Default: it is read. */
export interface ItemHolder {
  readonly store: CalendarStore
  readonly mailbox: string
  readonly needs?: ItemNeed
}

/** Finds what an `ItemId`, `OccurrenceItemId` or `RecurringMasterItemId` names. @source ews.md 4.4 */
export function findItem(holder: ItemHolder, element: EwsElement): ItemTarget {
  const value = valueOf(element)
  const changeKey = text(value, '@ChangeKey')
  switch (element.name) {
    case 'ItemId':
      return withKey(byId(holder, text(value, '@Id') ?? ''), changeKey)
    case 'RecurringMasterItemId':
      return { item: masterOf(holder, text(value, '@OccurrenceId') ?? ''), occurrence: undefined, changeKey }
    case 'OccurrenceItemId':
      return withKey(
        byIndex(holder, text(value, '@RecurringMasterId') ?? '', Number(value['@InstanceIndex'])),
        changeKey,
      )
    default:
      throw new ItemError('ErrorInvalidOperation')
  }
}

type Found = Pick<ItemTarget, 'item' | 'occurrence'>

function withKey({ item, occurrence }: Found, changeKey: string | undefined): ItemTarget {
  return { item, occurrence, changeKey }
}

function byId({ store, mailbox, needs = 'read' }: ItemHolder, id: string): Found {
  if (id === '') throw new ItemError('ErrorInvalidIdEmpty')
  const read = store.ids.read(id)
  if (read === undefined) throw new ItemError('ErrorInvalidIdMalformed')
  if (read.kind === 'folder') throw new ItemError('ErrorCannotUseFolderIdForItemId')
  const item = store.item(recordKey(read))
  if (item === undefined || item.folder !== read.folder) throw new ItemError('ErrorItemNotFound')
  checkItemRights(store, item, { acting: mailbox, needs })
  if (read.kind === 'item') return { item, occurrence: undefined }
  if (item.kind !== 'CalendarItem') throw new ItemError('ErrorItemNotFound')
  return { item, occurrence: occurrenceOn(store, item, read.date) }
}

function masterOf(holder: ItemHolder, occurrenceId: string): Item {
  if (holder.store.ids.read(occurrenceId)?.kind === 'item') {
    throw new ItemError('ErrorCalendarCannotUseIdForRecurringMasterId')
  }
  return byId(holder, occurrenceId).item
}

/** `index` counts from 1 over the pattern, deleted occurrences included. @source ews.md 5.5 */
function byIndex(holder: ItemHolder, masterId: string, index: number): Found {
  const { item, occurrence } = byId(holder, masterId)
  if (item.kind !== 'CalendarItem' || item.event.series === undefined || occurrence !== undefined) {
    throw new ItemError('ErrorCalendarCannotUseIdForOccurrenceId')
  }
  const slot = openSeries(item.event, holder.store.zones)?.at(index)
  if (slot === undefined) throw new ItemError('ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange')
  if (slot.kind === 'deleted') throw new ItemError('ErrorCalendarOccurrenceIsDeletedFromRecurrence')
  return { item, occurrence: slot.occurrence }
}

function occurrenceOn(store: CalendarStore, master: CalendarItem, date: number): Occurrence {
  const slot = openSeries(master.event, store.zones)?.on(date)
  if (slot?.kind !== 'occurrence') throw new ItemError('ErrorItemNotFound')
  return slot.occurrence
}
