import { isAtLeast, isRequestVersion } from '../../../versions/index.js'
import type { ItemKind } from '../../../calendar/item.js'
import type { Property } from './property.js'

/** Messages that got the properties of appointments late. @source ews.md 1.7 */
const LATE_KINDS: readonly ItemKind[] = ['MeetingResponse', 'MeetingCancellation']
const OF_EVERY_MEETING_MESSAGE = new Set(['calendar:UID', 'calendar:RecurrenceId', 'calendar:DateTimeStamp'])

/** Whether a requested version already knows a property of a kind of item. @source ews.md 1.7 */
export function isKnownTo(requestedVersion: string, row: Property, kind: ItemKind): boolean {
  if (!isRequestVersion(requestedVersion)) return true
  if (!isAtLeast(requestedVersion, `Exchange${row.since}`)) return false
  const isLate =
    LATE_KINDS.includes(kind) && row.uri.startsWith('calendar:') && !OF_EVERY_MEETING_MESSAGE.has(row.uri)
  return !isLate || isAtLeast(requestedVersion, 'Exchange2013')
}
