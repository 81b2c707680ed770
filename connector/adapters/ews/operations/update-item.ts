import type { Decoration, ItemRef } from '../../../ports/exchange.js'
import { onlyMessage } from '../soap.js'
import { childrenAt, escapeXml, find, type XmlElement } from '../../xml.js'
import { CONFERENCE_DATA_URI } from './conference-data.js'

/**
 * Body and conference data in one write, sent to every attendee (HC-143, HC-148). AutoResolve with the key of the item
 * we read makes Exchange refuse when the user's own change cannot be kept (HC-149). @source ews.md 4.6
 */
export function renderUpdateItem(ref: ItemRef, decoration: Decoration): string {
  const { body, conferenceData } = decoration
  return (
    '<m:UpdateItem ConflictResolution="AutoResolve" SendMeetingInvitationsOrCancellations="SendToAllAndSaveCopy">' +
    `<m:ItemChanges><t:ItemChange><t:ItemId Id="${escapeXml(ref.id)}" ChangeKey="${escapeXml(ref.changeKey)}"/><t:Updates>` +
    '<t:SetItemField><t:FieldURI FieldURI="item:Body"/>' +
    `<t:CalendarItem><t:Body BodyType="${body.type}">${escapeXml(body.content)}</t:Body></t:CalendarItem></t:SetItemField>` +
    `<t:SetItemField>${CONFERENCE_DATA_URI}<t:CalendarItem><t:ExtendedProperty>${CONFERENCE_DATA_URI}` +
    `<t:Value>${escapeXml(conferenceData)}</t:Value></t:ExtendedProperty></t:CalendarItem></t:SetItemField>` +
    '</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>'
  )
}

/** The item's id with its new change key. */
export function parseUpdateItem(response: XmlElement): ItemRef {
  const item = childrenAt(onlyMessage(response), ['Items'])[0]
  const id = (item === undefined ? null : find(item, 'ItemId'))?.attributes ?? {}
  return { id: id['Id'] ?? '', changeKey: id['ChangeKey'] ?? '' }
}
