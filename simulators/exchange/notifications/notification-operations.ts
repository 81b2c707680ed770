import type { Operation } from '../ews/operation.js'
import { getEvents } from './get-events.js'
import { getStreamingEvents } from './get-streaming-events.js'
import type { NotificationContext } from './notification-context.js'
import { subscribe } from './subscribe.js'
import { unsubscribe } from './unsubscribe.js'

/** The operations by which clients hear of changes. */
export function notificationOperations(context: NotificationContext): readonly Operation[] {
  return [subscribe(context), getStreamingEvents(context), getEvents(context), unsubscribe(context)]
}
