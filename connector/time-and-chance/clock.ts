import { ConnectorError } from '../error.js'

/** The connector's only source of time. Instants are epoch milliseconds, durations milliseconds. */
export interface Clock {
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A signal that is aborted with its parent or after a while; `cancel` when the deadline no longer matters. */
export interface Deadline {
  readonly signal: AbortSignal
  readonly cancel: () => void
}

/** Why a deadline's own timer ends early. One for all: a fresh error per call costs more than the call's timer. */
const MET = new ConnectorError('STOPPED', { message: 'The deadline was met.' })

/** A deadline of `ms` on `clock`, ended early by `parent`. `reason` makes the error a waiting caller sees. */
export function createDeadline(
  clock: Clock,
  ms: number,
  limits: { parent?: AbortSignal; reason: () => Error },
): Deadline {
  const timer = new AbortController()
  const expired = new AbortController()
  clock.sleep(ms, timer.signal).then(
    () => expired.abort(limits.reason()),
    () => undefined, // cancelled: the deadline was met
  )
  const signal =
    limits.parent === undefined ? expired.signal : AbortSignal.any([expired.signal, limits.parent])
  return { signal, cancel: () => timer.abort(MET) }
}
