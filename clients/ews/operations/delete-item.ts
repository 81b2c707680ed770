import { element } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { type ItemReference, itemId } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

/** ews.md 4.7 · moves a meeting to Deleted Items and sends the cancellation to everyone invited. */
export async function deleteCalendarItem(ews: EwsConnection, item: ItemReference): Promise<void> {
  const [message] = await ews.call(
    element(
      'm:DeleteItem',
      { DeleteType: 'MoveToDeletedItems', SendMeetingCancellations: 'SendToAllAndSaveCopy' },
      element('m:ItemIds', {}, itemId(item)),
    ),
  )
  if (message) requireSuccess(message)
}
