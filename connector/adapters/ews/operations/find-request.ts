import { childrenAt, escapeXml, find, type XmlElement } from '../../xml.js'
import { onlyMessage } from '../soap.js'
import { CALENDAR } from './calendar-folder.js'
import { REQUEST_URI } from './request-marker.js'

/** FindItem for the meeting that was made for a request. @source ews.md 4.3 */
export function renderFindRequest(requestId: string): string {
  return (
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
    '<m:IndexedPageItemView MaxEntriesReturned="1" Offset="0" BasePoint="Beginning"/>' +
    `<m:Restriction><t:IsEqualTo>${REQUEST_URI}<t:FieldURIOrConstant><t:Constant Value="${escapeXml(requestId)}"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>` +
    `<m:ParentFolderIds>${CALENDAR}</m:ParentFolderIds></m:FindItem>`
  )
}

/** The item's id, or null when there is none. */
export function parseFindRequest(response: XmlElement): string | null {
  const item = childrenAt(onlyMessage(response), ['RootFolder', 'Items'])[0]
  return (item === undefined ? null : find(item, 'ItemId'))?.attributes['Id'] ?? null
}
