import type { Clock, World } from '../../core/index.js'
import type { SubscriptionQuota } from '../access/throttling/index.js'
import type { EventSource } from './event-source.js'
import type { HeartbeatForm } from './heartbeat.js'
import type { PushOptions } from './push/push-options.js'
import type { Subscriptions } from './subscriptions.js'

/** What the notification operations of one server work with. */
export interface NotificationContext {
  readonly world: World
  readonly clock: Clock
  readonly source: EventSource
  readonly subscriptions: Subscriptions
  readonly heartbeat: HeartbeatForm
  readonly push: PushOptions
  /** How many subscriptions there may be. Default: any number. */
  readonly quota?: SubscriptionQuota
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal
}
