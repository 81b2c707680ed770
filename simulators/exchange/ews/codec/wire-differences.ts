import type { ElementTable, TypeTable } from './table.js'

/**
 * Types that the product writes otherwise than its own schema says. They replace the generated ones.
 * @source ews.md 9, 1.5, 1.6
 */
export const WIRE_DIFFERENCES: TypeTable = {
  // the schema allows anything here; these are the children that the product uses
  'm:ResponseMessageType.MessageXml': {
    anonymous: true,
    content: [
      {
        choice: [
          't:Path 1 @',
          't:ExceptionFieldURI 1 @',
          't:Value 1 @',
          't:LineNumber 1 @',
          't:LinePosition 1 @',
          't:Violation 1 @',
        ],
        occurs: '*',
      },
    ],
  },
  't:MessageXmlValueType': { base: 'xs:string', text: true, attributes: ['Name ? xs:string'] },

  // streaming: notifications and the ids of failed subscriptions are in the messages namespace
  'm:GetStreamingEventsResponseMessageType': {
    base: 'm:ResponseMessageType',
    content: [
      'Notifications ? m:StreamingNotificationsType',
      'ErrorSubscriptionIds ? m:StreamingSubscriptionIdsType',
      'ConnectionStatus ? t:ConnectionStatusType',
    ],
  },
  'm:StreamingNotificationsType': { content: ['Notification + t:NotificationType'] },
  'm:StreamingSubscriptionIdsType': { content: ['SubscriptionId + t:SubscriptionIdType'] },
}

/** Elements of the types namespace that the schema does not declare. */
export const WIRE_ELEMENTS: ElementTable = {
  // only in faults, where nothing else declares it
  't:MessageXml': { type: 'm:ResponseMessageType.MessageXml' },
  't:Value': { type: 't:MessageXmlValueType' },
  't:LineNumber': { type: 'xs:int' },
  't:LinePosition': { type: 'xs:int' },
  't:Violation': { type: 'xs:string' },
}
