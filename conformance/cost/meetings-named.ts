import type { DetailedEntry } from '../drivers/admin-api.js'

/** The ids of items, wherever an envelope names them; of an occurrence also by the series. */
const ITEM_ID =
  /<(?:\w+:)?(?:ItemId|OccurrenceItemId|RecurringMasterItemId|ReferenceItemId)\s[^>]*?\b(?:Id|OccurrenceId|RecurringMasterId)="([^"]+)"/g
const CALENDAR_ITEM = /<(?:\w+:)?CalendarItem>/
const UID = /<(?:\w+:)?UID>([^<]+)</

/** Which meetings an entry names: in its request, or in either direction. */
export interface MeetingsNamed {
  inRequest(entry: DetailedEntry): ReadonlySet<string>
  in(entry: DetailedEntry): ReadonlySet<string>
}

/**
 * The organizer's item, the copies of the people invited and the occurrences of a series are one meeting, as far as
 * anybody was told their UID; an item without one is a meeting of its own.
 */
export function meetingsNamed(entries: readonly DetailedEntry[]): MeetingsNamed {
  const uids = new Map(entries.flatMap(({ response }) => uidsIn(response ?? '')))
  const meetings = (text: string): ReadonlySet<string> =>
    new Set(itemIdsIn(text).map((itemId) => uids.get(itemId) ?? itemId))
  const known = new Map<number, ReadonlySet<string>>()
  return {
    inRequest: ({ request }) => meetings(request ?? ''),
    in: (entry) => {
      const found = known.get(entry.id) ?? meetings(`${entry.request ?? ''}${entry.response ?? ''}`)
      known.set(entry.id, found)
      return found
    },
  }
}

function itemIdsIn(text: string): readonly string[] {
  return [...text.matchAll(ITEM_ID)].map(([, itemId = '']) => itemId)
}

/** The id and the UID of each calendar item that is shown with both. */
function uidsIn(text: string): readonly (readonly [string, string])[] {
  return text
    .split(CALENDAR_ITEM)
    .slice(1)
    .flatMap((item) => {
      const [itemId] = itemIdsIn(item)
      const uid = UID.exec(item)?.[1]
      return itemId === undefined || uid === undefined ? [] : [[itemId, uid] as const]
    })
}
