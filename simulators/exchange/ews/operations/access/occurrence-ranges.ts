import type { CalendarItem } from '../../../calendar/item.js'
import {
  exceptionsOf,
  openSeries,
  overlaps,
  regularOccurrences,
  type Occurrence,
} from '../../../calendar/recurrence/occurrences.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readTime } from '../properties/setters.js'
import { child, list, text, valueOf } from '../request-parts.js'
import { findItem, type ItemHolder, type ItemTarget } from './item-reference.js'

/** How many occurrences a range gives that says nothing of it. @inferred: as many as a numbered series can have */
const MOST_OCCURRENCES = 999

/**
 * What an id of GetItem names: one item, or with `RecurringMasterItemIdRanges` a master and after it the
 * occurrences of some ranges of time. @source ews.md 4.4; [CORE] requirements 1697 and 1698 for what is counted
 */
export function findItems(holder: ItemHolder, reference: EwsElement): readonly ItemTarget[] {
  if (reference.name !== 'RecurringMasterItemIdRanges') return [findItem(holder, reference)]
  const target = findItem(holder, { ...reference, name: 'ItemId' })
  const { item } = target
  if (item.kind !== 'CalendarItem' || item.event.series === undefined || target.occurrence !== undefined) {
    throw new ItemError('ErrorCalendarCannotUseIdForRecurringMasterId')
  }
  const ranges = list(child(valueOf(reference), 'Ranges'), 'Range')
  const found = ranges.flatMap((range) => occurrencesOf(holder.store, item, range))
  const once = found.filter(({ date }, index) => found.findIndex((other) => other.date === date) === index)
  return [target, ...once.map((occurrence) => ({ ...target, occurrence }))]
}

/** By their own times, or by those that the pattern gives them where `CompareOriginalStartTime` says so. */
function occurrencesOf(store: CalendarStore, item: CalendarItem, range: EwsObject): readonly Occurrence[] {
  const series = openSeries(item.event, store.zones)
  if (series === undefined) return []
  const instantOf = (name: string, otherwise: number): number =>
    text(range, name) === undefined ? otherwise : readTime(text(range, name), 'UTC', { store })
  const window = { from: instantOf('@Start', -Infinity), to: instantOf('@End', Infinity) }
  const count = Number(range['@Count'] ?? MOST_OCCURRENCES)

  const isOriginal = range['@CompareOriginalStartTime'] === true
  const isIn = ({ start, end, originalStart }: Occurrence): boolean =>
    isOriginal ? originalStart >= window.from && originalStart < window.to : overlaps({ start, end }, window)
  const found = exceptionsOf(item.event, series).filter(isIn)
  let regular = 0
  for (const occurrence of regularOccurrences(item.event, series, window)) {
    if (regular === count) break
    if (!isIn(occurrence)) continue
    found.push(occurrence)
    regular++
  }
  return found.sort((a, b) => a.start - b.start).slice(0, count)
}
