import type { Scheduled } from '../../clients/index.js'
import type { Evidence } from '../checks/check.js'
import type { JournalEntry } from '../drivers/admin-api.js'
import type { WireFrame } from '../relays/ledger.js'
import type { WireExchange } from '../relays/wire.js'
import type { EwsCall } from './ews-call.js'

/** What had reached the servers at one moment; checks are made from it. */
export interface Observed {
  readonly journal: readonly JournalEntry[]
  readonly exchanges: readonly WireExchange[]
  readonly ews: readonly EwsCall[]
  readonly frames: readonly WireFrame[]
  /** Shows the given exchanges, secrets removed. */
  readonly evidence: (exchanges: readonly WireExchange[]) => Evidence
}

/** The subject's attempts to write a meeting of the organizer's calendar. */
export function updatesOf(observed: Pick<Observed, 'ews'>, meeting: Scheduled): readonly EwsCall[] {
  return observed.ews.filter(
    (call) => call.operation === 'UpdateItem' && call.itemIds.includes(meeting.itemId),
  )
}

/** The exchanges of the given calls, for evidence. */
export function exchangesOf(calls: readonly EwsCall[]): readonly WireExchange[] {
  return calls.map((call) => call.exchange)
}
