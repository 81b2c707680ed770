import type { World } from '../../../core/index.js'
import type { Caller } from '../../ews/caller.js'
import { Admission } from './admission.js'
import { BalanceBudget } from './balance-budget.js'
import { Budget, type BudgetOwner, type ServerLoad } from './budget.js'
import { costOf } from './costs.js'
import { LimitsBook, type PolicyReader } from './limits-book.js'
import type { Limits } from './limits.js'
import type { ThrottlingModel } from './throttling-model.js'
import { WindowBudget } from './window-budget.js'

export interface BudgetsOptions {
  readonly world: World
  readonly model: ThrottlingModel
  readonly policies: PolicyReader
}

/** The budgets of one server. They are in memory and end with it. @source ews.md 7.2, 7.3 */
export class Budgets implements Disposable {
  readonly model: ThrottlingModel
  readonly #limits: LimitsBook
  readonly #own = new Map<string, Budget>()
  readonly #impersonated = new Map<string, Budget>()
  readonly #load: ServerLoad = { requests: 0 }

  constructor({ world, model, policies }: BudgetsOptions) {
    this.model = model
    this.#limits = new LimitsBook(world, { model, policies })
    this.#limits.onChange(() => this.#seeAgain())
  }

  get isFull(): boolean {
    return this.#load.requests >= this.model.queueLength
  }

  /** Lets a request take its place in the budget that it is charged to. */
  admit(caller: Caller, operation: string): Admission {
    const budget = this.of(caller)
    return new Admission(budget, this.limitsFor(budget, caller), costOf(operation))
  }

  /** The budget that requests of this caller are charged to. */
  of({ account: { sid }, mailbox, impersonating }: Caller): Budget {
    return impersonating && this.model.budget === 'target' && mailbox !== undefined
      ? (this.#impersonated.get(mailbox.mailboxGuid) ?? this.#addImpersonated(mailbox.mailboxGuid))
      : (this.#own.get(sid) ?? this.#addOwn(sid))
  }

  /** What applies when this caller uses the budget. */
  limitsFor(budget: Budget, { account, mailbox, impersonating }: Caller): Limits {
    const byTarget = impersonating && this.model.policy === 'target' && mailbox !== undefined
    const by = byTarget ? mailbox.mailboxGuid : account.sid
    if (budget.seen?.by === by) return budget.seen.limits
    return this.#see(budget, by)
  }

  /** What applies to whose budget it is. */
  limitsOf(owner: BudgetOwner): Limits {
    return this.#limits.of(owner.kind === 'own' ? owner.sid : owner.mailboxGuid)
  }

  /** The budgets that have been used since the server started. */
  *all(): Iterable<Budget> {
    yield* this.#own.values()
    yield* this.#impersonated.values()
  }

  ownOf(sid: string): Budget | undefined {
    return this.#own.get(sid)
  }

  impersonatedOf(mailboxGuid: string): Budget | undefined {
    return this.#impersonated.get(mailboxGuid)
  }

  #addOwn(sid: string): Budget {
    const budget = new Budget({ kind: 'own', sid }, this.#load, this.#newTime())
    this.#own.set(sid, budget)
    return budget
  }

  #addImpersonated(mailboxGuid: string): Budget {
    const budget = new Budget({ kind: 'impersonated', mailboxGuid }, this.#load, this.#newTime())
    this.#impersonated.set(mailboxGuid, budget)
    return budget
  }

  #newTime() {
    return this.model.time === 'balance' ? new BalanceBudget() : new WindowBudget()
  }

  #see(budget: Budget, by: string): Limits {
    const limits = this.#limits.of(by)
    budget.seen = { by, limits }
    return limits
  }

  #seeAgain(): void {
    for (const budget of this.all()) if (budget.seen !== undefined) this.#see(budget, budget.seen.by)
  }

  [Symbol.dispose](): void {
    this.#limits[Symbol.dispose]()
  }
}
