/** What is done to servers, databases and mailboxes while the organization runs. */
export interface ServerControl {
  /** Starts a server that was stopped, or takes one that drains into use again. */
  start(server: string): Promise<void>
  /** Ends a server: its subscriptions, streams and log-ons are lost, and its databases are away until it starts. */
  stop(server: string): Promise<void>
  /** Ends a server and starts it anew. */
  restart(server: string): Promise<void>
  /** Leaves a server to those who use it: no load balancer chooses it any more. */
  drain(server: string): void
  /**
   * Activates another copy of a database; subscriptions of its mailboxes are lost. Default: the next that runs, at
   * once. While it takes time, the mailboxes are away.
   */
  failOver(database: string, to?: string, takesMs?: number): void
  mount(database: string): void
  dismount(database: string): void
}

/** Where and how a mailbox is to move. */
export interface MoveOrder {
  /** The objectGuid of whose mailbox it is. */
  readonly recipient: string
  /** Name of a database. Default: the first of the others. */
  readonly target?: string
  /** The routing domain of the tenant, for a move to Exchange Online: `ent-pa.mail.onmicrosoft.com`. */
  readonly targetDeliveryDomain?: string
  readonly suspendsWhenReady?: boolean
}

/** Moves mailboxes between databases and premises, in the time of the lab. @source Microsoft, New-MoveRequest */
export interface MailboxMoves {
  /** Begins a move. @throws LabError MOVE_EXISTS, MOVE_NOWHERE, DATABASE_UNKNOWN */
  request(order: MoveOrder): void
  /** Lets one go on that waits before its end. */
  resume(recipient: string): void
  /** Forgets a move; one that is under way ends where it began. */
  remove(recipient: string): void
}
