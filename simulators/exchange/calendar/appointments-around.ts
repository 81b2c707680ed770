import type { World } from '../../core/index.js'
import { items } from './collections.js'
import type { CalendarItem } from './item.js'
import { keysAround } from './week-keys.js'

/** The appointments of a folder that may touch a window of time, without a look at most of the others. */
export function* appointmentsAround(
  world: World,
  place: { readonly mailbox: string; readonly folder: number },
  window: { readonly from: number; readonly to: number },
): Iterable<CalendarItem> {
  const seen = new Set<string>()
  for (const week of keysAround(place, window.from, window.to)) {
    for (const { key, record } of world.by(items, 'week', week)) {
      if (record.kind !== 'CalendarItem' || seen.has(key)) continue
      seen.add(key)
      yield record
    }
  }
}
