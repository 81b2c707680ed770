import type { CalendarServices } from '../calendar/services.js'
import type { AlarmBoard } from '../management/alarm-board.js'
import type { AlarmId } from '../management/alarm-catalogue.js'
import type { AssignedUser } from '../ports/fleet.js'
import type { ExchangeRecords } from './exchange-records.js'

export interface DependencyTools {
  readonly services: Pick<CalendarServices, 'alarms' | 'site' | 'keys'>
  readonly records: Pick<ExchangeRecords, 'forget' | 'locate'>
  readonly board: Pick<AlarmBoard, 'list'>
}

/** Alarms that end with the next success at their place, which may be long in coming when nobody needs the place. */
const EXCHANGE_ALARMS: readonly AlarmId[] = [60100, 60101, 60102, 60110, 60111, 60112, 60113, 60120, 60121]
const SITE_ALARMS: readonly AlarmId[] = [60160, 60162]
const KEY_ALARMS: readonly AlarmId[] = [60154]

/** Asks the places that alarms speak of, on behalf of `user`, whether they are back (HC-232). Never rejects. */
export async function checkDependencies(
  { services, records, board }: DependencyTools,
  user: AssignedUser,
): Promise<void> {
  const raised = new Set(board.list().map(({ id }) => id))
  const isAny = (ids: readonly AlarmId[]): boolean => ids.some((id) => raised.has(id))
  const { alarms, site, keys } = services
  if (isAny(EXCHANGE_ALARMS)) {
    records.forget(user.email)
    await records
      .locate(user.email)
      .then(({ mailbox, exchange }) =>
        alarms.during('exchange', mailbox.ewsUrl, () => exchange.probe(mailbox.ewsUrl)),
      )
      .catch(() => undefined) // the alarms say so
  }
  if (isAny(KEY_ALARMS)) await alarms.during('keys', 'kms', () => keys.probe()).catch(() => undefined) // the alarms say so
  if (isAny(SITE_ALARMS)) {
    await alarms.duringSite(user.email, () => site.personalRoom(user.email)).catch(() => undefined) // the alarms say so
  }
}
