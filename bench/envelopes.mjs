// The requests of the benchmark, in the form in which a connector sends them. @source ews.md 1.9, 3.2, 4.3 to 4.6

const CONFERENCE_DATA =
  '<t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="TMS:ExternalConferenceData" PropertyType="String"/>'

const LISTED = [
  'item:Subject',
  'calendar:Start',
  'calendar:End',
  'calendar:Location',
  'calendar:IsRecurring',
  'calendar:CalendarItemType',
  'calendar:LegacyFreeBusyStatus',
]

const READ = [
  'item:Subject',
  'item:Body',
  'calendar:UID',
  'calendar:Start',
  'calendar:End',
  'calendar:Location',
  'calendar:IsMeeting',
  'calendar:IsCancelled',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:StartTimeZone',
]

/** An envelope of the service account on behalf of somebody. */
export function envelope(mailbox, body) {
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"' +
    ' xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">' +
    '<s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/><t:ExchangeImpersonation><t:ConnectingSID>' +
    `<t:PrimarySmtpAddress>${mailbox}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></s:Header>` +
    `<s:Body>${body}</s:Body></s:Envelope>`
  )
}

export function getItem(id) {
  return `<m:GetItem>${shape(READ, '<t:BodyType>HTML</t:BodyType>')}<m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`
}

/** The items of a window of time, which the caller gives in ISO 8601. */
export function findInView({ from, to }) {
  return find(`<m:CalendarView StartDate="${from}" EndDate="${to}"/>`, '')
}

/** The last items to begin, a page of 25. */
export function findPage() {
  return find(
    '<m:IndexedPageItemView MaxEntriesReturned="25" Offset="0" BasePoint="Beginning"/>',
    '<m:SortOrder><t:FieldOrder Order="Descending"><t:FieldURI FieldURI="calendar:Start"/></t:FieldOrder></m:SortOrder>',
  )
}

export function updateItem(id, subject) {
  return (
    '<m:UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="SendToNone">' +
    `<m:ItemChanges><t:ItemChange><t:ItemId Id="${id}"/><t:Updates>` +
    setField('<t:FieldURI FieldURI="item:Subject"/>', `<t:Subject>${subject}</t:Subject>`) +
    setField('<t:FieldURI FieldURI="item:Body"/>', `<t:Body BodyType="HTML">${BODY}</t:Body>`) +
    setField(CONFERENCE_DATA, conferenceData(subject)) +
    '</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>'
  )
}

/** One request that creates all of these meetings. */
export function createItems(items) {
  return `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${items.map(meeting).join('')}</m:Items></m:CreateItem>`
}

function meeting({ subject, start, end, attendees }) {
  return (
    `<t:CalendarItem><t:Subject>${subject}</t:Subject><t:Body BodyType="HTML">${BODY}</t:Body>` +
    `${conferenceData(subject)}<t:Start>${start}</t:Start><t:End>${end}</t:End>` +
    `<t:Location>Room 5; @webex</t:Location><t:RequiredAttendees>${attendees.map(attendee).join('')}</t:RequiredAttendees>` +
    '</t:CalendarItem>'
  )
}

function attendee(address) {
  return `<t:Attendee><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:Attendee>`
}

/** A page of agenda, as people write it. */
const BODY = `&lt;html&gt;&lt;body&gt;${Array.from(
  { length: 8 },
  (_, point) =>
    `&lt;p&gt;Point ${point + 1}: what has been done since the last time, and what is next.&lt;/p&gt;\n`,
).join('')}&lt;/body&gt;&lt;/html&gt;`

function find(view, sortOrder) {
  return (
    `<m:FindItem Traversal="Shallow">${shape(LISTED, '')}${view}${sortOrder}` +
    '<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>'
  )
}

function shape(fields, more) {
  const paths = fields.map((field) => `<t:FieldURI FieldURI="${field}"/>`).join('')
  return (
    `<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>${more}` +
    `<t:AdditionalProperties>${paths}${CONFERENCE_DATA}</t:AdditionalProperties></m:ItemShape>`
  )
}

function setField(path, element) {
  return `<t:SetItemField>${path}<t:CalendarItem>${element}</t:CalendarItem></t:SetItemField>`
}

function conferenceData(text) {
  return `<t:ExtendedProperty>${CONFERENCE_DATA}<t:Value>${text}</t:Value></t:ExtendedProperty>`
}
