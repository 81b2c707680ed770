import type { EventItem, Recurrence, Series } from '../../../calendar/item.js'
import {
  exceptionsOf,
  firstOccurrence,
  openSeries,
  type Occurrence,
  type OpenSeries,
} from '../../../calendar/recurrence/occurrences.js'
import { refusalOf } from '../../../calendar/recurrence/refusals.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject } from '../request-parts.js'
import { CALENDAR_ITEM, eventProperty, WITH_TIMES, type Property } from './property.js'
import { withEvent, withoutEventField } from './setters.js'
import { itemIdOf, renderTime, type ItemView } from './view.js'

/** What series and their occurrences have. The lists exist on the master alone. @source ews.md 5.5 */
export const SERIES_PROPERTIES: readonly Property[] = [
  eventProperty('calendar:RecurrenceId', originalStart),
  eventProperty('calendar:OriginalStart', originalStart, {
    kinds: WITH_TIMES,
    shape: 'asked',
  }),
  eventProperty('calendar:IsRecurring', ({ item }) => item.event.series !== undefined || isOfSeries(item), {
    kinds: WITH_TIMES,
  }),
  eventProperty('calendar:CalendarItemType', itemType, { shape: 'Default' }),
  eventProperty(
    'calendar:Recurrence',
    ({ occurrence, item }) => (occurrence === undefined ? item.event.series?.recurrence : undefined),
    {
      listed: false,
      set: (item, value) => withEvent(item, { series: readSeries(value) }),
      clear: withoutEventField('series'),
    },
  ),
  eventProperty('calendar:FirstOccurrence', first, {
    kinds: CALENDAR_ITEM,
    listed: false,
  }),
  eventProperty('calendar:LastOccurrence', last, {
    kinds: CALENDAR_ITEM,
    listed: false,
  }),
  eventProperty('calendar:ModifiedOccurrences', modified, { kinds: CALENDAR_ITEM, listed: false }),
  eventProperty('calendar:DeletedOccurrences', deleted, { kinds: CALENDAR_ITEM, listed: false }),
]

/** A new recurrence starts without exceptions. @source ews.md 4.6 */
function readSeries(value: EwsValue): Series {
  const recurrence = isObject(value) ? value : {}
  const refusal = refusalOf(recurrence)
  if (refusal !== undefined) throw new ItemError(refusal)
  return { recurrence: recurrence as unknown as Recurrence, exceptions: [], deleted: [] }
}

function itemType({ item, occurrence }: ItemView<EventItem>): EwsValue {
  if (occurrence !== undefined) return occurrence.exception === undefined ? 'Occurrence' : 'Exception'
  if (item.event.series !== undefined) return 'RecurringMaster'
  return isOfSeries(item) ? 'Exception' : 'Single'
}

/** A message about one occurrence is about an exception; in a calendar it is single without its series. @inferred */
function isOfSeries({ kind, event }: EventItem): boolean {
  return kind !== 'CalendarItem' && event.recurrenceId !== undefined
}

/** Messages about one occurrence say which, and so does an item of who is invited to nothing else. */
function originalStart({ item, occurrence, reading }: ItemView<EventItem>): EwsValue {
  const start = occurrence?.originalStart ?? item.event.recurrenceId
  return start === undefined ? undefined : renderTime(reading, start)
}

/** The series of a master; an occurrence and a single appointment have none to show. */
function seriesOf({ item, occurrence, reading }: ItemView<EventItem>): OpenSeries | undefined {
  return occurrence === undefined ? openSeries(item.event, reading.store.zones) : undefined
}

function first(view: ItemView<EventItem>): EwsValue {
  return occurrenceInfo(view, firstOccurrence(seriesOf(view)?.from(-Infinity) ?? []))
}

function last(view: ItemView<EventItem>): EwsValue {
  const series = seriesOf(view)
  return series === undefined || series.isEndless
    ? undefined
    : occurrenceInfo(view, firstOccurrence(series.before(Infinity)))
}

function modified(view: ItemView<EventItem>): EwsValue {
  const series = seriesOf(view)
  const infos = series === undefined ? [] : exceptionsOf(view.item.event, series)
  if (infos.length === 0) return undefined
  return { Occurrence: infos.map((occurrence) => occurrenceInfo(view, occurrence)).filter(isObject) }
}

function deleted(view: ItemView<EventItem>): EwsValue {
  const series = seriesOf(view)
  const dates = [...(view.item.event.series?.deleted ?? [])].sort((a, b) => a - b)
  if (series === undefined || dates.length === 0) return undefined
  const slots = dates.map((date) => series.on(date)).filter((slot) => slot !== undefined)
  return {
    DeletedOccurrence: slots.map(({ originalStart }) => ({ Start: renderTime(view.reading, originalStart) })),
  }
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
