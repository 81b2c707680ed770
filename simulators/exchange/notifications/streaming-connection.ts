import type { Clock, World } from '../../core/index.js'
import type { ErrorCode } from '../ews/error-texts.js'
import type { ResponseFrames } from '../ews/operation.js'
import type { EwsObject } from '../ews/tree.js'
import { roomInEnvelope, type EventRoom } from './event-room.js'
import type { EventSource } from './event-source.js'
import { startHeartbeat, type Heartbeat, type HeartbeatForm } from './heartbeat.js'
import { readEvents } from './read-events.js'
import { errorFrame, notificationFrame, statusFrame, type Notification } from './streaming-messages.js'
import type { Subscription, SubscriptionConnection } from './subscription.js'
import type { Subscriptions } from './subscriptions.js'
import { Unconfirmed } from './unconfirmed.js'

export interface StreamingConnectionOptions {
  readonly world: World
  readonly clock: Clock
  readonly source: EventSource
  readonly subscriptions: Subscriptions
  readonly heartbeat: HeartbeatForm
  readonly frames: Pick<ResponseFrames, 'send' | 'client' | 'isFull'>
}

/**
 * An open answer to GetStreamingEvents: says at once that it stands, then what is queued, then what happens, each
 * in an envelope of its own. Several commits of one turn go out together, in the same turn. @source ews.md 4.9
 */
export class StreamingConnection implements SubscriptionConnection, Disposable {
  readonly #options: StreamingConnectionOptions
  readonly #watches = new Map<Subscription, readonly Disposable[]>()
  readonly #awake = new Set<Subscription>()
  readonly #heartbeat: Heartbeat
  readonly #unconfirmed: Unconfirmed
  #isCut = false
  #finish: () => void = () => undefined
  readonly ended: Promise<void>

  constructor(options: StreamingConnectionOptions, subscriptions: readonly Subscription[]) {
    this.#options = options
    this.ended = new Promise((resolve) => (this.#finish = resolve))
    const { clock, frames } = options
    this.#unconfirmed = new Unconfirmed(clock, frames)
    this.#heartbeat = startHeartbeat(clock, () => this.#beat())
    this.#send(statusFrame('OK'))
    for (const subscription of subscriptions) this.#take(subscription)
    this.#flush()
  }

  /** The time that the client asked for is over: says so and ends. */
  close(): void {
    this.#flush()
    this.#send(statusFrame('Closed'))
    this.#end()
  }

  supersede(subscriptions: readonly Subscription[]): void {
    this.#giveUp('ErrorNewEventStreamConnectionOpened', subscriptions)
  }

  release(subscription: Subscription): void {
    this.#letGo(subscription)
    if (this.#watches.size === 0) this.close()
  }

  /** Ends without a word, as when the client or the server is gone: what is under way may not arrive any more. */
  [Symbol.dispose](): void {
    this.#isCut = true
    this.#end()
  }

  #end(): void {
    this.#heartbeat[Symbol.dispose]()
    for (const subscription of [...this.#watches.keys()]) this.#letGo(subscription)
    this.#finish()
  }

  /** Says that the connection stands, in the form that the installation prefers. @source ews.md 4.9, 11.2 */
  #beat(): void {
    const { frames, heartbeat } = this.#options
    if (frames.isFull) return this.#heartbeat.touch()
    if (heartbeat === 'ConnectionStatus') return this.#send(statusFrame('OK'))
    const events = [{ name: 'StatusEvent', value: {} }]
    this.#send(notificationFrame([...this.#watches.keys()].map(({ id }) => ({ subscriptionId: id, events }))))
  }

  #take(subscription: Subscription): void {
    const { world, subscriptions } = this.#options
    subscriptions.stopIdling(subscription)
    subscription.connection = this
    const wake = () => this.#wake(subscription)
    this.#watches.set(
      subscription,
      [...subscription.streams].map((stream) => world.watch(stream, wake)),
    )
    this.#awake.add(subscription)
  }

  #letGo(subscription: Subscription): void {
    for (const watch of this.#watches.get(subscription) ?? []) watch[Symbol.dispose]()
    this.#watches.delete(subscription)
    this.#awake.delete(subscription)
    if (this.#isCut || this.#options.frames.client !== 'there')
      subscription.cursor = this.#unconfirmed.standOf(subscription)
    if (subscription.connection === this) subscription.connection = undefined
    this.#options.subscriptions.startIdling(subscription)
  }

  #wake(subscription: Subscription): void {
    if (this.#awake.size === 0) queueMicrotask(() => this.#flush())
    this.#awake.add(subscription)
  }

  /** Tells the subscriptions that were woken what they have not heard, envelope by envelope, as fast as they go out. */
  #flush(): void {
    const { frames } = this.#options
    while (this.#awake.size > 0 && frames.client === 'there' && !frames.isFull) {
      const before = new Map<Subscription, number>()
      const notifications = this.#collect(before)
      if (notifications.length === 0) continue
      const confirm = this.#unconfirmed.add(before)
      this.#send(notificationFrame(notifications), () => {
        confirm()
        this.#flush()
      })
    }
  }

  /** What fits into one envelope, and where its subscriptions stood. Who has heard everything goes back to sleep. */
  #collect(before: Map<Subscription, number>): readonly Notification[] {
    const notifications: Notification[] = []
    const room = roomInEnvelope()
    for (const subscription of [...this.#awake]) {
      room.begin(subscription.id)
      const page = this.#read(subscription, room)
      if (page === undefined) continue
      before.set(subscription, subscription.cursor)
      subscription.cursor = page.cursor
      if (page.events.length > 0)
        notifications.push({ subscriptionId: subscription.id, events: page.events.map(({ event }) => event) })
      if (page.more) return notifications
      this.#awake.delete(subscription)
    }
    return notifications
  }

  /** Lets subscriptions go and tells the client why; ends when none is left. */
  #giveUp(code: ErrorCode, subscriptions: readonly Subscription[]): void {
    for (const subscription of subscriptions) this.#letGo(subscription)
    const status = this.#watches.size === 0 ? 'Closed' : 'OK'
    this.#send(errorFrame([{ code, subscriptionIds: subscriptions.map(({ id }) => id), status }]))
    if (status === 'Closed') this.#end()
  }

  #send(body: EwsObject, flushed?: () => void): void {
    this.#heartbeat.touch()
    this.#options.frames.send(body, flushed)
  }

  /** Reads on for a subscription, or tells the client why that is not possible. */
  #read(subscription: Subscription, room: EventRoom) {
    const { subscriptions, world } = this.#options
    if (subscriptions.isLost(subscription)) {
      this.#giveUp('ErrorSubscriptionNotFound', [subscription])
      subscriptions.remove(subscription)
      return undefined
    }
    const page = readEvents(this.#options, subscription, room)
    if (page.kind === 'events') return page

    this.#awake.delete(subscription)
    subscription.cursor = world.sequence
    const subscriptionIds = [subscription.id]
    this.#send(errorFrame([{ code: 'ErrorMissedNotificationEvents', subscriptionIds, status: 'OK' }]))
    return undefined
  }
}
