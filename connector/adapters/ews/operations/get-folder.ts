import { onlyMessage } from '../soap.js'
import { childrenAt, find, type XmlElement } from '../../xml.js'
import { CALENDAR } from './calendar-folder.js'

/** GetFolder on the calendar, by id only. @source ews.md 4.2 */
export function renderGetFolder(): string {
  return `<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds>${CALENDAR}</m:FolderIds></m:GetFolder>`
}

/** The folder's id. */
export function parseGetFolder(response: XmlElement): string {
  const folder = childrenAt(onlyMessage(response), ['Folders'])[0]
  return (folder === undefined ? null : find(folder, 'FolderId'))?.attributes['Id'] ?? ''
}
