import { describeError, ConnectorError } from '../error.js'
import type { ActiveLease } from '../ports/active-lease.js'
import type { Clock } from '../time-and-chance/clock.js'
import type { EventLog } from './event-log.js'

/** Three of them make a lease. @inferred */
const HEARTBEAT_MS = 30_000

/** Whether this instance is the active one, from heartbeat to heartbeat. */
export interface Tenure {
  readonly isActive: () => boolean
  /** How often this instance has become the active one. */
  readonly terms: () => number
  /** Throws when another instance may be the active one by now. */
  readonly mayWrite: () => void
  /** Says once that this instance is alive. */
  beat(): Promise<void>
  /** Goes on saying so until the signal. */
  keep(signal: AbortSignal): Promise<void>
}

/** An instance without a lease is alone, and active. */
export function createTenure(
  lease: ActiveLease | null,
  { clock, log }: { clock: Clock; log: EventLog },
): Tenure {
  let until = lease === null ? Infinity : 0
  let terms = lease === null ? 1 : 0
  let wasActive = lease === null
  const isActive = (): boolean => clock.now() < until

  const beat = async (): Promise<void> => {
    if (lease === null) return
    const asked = clock.now()
    try {
      const { isActive: active, activeId, leaseMs } = await lease.renew()
      until = active ? asked + leaseMs : 0
      tell(active, `"${activeId}" is the active one`)
    } catch (error) {
      tell(isActive(), describeError(error))
    }
  }
  const tell = (active: boolean, because: string): void => {
    if (active && !wasActive) {
      terms += 1
      log.write({ action: 'became-active', because: 'no other instance is active' })
    }
    if (!active && wasActive) log.write({ action: 'became-standby', because })
    wasActive = active
  }
  return {
    isActive,
    terms: () => terms,
    mayWrite: () => {
      if (isActive()) return
      throw new ConnectorError('STOPPED', {
        message: 'Another instance may be active now; nothing more is written.',
      })
    },
    beat,
    keep: async (signal) => {
      if (lease === null) return
      while (!signal.aborted) {
        await clock.sleep(HEARTBEAT_MS, signal).catch(() => undefined) // stopped: the loop sees it
        if (!signal.aborted) await beat()
      }
      await lease.leave()
    },
  }
}
