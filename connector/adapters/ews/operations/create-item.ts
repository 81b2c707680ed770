import type { NewMeeting } from '../../../ports/exchange.js'
import { formatSeconds } from '../../../time-and-chance/instants.js'
import { childrenAt, escapeXml, find, type XmlElement } from '../../xml.js'
import { onlyMessage } from '../soap.js'
import { CALENDAR } from './calendar-folder.js'
import { REQUEST_URI } from './request-marker.js'

const LISTS = [
  ['RequiredAttendees', 'required'],
  ['OptionalAttendees', 'optional'],
  ['Resources', 'resource'],
] as const

/** A meeting in the user's calendar, sent to everybody invited, with the request that asked for it. @source ews.md 4.5 */
export function renderCreateItem(meeting: NewMeeting): string {
  const { requestId, subject, notes, location, start, end } = meeting
  const lists = LISTS.map(([element, role]) => renderAttendees(element, meeting, role))
  return (
    '<m:CreateItem SendMeetingInvitations="SendToAllAndSaveCopy">' +
    `<m:SavedItemFolderId>${CALENDAR}</m:SavedItemFolderId><m:Items><t:CalendarItem>` +
    `<t:Subject>${escapeXml(subject)}</t:Subject><t:Body BodyType="Text">${escapeXml(notes)}</t:Body>` +
    `<t:ExtendedProperty>${REQUEST_URI}<t:Value>${escapeXml(requestId)}</t:Value></t:ExtendedProperty>` +
    `<t:Start>${formatSeconds(start)}</t:Start><t:End>${formatSeconds(end)}</t:End>` +
    `<t:Location>${escapeXml(location)}</t:Location>${lists.join('')}` +
    '</t:CalendarItem></m:Items></m:CreateItem>'
  )
}

/** The new item's id. */
export function parseCreateItem(response: XmlElement): string {
  const item = childrenAt(onlyMessage(response), ['Items'])[0]
  return (item === undefined ? null : find(item, 'ItemId'))?.attributes['Id'] ?? ''
}

function renderAttendees(
  element: string,
  { attendees }: NewMeeting,
  wanted: NewMeeting['attendees'][number]['role'],
): string {
  const mailboxes = attendees
    .filter(({ role }) => role === wanted)
    .map(
      ({ address }) =>
        `<t:Attendee><t:Mailbox><t:EmailAddress>${escapeXml(address)}</t:EmailAddress></t:Mailbox></t:Attendee>`,
    )
  return mailboxes.length === 0 ? '' : `<t:${element}>${mailboxes.join('')}</t:${element}>`
}
