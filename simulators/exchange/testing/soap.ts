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

export function subscribeRequest(eventTypes: readonly string[]): string {
  const request = `<m:StreamingSubscriptionRequest>${interest(eventTypes)}</m:StreamingSubscriptionRequest>`
  return `<m:Subscribe>${request}</m:Subscribe>`
}

export function pullRequest(eventTypes: readonly string[], minutes = 10): string {
  const request = `${interest(eventTypes)}<t:Timeout>${minutes}</t:Timeout>`
  return `<m:Subscribe><m:PullSubscriptionRequest>${request}</m:PullSubscriptionRequest></m:Subscribe>`
}

/** These events of the calendar. */
function interest(eventTypes: readonly string[]): string {
  return (
    '<t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>' +
    `<t:EventTypes>${eventTypes.map((type) => `<t:EventType>${type}</t:EventType>`).join('')}</t:EventTypes>`
  )
}

export function eventsRequest(id: string, watermark: string): string {
  return (
    `<m:GetEvents><m:SubscriptionId>${id}</m:SubscriptionId>` +
    `<m:Watermark>${watermark}</m:Watermark></m:GetEvents>`
  )
}

export function streamRequest(ids: readonly string[], minutes = 30): string {
  return (
    '<m:GetStreamingEvents><m:SubscriptionIds>' +
    ids.map((id) => `<t:SubscriptionId>${id}</t:SubscriptionId>`).join('') +
    `</m:SubscriptionIds><m:ConnectionTimeout>${minutes}</m:ConnectionTimeout></m:GetStreamingEvents>`
  )
}

export function meetingRequest(location: string, attendee: string): string {
  return (
    '<m:CreateItem SendMeetingInvitations="SendToAllAndSaveCopy"><m:Items><t:CalendarItem>' +
    '<t:Subject>Plan</t:Subject><t:Start>2026-03-03T09:00:00Z</t:Start><t:End>2026-03-03T10:00:00Z</t:End>' +
    `<t:Location>${location}</t:Location><t:RequiredAttendees><t:Attendee><t:Mailbox>` +
    `<t:EmailAddress>${attendee}</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>` +
    '</t:CalendarItem></m:Items></m:CreateItem>'
  )
}
