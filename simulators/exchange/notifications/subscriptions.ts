import type { Clock, Ids, World } from '../../core/index.js'
import type { Caller } from '../ews/caller.js'
import type { ErrorCode } from '../ews/error-texts.js'
import { parseSubscriptionId, renderSubscriptionId } from './subscription-id.js'
import type { Subscription } from './subscription.js'

/** @inferred ews.md 4.9, 11.3: how long a streaming subscription lives without a connection */
export const IDLE_LIFE_MS = 30 * 60_000

export type SubscriptionLookup =
  | { readonly kind: 'found'; readonly subscription: Subscription }
  | { readonly kind: 'error'; readonly code: ErrorCode }

export interface SubscriptionsOptions {
  readonly world: World
  readonly clock: Clock
  readonly ids: Ids
  /** Full name of the server, as its ids carry it. */
  readonly server: string
}

/**
 * The subscriptions of one server. They are in memory and end with it, as the product's do. One that stays
 * without a connection for half an hour expires.
 */
export class Subscriptions implements Disposable {
  readonly #options: SubscriptionsOptions
  readonly #byId = new Map<string, Subscription>()
  readonly #expiries = new Map<string, Disposable>()

  constructor(options: SubscriptionsOptions) {
    this.#options = options
  }

  get count(): number {
    return this.#byId.size
  }

  add(interest: Pick<Subscription, 'owner' | 'mailboxGuid' | 'streams' | 'eventTypes'>): Subscription {
    const { world, clock, ids, server } = this.#options
    const { mailboxGuid } = interest
    const subscription: Subscription = {
      ...interest,
      id: renderSubscriptionId({ server, guid: ids.uuid(), createdAt: clock.now(), mailboxGuid }),
      epoch: world.epoch,
      cursor: world.sequence,
      connection: undefined,
    }
    this.#byId.set(subscription.id, subscription)
    this.startIdling(subscription)
    return subscription
  }

  /** A subscription that this caller may use. */
  find(id: string, caller: Caller): SubscriptionLookup {
    const subscription = this.#byId.get(id)
    if (subscription === undefined) {
      const isId = parseSubscriptionId(id) !== undefined
      return { kind: 'error', code: isId ? 'ErrorSubscriptionNotFound' : 'ErrorInvalidSubscription' }
    }
    if (subscription.owner !== caller.account.sid)
      return { kind: 'error', code: 'ErrorSubscriptionAccessDenied' }
    if (this.isLost(subscription)) {
      this.remove(subscription)
      return { kind: 'error', code: 'ErrorSubscriptionNotFound' }
    }
    return { kind: 'found', subscription }
  }

  /** The world was put back since: the place in the log means nothing any more. */
  isLost(subscription: Subscription): boolean {
    return subscription.epoch !== this.#options.world.epoch
  }

  remove(subscription: Subscription): void {
    this.stopIdling(subscription)
    this.#byId.delete(subscription.id)
    subscription.connection?.release(subscription)
  }

  /** The client went away: from now on the subscription can expire. */
  startIdling(subscription: Subscription): void {
    if (!this.#byId.has(subscription.id)) return
    const expiry = this.#options.clock.schedule(IDLE_LIFE_MS, () => this.remove(subscription))
    this.#expiries.set(subscription.id, expiry)
  }

  /** The client is there. */
  stopIdling({ id }: Subscription): void {
    this.#expiries.get(id)?.[Symbol.dispose]()
    this.#expiries.delete(id)
  }

  [Symbol.dispose](): void {
    for (const subscription of [...this.#byId.values()]) this.remove(subscription)
  }
}
