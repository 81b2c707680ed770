import type { BusyTime } from '../../../ports/exchange.js'
import { formatSeconds, parseInstant } from '../../../time-and-chance/instants.js'
import { childrenAt, escapeXml, find, textAt, type XmlElement } from '../../xml.js'

/** Mailboxes in one question. @source ews.md 4.14 */
export const MOST_MAILBOXES = 100

/** A clock that stays on UTC. Both changes are required; without bias they change nothing. @source ews.md 4.14 */
const UTC =
  '<t:TimeZone><t:Bias>0</t:Bias>' +
  '<t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>' +
  '<t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>4</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>'

/** When people are busy, and no details of why (HC-003). @source ews.md 4.14 */
export function renderGetUserAvailability(
  addresses: readonly string[],
  window: { readonly from: number; readonly to: number },
): string {
  const mailboxes = addresses.map(
    (address) =>
      `<t:MailboxData><t:Email><t:Address>${escapeXml(address)}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>`,
  )
  const wall = (instant: number): string => formatSeconds(instant).replace('Z', '')
  return (
    `<m:GetUserAvailabilityRequest>${UTC}<m:MailboxDataArray>${mailboxes.join('')}</m:MailboxDataArray>` +
    `<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>${wall(window.from)}</t:StartTime><t:EndTime>${wall(window.to)}</t:EndTime></t:TimeWindow>` +
    '<t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>'
  )
}

/** One answer per mailbox, in the order asked; null where Exchange has none to give. */
export function parseGetUserAvailability(response: XmlElement): readonly (readonly BusyTime[] | null)[] {
  return childrenAt(response, ['FreeBusyResponseArray'], 'FreeBusyResponse').map((answer) => {
    const isRefused = find(answer, 'ResponseMessage')?.attributes['ResponseClass'] === 'Error'
    const view = find(answer, 'FreeBusyView')
    if (isRefused || view === null || textAt(view, 'FreeBusyViewType') === 'None') return null
    return childrenAt(view, ['CalendarEventArray'], 'CalendarEvent').map((event) => ({
      start: parseInstant(textAt(event, 'StartTime')) ?? 0,
      end: parseInstant(textAt(event, 'EndTime')) ?? 0,
      status: textAt(event, 'BusyType'),
    }))
  })
}
