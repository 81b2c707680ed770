/** What an instance is told when it says that it is alive. */
export interface LeaseState {
  readonly isActive: boolean
  readonly activeId: string
  /** For how long that holds without another word. */
  readonly leaseMs: number
}

/** Decides which of several instances is the one that works. */
export interface ActiveLease {
  renew(): Promise<LeaseState>
  /** Leaves the place to another; never fails. */
  leave(): Promise<void>
}
