import { instant, type Clock, type Instant } from '../../core/index.js'
import type { RenderEvent } from './notices.js'

/** How much is kept for a client that is away, and for how long. @inferred The real bounds are not public. */
export const OUTBOX_MAX_EVENTS = 500
export const OUTBOX_MAX_AGE_MS = 30 * 60_000

/** An event that a device has not acknowledged yet; its id stays the same however often it is sent. */
export interface Unacknowledged {
  readonly id: string
  readonly render: RenderEvent
  readonly at: Instant
}

/**
 * What a device was told and has not acknowledged: sent again, oldest first, when it comes back.
 * @source webex.md 8: `bufferStates`, and an acknowledgement for every message. @inferred what is sent again
 */
export class Outbox {
  readonly #clock: Clock
  readonly #events = new Map<string, Unacknowledged>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(event: Unacknowledged): void {
    this.#events.set(event.id, event)
    if (this.#events.size <= OUTBOX_MAX_EVENTS) return
    const [oldest] = this.#events.keys()
    if (oldest !== undefined) this.#events.delete(oldest)
  }

  acknowledge(id: string): void {
    this.#events.delete(id)
  }

  pending(): readonly Unacknowledged[] {
    const since = instant(this.#clock.now() - OUTBOX_MAX_AGE_MS)
    for (const { id, at } of this.#events.values()) if (at < since) this.#events.delete(id)
    return [...this.#events.values()]
  }
}
