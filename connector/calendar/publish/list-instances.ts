import type { CalendarItem } from '../../ports/exchange.js'
import { formatInstant } from '../../time-and-chance/instants.js'
import type { UserCalendar } from '../services.js'
import { isInWindow, publishedWindow } from './published-window.js'

/** One line of the meetings list: a single meeting, or one occurrence of a series. */
export interface Instance {
  /** Its id in the cloud: the meeting's own, or one made of the series and the occurrence's original start. */
  readonly id: string
  readonly item: CalendarItem
}

/** What the cloud's list should hold of a meeting now; nothing when it lies outside the window (HC-157, HC-161, HC-194). */
export async function listInstances(
  calendar: UserCalendar,
  item: CalendarItem,
  meetingId: string,
): Promise<readonly Instance[]> {
  const now = calendar.services.clock.now()
  if (!isInWindow(item, now)) return []
  if (item.kind !== 'RecurringMaster') return [{ id: meetingId, item }]
  return listOccurrences(calendar, item, meetingId)
}

/** Ordinary occurrences are the master at another time; an exception may differ in everything and is read. */
async function listOccurrences(
  { services, exchange, mailbox }: UserCalendar,
  master: CalendarItem,
  meetingId: string,
): Promise<readonly Instance[]> {
  const window = publishedWindow(services.clock.now())
  const found = await services.alarms.during('exchange', mailbox.ewsUrl, async () => {
    const occurrences = await exchange.occurrences(mailbox, master.uid, window)
    return Promise.all(
      occurrences.map(async ({ itemId, start, end, originalStart, isException }) => {
        const ref = { id: itemId, changeKey: master.ref.changeKey }
        const item: CalendarItem | null = isException
          ? await exchange.read(mailbox, itemId)
          : { ...master, ref, start, end, lastEnd: end, kind: 'Occurrence' }
        return item === null || item.isCancelled ? [] : [{ id: toInstanceId(meetingId, originalStart), item }]
      }),
    )
  })
  return found.flat()
}

/** The same for an occurrence that was moved: `{series}_20260302T090000Z`. */
function toInstanceId(meetingId: string, originalStart: number): string {
  return `${meetingId}_${formatInstant(originalStart).replace(/[-:]|\.\d+/g, '')}`
}
