import type { Clock, World } from '../../core/index.js'
import type { EventSource } from './event-source.js'
import type { Subscriptions } from './subscriptions.js'

/** What the notification operations of one server work with. */
export interface NotificationContext {
  readonly world: World
  readonly clock: Clock
  readonly source: EventSource
  readonly subscriptions: Subscriptions
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal
}
