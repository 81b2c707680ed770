import type { Limits } from './limits.js'
import type { TimeBudget } from './time-budget.js'

/** Whose budget it is: an account's own, or what service accounts may do to a mailbox. */
export type BudgetOwner =
  | { readonly kind: 'own'; readonly sid: string }
  | { readonly kind: 'impersonated'; readonly mailboxGuid: string }

/** How many requests a server is answering, whoever is charged. */
export interface ServerLoad {
  requests: number
}

/** What one budget has of a server at the moment. It ends with the server. */
export class Budget {
  readonly owner: BudgetOwner
  readonly server: ServerLoad
  readonly time: TimeBudget
  /** Requests that are being answered, open answers apart. */
  calls = 0
  /** Answers that stay open. */
  hanging = 0
  subscriptions = 0
  /** Rows of searches whose answer is not yet written. */
  rows = 0
  /** Requests that were refused, and how long others were held up, since the server started. */
  refused = 0
  delayedMs = 0
  /** Who was here last, by SID or mailbox GUID, and the limits of that one: mostly the same one comes again. */
  seen: { readonly by: string; readonly limits: Limits } | undefined

  constructor(owner: BudgetOwner, server: ServerLoad, time: TimeBudget) {
    this.owner = owner
    this.server = server
    this.time = time
  }
}
