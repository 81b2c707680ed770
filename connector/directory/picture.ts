import type { Account, SoftDeletedAccount } from '../ports/people-service.js'
import type { Wanted } from './wanted.js'

/** What both sides hold, as far as it matters to a run. */
export interface Picture {
  readonly wanted: readonly Wanted[]
  readonly accounts: readonly Account[]
  readonly softDeleted: readonly SoftDeletedAccount[]
  /** The digests of pictures that accounts have. */
  readonly photos: ReadonlyMap<string, string>
}

export interface Addition {
  readonly wanted: Wanted
  /** The account was there until a short while ago, and comes back. */
  readonly isRestored: boolean
}
