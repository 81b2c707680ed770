// What is measured: each workload is a row of requests that starts again when it has come to its end.
import { meeting } from './calendars.mjs'
import { createItems, envelope, findInView, findPage, getItem, updateItem } from './envelopes.mjs'

const UPDATE_EVERY = 10

/** The rows of the table. `requestAt` gives the requests that make up the unit of that number. */
export function workloads({ week, full, empty, window }) {
  return [
    { name: 'GetItem', hasFloor: true, requestsAt: reading(week, (at) => getItem(week.ids[at])) },
    ...finding('25 items', week, window, true),
    ...finding(`25 of ${full.items}`, full, window, false),
    { name: 'UpdateItem', hasFloor: false, requestsAt: (unit) => [updateAt(week, unit)] },
    { name: 'CreateItem', hasFloor: false, requestsAt: (unit) => [createAt(empty, unit)] },
  ]
}

function finding(what, calendar, window, hasFloor) {
  return [
    {
      name: `FindItem, CalendarView, ${what}`,
      hasFloor,
      requestsAt: reading(calendar, () => findInView(window)),
    },
    {
      name: `FindItem, IndexedPageItemView, ${what}`,
      hasFloor,
      requestsAt: reading(calendar, () => findPage()),
    },
  ]
}

/** Reads, of which one in ten comes after a change of an item that is among what is read. */
function reading(calendar, read) {
  return (unit) => {
    const request = envelope(calendar.mailbox, read(unit % calendar.ids.length))
    return unit % UPDATE_EVERY === 0 ? [updateAt(calendar, unit), request] : [request]
  }
}

function updateAt({ mailbox, ids }, unit) {
  return envelope(mailbox, updateItem(ids[unit % ids.length], `Planning ${String(unit).padStart(5, '0')}`))
}

function createAt({ mailbox }, unit) {
  return envelope(mailbox, createItems([meeting(unit)]))
}
