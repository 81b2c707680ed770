import type { EventItem } from '../../../../calendar/item.js'
import type { ItemView } from '../view.js'
import { named, type MapiAlias } from './alias.js'
import { timeText } from './values.js'

/** MAPI properties of series and their occurrences. @source MS-OXPROPS 2, MS-OXOCAL 2.2.1.12, 2.2.1.45 */
export const SERIES_ALIASES: readonly MapiAlias[] = [
  named(['Appointment', 0x8223, 'Boolean'], isRecurring),
  named(['Meeting', 0x05, 'Boolean'], isRecurring),
  named(['Meeting', 0x0a, 'Boolean'], ({ occurrence }) => occurrence?.exception !== undefined),
  named(['Appointment', 0x8231, 'Integer'], recurrenceType),
  named(['Appointment', 0x8228, 'SystemTime'], ({ occurrence }) =>
    occurrence?.exception === undefined ? undefined : timeText(occurrence.originalStart),
  ),
  named(['Appointment', 0x8234, 'String'], ({ item, reading: { store } }) =>
    item.event.series === undefined ? undefined : store.zones.windowsId(item.event.startTimeZone),
  ),
]

function isRecurring({ item }: ItemView<EventItem>): boolean {
  return item.event.series !== undefined
}

/** @source MS-OXOCAL 2.2.1.45 */
const TYPES: readonly (readonly [pattern: string, type: number])[] = [
  ['Daily', 1],
  ['Weekly', 2],
  ['Monthly', 3],
  ['Yearly', 4],
]

function recurrenceType({ item, occurrence }: ItemView<EventItem>): number {
  const { series } = item.event
  if (series === undefined || occurrence !== undefined) return 0
  const pattern = Object.keys(series.recurrence).join(' ')
  return TYPES.find(([word]) => pattern.includes(word))?.[1] ?? 0
}
