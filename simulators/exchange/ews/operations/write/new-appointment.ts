import { instant } from '../../../../core/index.js'
import type { CalendarItem } from '../../../calendar/item.js'
import { createUid } from '../../../calendar/ids/global-object-id.js'
import type { EwsObject } from '../../tree.js'
import type { Writing } from '../properties/property.js'
import type { Service } from '../service.js'
import { assignAll } from './assign.js'
import { nextHalfHour, settle } from './settle.js'

const HALF_HOUR_MS = 30 * 60_000
const TIMES = ['Start', 'End']

/** A calendar item as a client describes it, completed with the product's defaults. @source ews.md 4.5 */
export function newAppointment(
  service: Service,
  mailbox: string,
  { element, writing }: { readonly element: EwsObject; readonly writing: Writing },
): CalendarItem {
  const { Start, End } = element
  const blank = blankAppointment(mailbox, writing)
  const described = assignAll(service, blank, { element, writing, left: TIMES })
  const started =
    Start === undefined ? described : assignAll(service, described, { element: { Start }, writing })
  const ended =
    End === undefined
      ? withDefaultEnd(started, element)
      : assignAll(service, started, { element: { End }, writing })
  return settle(service.store, ended)
}

/** Half an hour, unless the content that was given says when it ends. */
function withDefaultEnd(item: CalendarItem, { MimeContent }: EwsObject): CalendarItem {
  if (MimeContent !== undefined) return item
  return { ...item, event: { ...item.event, end: instant(item.event.start + HALF_HOUR_MS) } }
}

function blankAppointment(mailbox: string, { store, now, self, startZone, endZone }: Writing): CalendarItem {
  const start = nextHalfHour(now)
  const organizer = self()
  return {
    mailbox,
    number: 0,
    folder: 0,
    change: 0,
    createdAt: now,
    modifiedAt: now,
    modifiedBy: organizer.name,
    kind: 'CalendarItem',
    itemClass: 'IPM.Appointment',
    subject: '',
    body: { type: 'Text', text: '' },
    sensitivity: 'Normal',
    importance: 'Normal',
    categories: [],
    reminderIsSet: true,
    reminderMinutes: 15,
    attachments: [],
    extended: {},
    event: {
      uid: createUid(now, store.chance.bytes(16)),
      start,
      end: start,
      isAllDayEvent: false,
      startTimeZone: startZone,
      endTimeZone: endZone,
      freeBusy: 'Busy',
      isMeeting: false,
      requestWasSent: false,
      isResponseRequested: true,
      allowNewTimeProposal: true,
      organizer,
      attendees: [],
      myResponse: 'Organizer',
      sequence: 0,
      state: 0,
      stamp: now,
    },
  }
}
