import { turn, type Clock, type Instant } from '../../core/index.js'
import type { ResponseFrames } from '../ews/operation.js'
import type { Subscription } from './subscription.js'

/** Where subscriptions stood before an envelope. */
type Before = ReadonlyMap<Subscription, number>

interface Sent {
  readonly at: Instant
  readonly before: Before
  /** The network has taken it, and has been looked at since without a sign that the client has gone. */
  isTaken: boolean
}

/** What a client that resets the connection may not have read: what went out in so many milliseconds. @inferred */
const RECENT_MS = 5_000
const MAX_RECENT = 100

/**
 * The last envelopes of a connection, which may not have reached anybody. A client that ends its side has read them.
 * One that throws away what it has not read, or is not there any more when it comes, resets the connection: then they are
 * told again on the next, so that nothing is swallowed between a dead connection and the one that takes its place.
 * @source ews.md 12.9, TCP
 */
export class Unconfirmed {
  readonly #clock: Pick<Clock, 'now'>
  readonly #frames: Pick<ResponseFrames, 'client'>
  readonly #sent: Sent[] = []

  constructor(clock: Pick<Clock, 'now'>, frames: Pick<ResponseFrames, 'client'>) {
    this.#clock = clock
    this.#frames = frames
  }

  /** Remembers an envelope; what it gives back is to be called when the network has taken it. */
  add(before: Before): () => void {
    const envelope = { at: this.#clock.now(), before, isTaken: false }
    this.#forget()
    this.#sent.push(envelope)
    return () => void this.#take(envelope)
  }

  /** Where to go on with a subscription when its connection has been cut, by the client or by the server. */
  standOf(subscription: Subscription): number {
    const { client } = this.#frames
    if (client === 'gone') return subscription.cursor
    for (const { before, isTaken } of this.#sent) {
      const stand = isTaken && client !== 'reset' ? undefined : before.get(subscription)
      if (stand !== undefined) return stand
    }
    return subscription.cursor
  }

  /** Two turns later the network has been looked at since. */
  async #take(envelope: Sent): Promise<void> {
    await turn()
    await turn()
    envelope.isTaken = this.#frames.client === 'there'
  }

  #forget(): void {
    const oldest = this.#clock.now() - RECENT_MS
    for (let [first] = this.#sent; first?.isTaken === true; [first] = this.#sent) {
      if (first.at >= oldest && this.#sent.length < MAX_RECENT) return
      this.#sent.shift()
    }
  }
}
