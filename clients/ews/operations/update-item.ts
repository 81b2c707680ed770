import { element } from '../../xml/write.js'
import { type CalendarFields, renderFields } from '../calendar-fields.js'
import type { EwsConnection } from '../ews-connection.js'
import { type TargetReference, target } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

/** ews.md 4.6 · sets the given properties, empties lists without members, and sends the update to everyone invited. */
export async function updateCalendarItem(
  ews: EwsConnection,
  item: TargetReference,
  fields: CalendarFields,
): Promise<void> {
  const updates = renderFields(fields).map(({ path, xml }) =>
    xml === ''
      ? element('t:DeleteItemField', {}, path)
      : element('t:SetItemField', {}, path, element('t:CalendarItem', {}, xml)),
  )
  const change = element('t:ItemChange', {}, target(item), element('t:Updates', {}, ...updates))
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
