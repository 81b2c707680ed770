import type { Clock, Ids, World } from '../../core/index.js'
import type { Caller } from '../ews/caller.js'
import type { ErrorCode } from '../ews/error-texts.js'
import { parseSubscriptionId, renderSubscriptionId } from './subscription-id.js'
import type { Interest, Subscription } from './subscription.js'

export type SubscriptionLookup =
  | { readonly kind: 'found'; readonly subscription: Subscription }
  | { readonly kind: 'error'; readonly code: ErrorCode }

/** A subscription that is asked for; `cursor` is where to begin if not now. */
type NewSubscription = Interest & Pick<Subscription, 'kind' | 'idleLifeMs'> & { readonly cursor?: number }

/** What an operation says of a subscription that is not of its kind. @source ews.md 4.10; @inferred streaming */
const WRONG_KIND = {
  streaming: 'ErrorInvalidSubscription',
  pull: 'ErrorInvalidPullSubscriptionId',
} as const

export interface SubscriptionsOptions {
  readonly world: World
  readonly clock: Clock
  readonly ids: Ids
  /** Full name of the server, as its ids carry it. */
  readonly server: string
}

/**
 * The subscriptions of one server. They are in memory and end with it, as the product's do. One whose client
 * stays away for its idle life expires.
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

  add(wanted: NewSubscription): Subscription {
    const { world, clock, ids, server } = this.#options
    const { mailboxGuid } = wanted
    const subscription: Subscription = {
      cursor: world.sequence,
      ...wanted,
      id: renderSubscriptionId({ server, guid: ids.uuid(), createdAt: clock.now(), mailboxGuid }),
      epoch: world.epoch,
      connection: undefined,
    }
    this.#byId.set(subscription.id, subscription)
    if (subscription.holder !== undefined) subscription.holder.subscriptions++
    this.startIdling(subscription)
    return subscription
  }

  /** A subscription that this caller may use, of one kind where the operation serves only that. */
  find(id: string, caller: Caller, kind?: keyof typeof WRONG_KIND): SubscriptionLookup {
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
    if (kind !== undefined && subscription.kind !== kind) return { kind: 'error', code: WRONG_KIND[kind] }
    return { kind: 'found', subscription }
  }

  /** The world was put back since: the place in the log means nothing any more. */
  isLost(subscription: Subscription): boolean {
    return subscription.epoch !== this.#options.world.epoch
  }

  remove(subscription: Subscription): void {
    this.stopIdling(subscription)
    const wasThere = this.#byId.delete(subscription.id)
    if (wasThere && subscription.holder !== undefined) subscription.holder.subscriptions--
    subscription.connection?.release(subscription)
  }

  /** Ends the subscriptions of mailboxes that have gone to another database or server. @source ews.md 4.9 */
  lose(mailboxes: (mailboxGuid: string) => boolean): void {
    for (const subscription of [...this.#byId.values()]) {
      if (mailboxes(subscription.mailboxGuid)) this.remove(subscription)
    }
  }

  /** The client went away: from now on the subscription can expire. */
  startIdling(subscription: Subscription): void {
    if (!this.#byId.has(subscription.id) || subscription.idleLifeMs === Infinity) return
    const expiry = this.#options.clock.schedule(subscription.idleLifeMs, () => this.remove(subscription))
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
