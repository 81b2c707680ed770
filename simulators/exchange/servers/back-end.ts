import type { ServerNode } from '../../core/index.js'
import type { Budgets } from '../access/throttling/index.js'
import type { Operation } from '../ews/operation.js'
import type { Subscriptions } from '../notifications/index.js'
import type { ClientAccessServer } from './client-access-server.js'

/** What of a running server serves mailboxes: subscriptions are made, and end, with it. */
export interface BackEnd {
  readonly name: ClientAccessServer['name']
  readonly fqdn: ClientAccessServer['fqdn']
  readonly node: ServerNode
  readonly subscriptions: Subscriptions
  readonly budgets: Budgets
  /** Its operations, for requests that end when `stopping` aborts. */
  operations(stopping: AbortSignal): Promise<readonly Operation[]>
}

/** The running servers of the organization by name, as they are now. */
export type BackEnds = (name: string) => BackEnd | undefined
