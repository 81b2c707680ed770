import { STATE } from '../../../calendar/meetings/invitation.js'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import type { CalendarItem, EventItem } from '../../../calendar/item.js'
import { occurrencesIn, overlaps } from '../../../calendar/recurrence/occurrences.js'
import type { EwsElement, EwsValue } from '../../tree.js'
import { eventProperty, WITH_TIMES, type Property } from './property.js'
import { itemIdOf, renderTime, viewOf, type ItemView } from './view.js'

/** What else is in the calendar at the time of a meeting, and directly before and after it. */
interface Neighbours {
  readonly conflicting: readonly ItemView<CalendarItem>[]
  readonly adjacent: readonly ItemView<CalendarItem>[]
}

/** @source ews.md 5.1; never listed [DOC] */
export const NEIGHBOUR_PROPERTIES: readonly Property[] = neighbourProperties()

/** The four rows of an item come from one look at the calendar. */
function neighbourProperties(): readonly Property[] {
  const found = new WeakMap<ItemView<EventItem>, Neighbours>()

  function neighboursOf(view: ItemView<EventItem>): Neighbours {
    let neighbours = found.get(view)
    if (neighbours === undefined) found.set(view, (neighbours = findNeighbours(view)))
    return neighbours
  }

  const row = (name: string, read: (neighbours: Neighbours) => EwsValue) =>
    eventProperty(`calendar:${name}`, (view) => read(neighboursOf(view)), {
      kinds: WITH_TIMES,
      listed: false,
      elsewhere: true,
    })

  return [
    row('ConflictingMeetingCount', ({ conflicting }) => conflicting.length),
    row('AdjacentMeetingCount', ({ adjacent }) => adjacent.length),
    row('ConflictingMeetings', ({ conflicting }) => meetings(conflicting)),
    row('AdjacentMeetings', ({ adjacent }) => meetings(adjacent)),
  ]
}

/** What blocks no time and what is cancelled is in nobody's way. For a series, its first time counts. @inferred */
function findNeighbours(view: ItemView<EventItem>): Neighbours {
  const { start, end } = view.item.event
  const others = viewsAround(view).filter(({ item: { event } }) => {
    return event.freeBusy !== 'Free' && (event.state & STATE.cancelled) === 0
  })
  return {
    conflicting: others.filter((other) => overlaps(other.item.event, { from: start, to: end })),
    adjacent: others.filter(({ item: { event } }) => event.end === start || event.start === end),
  }
}

function viewsAround({ item, reading }: ItemView<EventItem>): readonly ItemView<CalendarItem>[] {
  const { store } = reading
  const window = { from: item.event.start - 1, to: item.event.end + 1 }
  const views: ItemView<CalendarItem>[] = []
  for (const { record } of store.itemsIn(item.mailbox, FOLDER_NUMBERS.calendar)) {
    if (record.kind !== 'CalendarItem' || record.event.uid === item.event.uid) continue
    if (record.event.series !== undefined) {
      const occurrences = occurrencesIn(record.event, store.zones, window)
      views.push(...occurrences.map((occurrence) => viewOf(reading, record, occurrence)))
    } else if (overlaps(record.event, window)) views.push(viewOf(reading, record))
  }
  return views
}

/** @source Microsoft, ConflictingMeetings: the children that its example has */
function meetings(views: readonly ItemView<CalendarItem>[]): EwsValue {
  if (views.length === 0) return undefined
  return { $each: views.map(meeting) }
}

function meeting(view: ItemView<CalendarItem>): EwsElement {
  const { item, reading } = view
  return {
    name: 'CalendarItem',
    value: {
      ItemId: itemIdOf(view),
      Subject: item.subject,
      Start: renderTime(reading, item.event.start),
      End: renderTime(reading, item.event.end),
      LegacyFreeBusyStatus: item.event.freeBusy,
      Location: item.event.location,
    },
  }
}
