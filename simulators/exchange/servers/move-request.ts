import { collectionOf, type Instant } from '../../core/index.js'
import { SERVERS_STREAM } from './client-access-server.js'

/**
 * How far a move has come. A mailbox can be used until `CompletionInProgress`, and again when that is over.
 * @source Microsoft, Get-MoveRequest -MoveStatus
 */
export type MoveStatus =
  'Queued' | 'InProgress' | 'AutoSuspended' | 'CompletionInProgress' | 'Completed' | 'Failed'

/** A mailbox on its way to another database, or to Exchange Online; kept until an administrator removes it. */
export interface MoveRequest {
  /** The objectGuid of whose mailbox it is: its address may change on the way. */
  readonly recipient: string
  readonly status: MoveStatus
  /** Name of the database that it leaves, and of the one that it goes to; null for one in Exchange Online. */
  readonly source: string | null
  readonly target: string | null
  /** Where mail for it goes once it is away, for a move between premises. */
  readonly targetDeliveryDomain: string | null
  /** Stops before the end, until it is resumed. */
  readonly suspendsWhenReady: boolean
  readonly queuedAt: Instant
  /** When the next status begins; null when none does by itself. */
  readonly nextAt: Instant | null
}

export const moveRequests = collectionOf<MoveRequest>()('exchange', 'move-requests', {
  key: ({ recipient }) => recipient,
  streams: () => [SERVERS_STREAM],
})
