import type { EventItem, Recurrence, Series } from '../../../calendar/item.js'
import { slotsOf, type Occurrence } from '../../../calendar/recurrence/occurrences.js'
import { parseRule } from '../../../calendar/recurrence/rule.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject } from '../request-parts.js'
import { CALENDAR_ITEM, eventProperty, WITH_TIMES, type Property } from './property.js'
import { withEvent, withoutEventField } from './setters.js'
import { itemIdOf, renderTime, type ItemView } from './view.js'

/** What series and their occurrences have. The lists exist on the master alone. @source ews.md 5.5 */
export const SERIES_PROPERTIES: readonly Property[] = [
  eventProperty('calendar:RecurrenceId', ({ occurrence, reading }) => originalStart(occurrence, reading)),
  eventProperty('calendar:OriginalStart', ({ occurrence, reading }) => originalStart(occurrence, reading), {
    kinds: WITH_TIMES,
    shape: 'asked',
  }),
  eventProperty('calendar:IsRecurring', ({ item }) => item.event.series !== undefined, { kinds: WITH_TIMES }),
  eventProperty('calendar:CalendarItemType', itemType, { shape: 'Default' }),
  eventProperty(
    'calendar:Recurrence',
    ({ occurrence, item }) => onMaster(occurrence, item, ({ recurrence }) => recurrence),
    {
      listed: false,
      set: (item, value) => withEvent(item, { series: readSeries(value) }),
      clear: withoutEventField('series'),
    },
  ),
  eventProperty('calendar:FirstOccurrence', (view) => firstAndLast(view)?.first, {
    kinds: CALENDAR_ITEM,
    listed: false,
  }),
  eventProperty('calendar:LastOccurrence', (view) => firstAndLast(view)?.last, {
    kinds: CALENDAR_ITEM,
    listed: false,
  }),
  eventProperty('calendar:ModifiedOccurrences', modified, { kinds: CALENDAR_ITEM, listed: false }),
  eventProperty('calendar:DeletedOccurrences', deleted, { kinds: CALENDAR_ITEM, listed: false }),
]

/** A new recurrence starts without exceptions. @source ews.md 4.6 */
function readSeries(value: EwsValue): Series {
  const recurrence = isObject(value) ? value : {}
  if (parseRule(recurrence) === undefined) throw new ItemError('ErrorCalendarInvalidRecurrence')
  return { recurrence: recurrence as unknown as Recurrence, exceptions: [], deleted: [] }
}

function itemType({ item, occurrence }: ItemView<EventItem>): EwsValue {
  if (occurrence !== undefined) return occurrence.exception === undefined ? 'Occurrence' : 'Exception'
  return item.event.series === undefined ? 'Single' : 'RecurringMaster'
}

function originalStart(occurrence: Occurrence | undefined, reading: ItemView['reading']): EwsValue {
  return occurrence === undefined ? undefined : renderTime(reading, occurrence.originalStart)
}

function onMaster<T>(
  occurrence: Occurrence | undefined,
  item: EventItem,
  pick: (series: Series) => T,
): T | undefined {
  return occurrence === undefined && item.event.series !== undefined ? pick(item.event.series) : undefined
}

function firstAndLast(
  view: ItemView<EventItem>,
): { readonly first: EwsValue; readonly last: EwsValue } | undefined {
  const series = onMaster(view.occurrence, view.item, (found) => found)
  if (series === undefined) return undefined
  const isEndless = 'NoEndRecurrence' in series.recurrence
  let first: Occurrence | undefined
  let last: Occurrence | undefined
  for (const slot of slotsOf(view.item.event, view.reading.store.zones)) {
    if (slot.kind === 'deleted') continue
    first ??= slot.occurrence
    if (isEndless) break
    last = slot.occurrence
  }
  return { first: occurrenceInfo(view, first), last: occurrenceInfo(view, last) }
}

function modified(view: ItemView<EventItem>): EwsValue {
  const dates = onMaster(
    view.occurrence,
    view.item,
    ({ exceptions }) => new Set(exceptions.map(({ date }) => date)),
  )
  if (dates === undefined || dates.size === 0) return undefined
  const infos: EwsObject[] = []
  for (const slot of slotsOf(view.item.event, view.reading.store.zones)) {
    if (slot.kind === 'occurrence' && slot.occurrence.exception !== undefined) {
      infos.push(...[occurrenceInfo(view, slot.occurrence)].filter(isObject))
    }
    if (infos.length === dates.size) break
  }
  return { Occurrence: infos }
}

function deleted(view: ItemView<EventItem>): EwsValue {
  const dates = onMaster(view.occurrence, view.item, ({ deleted: gone }) => new Set(gone))
  if (dates === undefined || dates.size === 0) return undefined
  const whole = withEvent(view.item, { series: { ...view.item.event.series, deleted: [] } })
  const starts: EwsObject[] = []
  for (const slot of slotsOf(whole.event, view.reading.store.zones)) {
    if (slot.kind === 'occurrence' && dates.has(slot.date)) {
      starts.push({ Start: renderTime(view.reading, slot.occurrence.originalStart) })
    }
    if (starts.length === dates.size) break
  }
  return { DeletedOccurrence: starts }
}

function occurrenceInfo(view: ItemView<EventItem>, occurrence: Occurrence | undefined): EwsValue {
  if (occurrence === undefined) return undefined
  const { reading } = view
  return {
    ItemId: itemIdOf({ ...view, occurrence }),
    Start: renderTime(reading, occurrence.start),
    End: renderTime(reading, occurrence.end),
    OriginalStart: renderTime(reading, occurrence.originalStart),
  }
}
