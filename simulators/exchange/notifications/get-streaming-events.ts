import type { Caller } from '../ews/caller.js'
import type { ErrorCode } from '../ews/error-texts.js'
import type { StreamOperation } from '../ews/operation.js'
import { requireFeature } from '../ews/require-feature.js'
import type { NotificationContext } from './notification-context.js'
import { numberOf, objectOf, textsOf } from './read-request.js'
import { StreamingConnection } from './streaming-connection.js'
import { errorFrame, type StreamingError } from './streaming-messages.js'
import type { Subscription } from './subscription.js'
import type { Subscriptions } from './subscriptions.js'

const MINUTE_MS = 60_000

/**
 * Opens a connection on which the events of subscriptions go out until `ConnectionTimeout`. If one of the ids is
 * not good, none is served. @source ews.md 4.9
 */
export function getStreamingEvents(context: NotificationContext): StreamOperation {
  const { clock, subscriptions, stopping } = context
  return {
    name: 'GetStreamingEvents',
    async stream(call, frames) {
      requireFeature(call, 'streaming')
      const { request, caller } = call
      const ids = new Set(textsOf(objectOf(request['SubscriptionIds'])['SubscriptionId']))
      const { found, errors } = findAll(subscriptions, ids, caller)
      if (errors.length > 0) return frames.send(errorFrame(errors))

      supersede(found)
      const connection = new StreamingConnection({ ...context, frames }, found)
      const timeout = clock.schedule(numberOf(request['ConnectionTimeout']) * MINUTE_MS, () =>
        connection.close(),
      )
      const leave = () => connection[Symbol.dispose]()
      const gone = AbortSignal.any([frames.signal, stopping])
      if (gone.aborted) leave()
      gone.addEventListener('abort', leave, { once: true })
      await connection.ended
      gone.removeEventListener('abort', leave)
      timeout[Symbol.dispose]()
    },
  }
}

/** The subscriptions of a request, and what is wrong with the others: one error for each code. */
function findAll(subscriptions: Subscriptions, ids: Iterable<string>, caller: Caller) {
  const found: Subscription[] = []
  const bad = new Map<ErrorCode, string[]>()
  for (const id of ids) {
    const lookup = subscriptions.find(id, caller, 'streaming')
    if (lookup.kind === 'found') found.push(lookup.subscription)
    else addTo(bad, lookup.code, id)
  }
  const errors = [...bad].map(([code, subscriptionIds]): StreamingError => ({
    code,
    subscriptionIds,
    status: 'Closed',
  }))
  return { found, errors }
}

/** Takes subscriptions away from the connections that they are on. */
function supersede(found: readonly Subscription[]): void {
  const taken = new Map<NonNullable<Subscription['connection']>, Subscription[]>()
  for (const subscription of found) {
    if (subscription.connection !== undefined) addTo(taken, subscription.connection, subscription)
  }
  for (const [connection, its] of taken) connection.supersede(its)
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
