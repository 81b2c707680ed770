import { formatSeconds } from '../../../time-and-chance/instants.js'
import { childrenAt, find, textAt, type XmlElement } from '../../xml.js'
import { onlyMessage } from '../soap.js'
import { CALENDAR } from './calendar-folder.js'
import { REQUEST_URI } from './request-marker.js'

/** How far its organizer may have moved a meeting before it is looked for. @inferred a request lives for minutes */
const AROUND_MS = 7 * 86_400_000

/** FindItem around the start of a meeting that may have been made for a request, with what marks it. @source ews.md 4.3 */
export function renderFindRequest(start: number): string {
  return (
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>' +
    `<t:AdditionalProperties>${REQUEST_URI}</t:AdditionalProperties></m:ItemShape>` +
    `<m:CalendarView StartDate="${formatSeconds(start - AROUND_MS)}" EndDate="${formatSeconds(start + AROUND_MS)}"/>` +
    `<m:ParentFolderIds>${CALENDAR}</m:ParentFolderIds></m:FindItem>`
  )
}

/** The item's id, or null when there is none. */
export function parseFindRequest(response: XmlElement, requestId: string): string | null {
  const items = childrenAt(onlyMessage(response), ['RootFolder', 'Items'])
  const item = items.find((one) => textAt(one, 'ExtendedProperty', 'Value') === requestId)
  return (item === undefined ? null : find(item, 'ItemId'))?.attributes['Id'] ?? null
}
