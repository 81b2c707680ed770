import { turn } from '../../core/index.js'
import type { Subscription } from './subscription.js'

/** Where subscriptions stood before an envelope. */
export type Before = ReadonlyMap<Subscription, number>

/**
 * The envelopes that a connection has taken and that may not have reached anybody. A client that has gone is noticed
 * when the network is next looked at: what was written until then is told again on the next connection, so that
 * nothing is swallowed between a dead connection and the one that takes its place. @source ews.md 12.9
 */
export class Unconfirmed {
  readonly #isOpen: () => boolean
  readonly #envelopes = new Set<Before>()

  constructor(isOpen: () => boolean) {
    this.#isOpen = isOpen
  }

  /** Remembers an envelope; what it gives back is to be called when the network has taken it. */
  add(before: Before): () => void {
    this.#envelopes.add(before)
    return () => void this.#confirm(before)
  }

  /** Where to go on with a subscription whose client has gone. */
  standOf(subscription: Subscription): number {
    for (const before of this.#envelopes) {
      const stand = before.get(subscription)
      if (stand !== undefined) return stand
    }
    return subscription.cursor
  }

  /** Two turns later the network has been looked at since. */
  async #confirm(before: Before): Promise<void> {
    await turn()
    await turn()
    if (this.#isOpen()) this.#envelopes.delete(before)
  }
}
