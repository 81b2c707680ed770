import type { Budget } from './budget.js'
import type { Cost } from './costs.js'
import type { Limits } from './limits.js'
import type { Work } from './time-budget.js'

/**
 * One request at a server: what it holds of a budget from when it came until its answer is written. One that
 * finds all places taken holds nothing and is to be refused. @source ews.md 7.2
 */
export class Admission implements Work {
  readonly budget: Budget
  readonly limits: Limits
  readonly cost: Cost
  readonly hasPlace: boolean
  parts = 1
  rows = 0
  /** Why the parts after the first `parts` were not served. */
  unserved: Unserved | undefined
  #heldRows = 0

  constructor(budget: Budget, limits: Limits, cost: Cost) {
    this.budget = budget
    this.limits = limits
    this.cost = cost
    this.hasPlace = cost.hangs
      ? budget.hanging < limits.maxHangingConnections
      : budget.calls < limits.maxConcurrency
    if (this.hasPlace) this.#count(1)
    else budget.refused++
  }

  /** Keeps rows in memory until the answer is written. */
  holdRows(count: number): void {
    this.#heldRows += count
    this.budget.rows += count
  }

  /** The answer is written, or nobody waits for it any more. */
  leave(): void {
    this.budget.rows -= this.#heldRows
    if (this.hasPlace) this.#count(-1)
  }

  /** An open answer does not stand in the queue of the server. */
  #count(by: 1 | -1): void {
    if (this.cost.hangs) this.budget.hanging += by
    else {
      this.budget.calls += by
      this.budget.server.requests += by
    }
  }
}

export interface Unserved {
  readonly count: number
  readonly code: 'ErrorServerBusy' | 'ErrorTimeoutExpired'
  readonly backOffMs: number
}
