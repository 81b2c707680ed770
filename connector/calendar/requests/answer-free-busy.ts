import type { BusyTime } from '../../ports/exchange.js'
import type { CalendarAnswer, FreeBusyRequest, ScheduleStatus } from '../../ports/calendar-requests.js'
import { formatInstant } from '../../time-and-chance/instants.js'
import type { Asker } from './asker.js'

/** EWS BusyType in the words of the answer. @inferred webex.md 8 names the field and not its values */
const STATUSES: Readonly<Record<string, ScheduleStatus>> = {
  Free: 'free',
  Tentative: 'tentative',
  Busy: 'busy',
  OOF: 'oof',
  WorkingElsewhere: 'workingElsewhere',
}

/**
 * Who is busy when, as the asker may see it (HC-170). People and rooms of the organization alone are asked about; of
 * everybody else, as of those whom Exchange does not know, nothing is known.
 */
export async function answerFreeBusy(
  { services, exchange, mailbox }: Asker,
  request: FreeBusyRequest,
): Promise<CalendarAnswer> {
  const key = await services.keys.open(request.encryptionKeyUrl)
  const addresses = await Promise.all(request.emails.map((jwe) => key.decrypt(jwe)))
  const found = await Promise.all(addresses.map((address) => services.people.find(address)))
  const own = addresses.filter((_, index) => found[index]?.orgId === services.orgId)
  const window = { from: request.start, to: request.end }
  const busy = own.length === 0 ? [] : await exchange.freeBusy(mailbox, own, window)
  const known = new Map(own.map((address, index) => [address, busy[index] ?? null]))
  const unknown: BusyTime = { start: request.start, end: request.end, status: 'NoData' }
  const calendarFreeBusyItems = await Promise.all(
    addresses.map(async (address) => ({
      email: await key.encrypt(address),
      schedules: (known.get(address) ?? [unknown]).map(renderTime),
    })),
  )
  return { calendarFreeBusyItems }
}

function renderTime({ start, end, status }: BusyTime): {
  start: string
  end: string
  scheduleStatus: ScheduleStatus
} {
  return {
    start: formatInstant(start),
    end: formatInstant(end),
    scheduleStatus: STATUSES[status] ?? 'noData',
  }
}
