/** Requests as clients write them, with the prefixes `m:` and `t:`. */

export interface Asked {
  readonly base?: string
  /** Properties wanted besides. */
  readonly fields?: readonly string[]
}

export function getFolder(): string {
  return (
    '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
    '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'
  )
}

/** A meeting of half an hour, on 10 March 2026 at nine, UTC. */
export function appointment({
  subject = 'Planning',
  body = '',
  more = '',
  sending = 'SendToNone',
} = {}): string {
  return createItem(
    `<t:Subject>${subject}</t:Subject>${body}` +
      `<t:Start>2026-03-10T09:00:00Z</t:Start><t:End>2026-03-10T09:30:00Z</t:End>${more}`,
    sending,
  )
}

export function createItem(properties: string, sending = 'SendToNone'): string {
  return (
    `<m:CreateItem SendMeetingInvitations="${sending}"><m:Items><t:CalendarItem>${properties}</t:CalendarItem>` +
    '</m:Items></m:CreateItem>'
  )
}

/** Asks somebody to a meeting, as a property of it. */
export function attendee(mail: string): string {
  return (
    '<t:RequiredAttendees><t:Attendee><t:Mailbox>' +
    `<t:EmailAddress>${mail}</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>`
  )
}

export function getItem(id: string, asked: Asked = {}): string {
  return `<m:GetItem>${shape(asked)}<m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`
}

/** What is in March 2026, each occurrence by itself. */
export function calendarView(asked: Asked = {}): string {
  return findItem('<m:CalendarView StartDate="2026-03-01T00:00:00Z" EndDate="2026-04-01T00:00:00Z"/>', asked)
}

/** What is stored in the calendar. */
export function storedItems(asked: Asked = {}): string {
  return findItem('', asked)
}

function findItem(view: string, asked: Asked): string {
  return (
    `<m:FindItem Traversal="Shallow">${shape(asked)}${view}` +
    '<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>'
  )
}

export interface Update {
  readonly changeKey?: string
  readonly sending?: string
}

/** Sets the location; overwrites what others have written. */
export function setLocation(
  id: string,
  location: string,
  { changeKey, sending = 'SendToNone' }: Update = {},
): string {
  const key = changeKey === undefined ? '' : ` ChangeKey="${changeKey}"`
  return (
    '<m:UpdateItem ConflictResolution="AlwaysOverwrite" MessageDisposition="SaveOnly" ' +
    `SendMeetingInvitationsOrCancellations="${sending}"><m:ItemChanges><t:ItemChange><t:ItemId Id="${id}"${key}/>` +
    '<t:Updates><t:SetItemField><t:FieldURI FieldURI="calendar:Location"/><t:CalendarItem>' +
    `<t:Location>${location}</t:Location></t:CalendarItem></t:SetItemField></t:Updates>` +
    '</t:ItemChange></m:ItemChanges></m:UpdateItem>'
  )
}

export function getOofSettings(mail: string): string {
  const mailbox = `<t:Mailbox><t:Address>${mail}</t:Address></t:Mailbox>`
  return `<m:GetUserOofSettingsRequest>${mailbox}</m:GetUserOofSettingsRequest>`
}

/** When somebody is busy on 2 March 2026, UTC. */
export function getAvailability(mail: string): string {
  const never = '<t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month>'
  const change = (name: string) => `<t:${name}>${never}<t:DayOfWeek>Sunday</t:DayOfWeek></t:${name}>`
  return (
    `<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>0</t:Bias>${change('StandardTime')}${change('DaylightTime')}` +
    `</t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${mail}</t:Address></t:Email>` +
    '<t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow>' +
    '<t:StartTime>2026-03-02T00:00:00</t:StartTime><t:EndTime>2026-03-03T00:00:00</t:EndTime></t:TimeWindow>' +
    '<t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>'
  )
}

export function moveItem(id: string, folder: string): string {
  return (
    `<m:MoveItem><m:ToFolderId><t:DistinguishedFolderId Id="${folder}"/></m:ToFolderId>` +
    `<m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:MoveItem>`
  )
}

export interface Sync extends Asked {
  readonly folder?: string
  readonly state?: string
  readonly size?: number
}

export function syncItems({ folder = 'calendar', state, size = 512, ...asked }: Sync = {}): string {
  return (
    `<m:SyncFolderItems>${shape(asked)}<m:SyncFolderId><t:DistinguishedFolderId Id="${folder}"/></m:SyncFolderId>` +
    (state === undefined ? '' : `<m:SyncState>${state}</m:SyncState>`) +
    `<m:MaxChangesReturned>${size}</m:MaxChangesReturned></m:SyncFolderItems>`
  )
}

/** So many times, each week from Monday 2 March 2026 on, at nine in Los Angeles, where the clocks change on the 8th. */
export function weekly(times: number): string {
  return createItem(
    '<t:Subject>Weekly</t:Subject><t:Start>2026-03-02T09:00:00-08:00</t:Start><t:End>2026-03-02T09:30:00-08:00</t:End>' +
      '<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday</t:DaysOfWeek></t:WeeklyRecurrence>' +
      `<t:NumberedRecurrence><t:StartDate>2026-03-02</t:StartDate><t:NumberOfOccurrences>${times}</t:NumberOfOccurrences>` +
      '</t:NumberedRecurrence></t:Recurrence><t:StartTimeZone Id="Pacific Standard Time"/>',
  )
}

function shape({ base = 'IdOnly', fields = [] }: Asked): string {
  const more = fields.map((field) => `<t:FieldURI FieldURI="${field}"/>`).join('')
  const additional = more === '' ? '' : `<t:AdditionalProperties>${more}</t:AdditionalProperties>`
  return `<m:ItemShape><t:BaseShape>${base}</t:BaseShape>${additional}</m:ItemShape>`
}
