import { createEncoder } from '../../ews/codec/encoder.js'
import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from '../../ews/codec/namespaces.js'
import { createEwsSchema } from '../../ews/codec/schema.js'
import { readXml } from '../../ews/codec/xml-reader.js'
import { responseMessages, success } from '../../ews/response-message.js'
import type { EwsObject } from '../../ews/tree.js'

export const ACTION = '"http://schemas.microsoft.com/exchange/services/2006/messages/SendNotification"'

const BODY_NAMESPACES = ` xmlns:t="${TYPES_NAMESPACE}" xmlns:m="${MESSAGES_NAMESPACE}"`

/** What a client says to a notification. */
export type SubscriptionStatus = 'OK' | 'Unsubscribe'

/**
 * Makes the writer of the documents that call a client. They name the version that the client named when it
 * subscribed. @source ews.md 4.10; @inferred the prefixes, which are those of streams, and the version
 */
export function createNotificationWriter(): (notification: EwsObject, version: string) => string {
  const encoder = createEncoder(createEwsSchema())
  return (notification, version) => {
    const value = responseMessages('SendNotification', [success({ Notification: notification })])
    const header = `<t:RequestServerVersion xmlns:t="${TYPES_NAMESPACE}" Version="${version}"/>`
    return (
      `<?xml version="1.0" encoding="utf-8"?><soap11:Envelope xmlns:soap11="${SOAP_NAMESPACE}">` +
      `<soap11:Header>${header}</soap11:Header><soap11:Body>` +
      `${encoder.write('m:SendNotification', value, BODY_NAMESPACES)}</soap11:Body></soap11:Envelope>`
    )
  }
}

/** What a client has answered; undefined when that is no answer to a notification. @source ews.md 4.10 */
export function readSubscriptionStatus(document: string): SubscriptionStatus | undefined {
  let isStatus = false
  let status = ''
  const malformed = readXml(document.replace(/^\uFEFF/, ''), {
    open: ({ local, uri }) => (isStatus = local === 'SubscriptionStatus' && uri === MESSAGES_NAMESPACE),
    text: (text) => {
      if (isStatus) status += text
    },
    close: () => (isStatus = false),
  })
  const said = status.trim()
  return malformed === undefined && (said === 'OK' || said === 'Unsubscribe') ? said : undefined
}
