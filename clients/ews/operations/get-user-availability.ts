import { formatInstant, readMoment } from '../../time-and-chance/clock.js'
import { type XmlElement, at, childrenAt, textAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { requireSuccess } from '../soap.js'
import type { CalendarWindow } from './find-item.js'

/** A stretch of time in someone's calendar. Times are epoch milliseconds. */
export interface BusyTime {
  readonly start: number
  readonly end: number
  readonly status: 'Free' | 'Tentative' | 'Busy' | 'OOF' | 'NoData' | 'WorkingElsewhere'
  /** Only where the asker may see details. */
  readonly subject?: string | undefined
  readonly location?: string | undefined
}

/** What can be known of one person's time: stretches, or the code of the reason why nothing can. */
export type FreeBusy =
  | { readonly mail: string; readonly error: string }
  | {
      readonly mail: string
      readonly error?: never
      /** One digit per interval: 0 free, 1 tentative, 2 busy, 3 out of office, 4 elsewhere or unknown. */
      readonly merged: string
      readonly times: readonly BusyTime[]
    }

/** A zone that never leaves UTC. @source ews.md 4.14: bias in minutes, no changes of clock */
const UTC = element('t:TimeZone', {}, textElement('t:Bias', 0), season('Standard'), season('Daylight'))

/** ews.md 4.14 · asks for the time of people, with as many details as the caller may see; in the order asked. */
export async function getUserAvailability(
  ews: EwsConnection,
  mails: readonly string[],
  { from, to, intervalMinutes = 30 }: CalendarWindow & { readonly intervalMinutes?: number },
): Promise<readonly FreeBusy[]> {
  const window = [textElement('t:StartTime', wallTime(from)), textElement('t:EndTime', wallTime(to))]
  const options = element(
    't:FreeBusyViewOptions',
    {},
    element('t:TimeWindow', {}, ...window),
    textElement('t:MergedFreeBusyIntervalInMinutes', intervalMinutes),
    textElement('t:RequestedView', 'DetailedMerged'),
  )
  const mailboxes = element('m:MailboxDataArray', {}, ...mails.map(mailboxData))
  const response = await ews.ask(element('m:GetUserAvailabilityRequest', {}, UTC, mailboxes, options))
  return childrenAt(response, 'FreeBusyResponseArray').map((answer, index) =>
    parseFreeBusy(answer, mails[index] ?? ''),
  )
}

function parseFreeBusy(answer: XmlElement, mail: string): FreeBusy {
  const message = at(answer, 'ResponseMessage')
  if (message?.attributes['ResponseClass'] === 'Error') {
    return { mail, error: textAt(message, 'ResponseCode') ?? 'CLIENT_RESPONSE' }
  }
  if (message) requireSuccess(message)
  const view = at(answer, 'FreeBusyView')
  return {
    mail,
    merged: textAt(view, 'MergedFreeBusy') ?? '',
    times: childrenAt(view, 'CalendarEventArray').map(parseBusyTime),
  }
}

function parseBusyTime(event: XmlElement): BusyTime {
  return {
    start: readMoment(textAt(event, 'StartTime') ?? ''),
    end: readMoment(textAt(event, 'EndTime') ?? ''),
    status: (textAt(event, 'BusyType') ?? 'NoData') as BusyTime['status'],
    subject: textAt(event, 'CalendarEventDetails', 'Subject'),
    location: textAt(event, 'CalendarEventDetails', 'Location'),
  }
}

function mailboxData(mail: string): string {
  return element(
    't:MailboxData',
    {},
    element('t:Email', {}, textElement('t:Address', mail)),
    textElement('t:AttendeeType', 'Required'),
    textElement('t:ExcludeConflicts', false),
  )
}

function season(name: 'Standard' | 'Daylight'): string {
  return element(
    `t:${name}Time`,
    {},
    textElement('t:Bias', 0),
    textElement('t:Time', '00:00:00'),
    textElement('t:DayOrder', 0),
    textElement('t:Month', 0),
    textElement('t:DayOfWeek', 'Sunday'),
  )
}

/** Times here are on the clock of the request's zone and carry none of their own. */
function wallTime(epochMs: number): string {
  return formatInstant(epochMs).replace('Z', '')
}
