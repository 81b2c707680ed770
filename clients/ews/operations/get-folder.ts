import { at, textAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { calendarFolder } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

export interface CalendarFolder {
  readonly folderId: string
  readonly displayName: string
}

/** ews.md 4.2 · binds to a calendar: the caller's own, or another person's who shares it. */
export async function getCalendarFolder(ews: EwsConnection, owner?: string): Promise<CalendarFolder> {
  const shape = element('m:FolderShape', {}, textElement('t:BaseShape', 'Default'))
  const [message] = await ews.call(
    element('m:GetFolder', {}, shape, element('m:FolderIds', {}, calendarFolder(owner))),
  )
  const folder = message && at(requireSuccess(message), 'Folders')?.children[0]
  return {
    folderId: at(folder, 'FolderId')?.attributes['Id'] ?? '',
    displayName: textAt(folder, 'DisplayName') ?? '',
  }
}
