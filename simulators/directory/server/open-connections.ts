import type { Clock, Instant } from '../../core/index.js'
import type { LdapLimits } from '../tree/ldap-limits.js'

/** A connection as its domain controller keeps an eye on it. */
export interface WatchedConnection {
  /** When a client was last heard, or came. */
  readonly heardAt: Instant
  /** Whether it has ever said anything. */
  readonly hasSpoken: boolean
  /** Whether it waits for something: it is not idle then. */
  readonly isWaiting: boolean
  /** Ends it; one that has spoken is told. */
  expire(): void
}

/**
 * The connections of one domain controller: not too many, none that never speaks, none that is idle for too long; by
 * lab time. One timer is set for all of them.
 * @source learn.microsoft.com "View and set LDAP policy" (InitRecvTimeout, MaxConnections, MaxConnIdleTime)
 * @inferred Which connection makes room for a new one: who has been silent for longest.
 */
export class OpenConnections {
  readonly #clock: Clock
  readonly #limits: () => LdapLimits
  readonly #open = new Set<WatchedConnection>()
  #timer: Disposable | undefined
  #dueAt = Infinity

  constructor(clock: Clock, limits: () => LdapLimits) {
    this.#clock = clock
    this.#limits = limits
  }

  add(connection: WatchedConnection): void {
    if (this.#open.size >= this.#limits().MaxConnections) this.#longestSilent()?.expire()
    this.#open.add(connection)
    this.#wakeAt(this.#expiryOf(connection))
  }

  remove(connection: WatchedConnection): void {
    this.#open.delete(connection)
    if (this.#open.size === 0) this.#sleep()
  }

  #longestSilent(): WatchedConnection | undefined {
    let silent: WatchedConnection | undefined
    for (const connection of this.#open) {
      if (silent === undefined || connection.heardAt < silent.heardAt) silent = connection
    }
    return silent
  }

  #expiryOf({ heardAt, hasSpoken, isWaiting }: WatchedConnection): number {
    const { InitRecvTimeout, MaxConnIdleTime } = this.#limits()
    const from = isWaiting ? this.#clock.now() : heardAt
    return from + 1000 * (hasSpoken ? MaxConnIdleTime : InitRecvTimeout)
  }

  /** Sets the timer, unless it fires before anyway. */
  #wakeAt(due: number): void {
    if (due >= this.#dueAt) return
    this.#sleep()
    this.#dueAt = due
    this.#timer = this.#clock.schedule(due - this.#clock.now(), () => this.#look())
  }

  #sleep(): void {
    this.#timer?.[Symbol.dispose]()
    this.#timer = undefined
    this.#dueAt = Infinity
  }

  #look(): void {
    this.#sleep()
    const now = this.#clock.now()
    for (const connection of [...this.#open]) if (this.#expiryOf(connection) <= now) connection.expire()
    let next = Infinity
    for (const connection of this.#open) next = Math.min(next, this.#expiryOf(connection))
    if (next < Infinity) this.#wakeAt(next)
  }
}
