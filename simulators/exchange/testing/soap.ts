import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from '../ews/codec/namespaces.js'

/** A request envelope as a client writes it, impersonating an address when one is given. */
export function soapEnvelope(body: string, impersonate?: string): string {
  const impersonation =
    impersonate === undefined
      ? ''
      : '<t:ExchangeImpersonation><t:ConnectingSID>' +
        `<t:PrimarySmtpAddress>${impersonate}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  return (
    `<s:Envelope xmlns:s="${SOAP_NAMESPACE}" xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}">` +
    `<s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/>${impersonation}</s:Header>` +
    `<s:Body>${body}</s:Body></s:Envelope>`
  )
}

export function subscribeRequest(eventTypes: readonly string[], folder = 'calendar'): string {
  return (
    '<m:Subscribe><m:StreamingSubscriptionRequest>' +
    `<t:FolderIds><t:DistinguishedFolderId Id="${folder}"/></t:FolderIds>` +
    `<t:EventTypes>${eventTypes.map((type) => `<t:EventType>${type}</t:EventType>`).join('')}</t:EventTypes>` +
    '</m:StreamingSubscriptionRequest></m:Subscribe>'
  )
}

export function streamRequest(ids: readonly string[], minutes = 30): string {
  return (
    '<m:GetStreamingEvents><m:SubscriptionIds>' +
    ids.map((id) => `<t:SubscriptionId>${id}</t:SubscriptionId>`).join('') +
    `</m:SubscriptionIds><m:ConnectionTimeout>${minutes}</m:ConnectionTimeout></m:GetStreamingEvents>`
  )
}
