import { element } from '../../xml/write.js'
import { type CalendarFields, renderFields } from '../calendar-fields.js'
import type { EwsConnection } from '../ews-connection.js'
import { type ItemReference, itemId } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

/** ews.md 4.6 · sets the given properties and sends the update to everyone invited. */
export async function updateCalendarItem(
  ews: EwsConnection,
  item: ItemReference,
  fields: CalendarFields,
): Promise<void> {
  const updates = renderFields(fields).map(({ path, xml }) =>
    element('t:SetItemField', {}, path, element('t:CalendarItem', {}, xml)),
  )
  const change = element('t:ItemChange', {}, itemId(item), element('t:Updates', {}, ...updates))
  const [message] = await ews.call(
    element(
      'm:UpdateItem',
      {
        ConflictResolution: 'AlwaysOverwrite',
        SendMeetingInvitationsOrCancellations: 'SendToAllAndSaveCopy',
      },
      element('m:ItemChanges', {}, change),
    ),
  )
  if (message) requireSuccess(message)
}
