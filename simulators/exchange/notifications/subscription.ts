import type { SubscriptionHolder } from '../access/throttling/index.js'
import type { Caller } from '../ews/caller.js'

/**
 * One client's interest in folders of one mailbox. It holds nothing of what happened there but a place in the
 * change log: `cursor` is the number of the last change that was reported, or passed over, in `epoch`.
 */
export interface Subscription {
  readonly id: string
  readonly kind: 'streaming' | 'pull' | 'push'
  /** SID of the account that subscribed; an impersonated mailbox does not own its subscriptions. */
  readonly owner: Caller['account']['sid']
  readonly mailboxGuid: string
  readonly streams: ReadonlySet<string>
  readonly eventTypes: ReadonlySet<string>
  /** Whom it is counted for, where anybody counts. */
  readonly holder?: SubscriptionHolder | undefined
  readonly epoch: string
  cursor: number
  /** How long it lives while its client does not ask. */
  readonly idleLifeMs: number
  /** The connection on which events go out; undefined while the client is away. */
  connection: SubscriptionConnection | undefined
}

/** What a client asked to be told of. */
export type Interest = Pick<Subscription, 'owner' | 'mailboxGuid' | 'streams' | 'eventTypes' | 'holder'>

/** What a subscription may ask of the connection that it is on. */
export interface SubscriptionConnection {
  /** The client opened another connection for it: this one says so and lets it go. */
  supersede(subscriptions: readonly Subscription[]): void
  /** It is gone: this connection lets it go, and closes when it was the last. */
  release(subscription: Subscription): void
}
