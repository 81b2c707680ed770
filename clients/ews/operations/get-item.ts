import { childrenAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import { type CalendarItem, parseCalendarItem } from '../calendar-item.js'
import type { EwsConnection } from '../ews-connection.js'
import { type TargetReference, fieldUri, publicString, target } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

const DETAILS = [
  'item:Subject',
  'item:Body',
  'calendar:Start',
  'calendar:End',
  'calendar:Location',
  'calendar:IsCancelled',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Resources',
  'calendar:UID',
]

/**
 * ews.md 4.4 · reads calendar items with their bodies in the stored format.
 * @param properties names of PublicStrings properties wanted besides.
 */
export async function getCalendarItems(
  ews: EwsConnection,
  ids: readonly TargetReference[],
  properties: readonly string[] = [],
): Promise<readonly CalendarItem[]> {
  const shape = element(
    'm:ItemShape',
    {},
    textElement('t:BaseShape', 'IdOnly'),
    textElement('t:BodyType', 'Best'),
    element('t:AdditionalProperties', {}, ...DETAILS.map(fieldUri), ...properties.map(publicString)),
  )
  const messages = await ews.call(
    element('m:GetItem', {}, shape, element('m:ItemIds', {}, ...ids.map(target))),
  )
  return messages.flatMap((message) => childrenAt(requireSuccess(message), 'Items').map(parseCalendarItem))
}
