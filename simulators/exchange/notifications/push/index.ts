import type { NotificationContext } from '../notification-context.js'
import type { Interest } from '../subscription.js'
import { PushDelivery, type PushTarget } from './push-delivery.js'
import { createNotificationWriter } from './push-message.js'

export type { PushTarget } from './push-delivery.js'

/** Begins push subscriptions; loaded with the first. */
export function createPush(context: NotificationContext) {
  const options = { ...context, ...context.push, write: createNotificationWriter() }

  /** Subscribes a client and begins to call it; gives the id. */
  return (interest: Interest & { readonly cursor: number }, target: PushTarget): string => {
    const wanted = { ...interest, kind: 'push', idleLifeMs: Infinity } as const
    const subscription = context.subscriptions.add(wanted)
    void new PushDelivery(options, subscription, target).run()
    return subscription.id
  }
}
