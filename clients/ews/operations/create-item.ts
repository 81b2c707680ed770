import { at } from '../../xml/element.js'
import { element } from '../../xml/write.js'
import { type CalendarFields, renderFields } from '../calendar-fields.js'
import type { EwsConnection } from '../ews-connection.js'
import { type ItemReference, calendarFolder } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

/** ews.md 4.5 · saves a meeting in the caller's calendar and sends the requests to everyone invited. */
export async function createCalendarItem(ews: EwsConnection, fields: CalendarFields): Promise<ItemReference> {
  const item = element('t:CalendarItem', {}, ...renderFields(fields).map(({ xml }) => xml))
  const [message] = await ews.call(
    element(
      'm:CreateItem',
      { SendMeetingInvitations: 'SendToAllAndSaveCopy' },
      element('m:SavedItemFolderId', {}, calendarFolder()),
      element('m:Items', {}, item),
    ),
  )
  return createdId(message && at(requireSuccess(message), 'Items')?.children[0])
}

function createdId(item: Parameters<typeof at>[0]): ItemReference {
  const id = at(item, 'ItemId')?.attributes
  return { itemId: id?.['Id'] ?? '', changeKey: id?.['ChangeKey'] }
}
