import type { Component, Limits } from './limits.js'
import { SlidingMinute } from './sliding-minute.js'
import {
  AT_ONCE,
  costOfAll,
  costOfPart,
  LONGEST_RUN_MS,
  type Plan,
  type TimeBudget,
  type TimeReport,
  type Work,
} from './time-budget.js'

const COMPONENTS: readonly Component[] = ['CAS', 'AD', 'MailboxRPC']

/**
 * The budget of 2010: how much of the last minute went to each part of the server. What goes to the directory and to
 * mailboxes counts as time of the client access server as well. A request that comes when a share is used up is
 * refused; within a batch the next part waits. @source ews.md 7.2; [DOC] ews-throttling-in-exchange
 */
export class WindowBudget implements TimeBudget {
  readonly #minutes: Readonly<Record<Component, SlidingMinute>>

  constructor(minutes?: Readonly<Record<Component, SlidingMinute>>) {
    this.#minutes = minutes ?? {
      CAS: new SlidingMinute(),
      AD: new SlidingMinute(),
      MailboxRPC: new SlidingMinute(),
    }
  }

  plan(work: Work, now: number): Plan {
    const waitMs = this.#waitMs(work.limits, now)
    if (waitMs > 0) return { kind: 'refused', backOffMs: waitMs }
    return work.parts === 1 || this.#hasRoom(work, now) ? AT_ONCE : this.#copy().#walk(work, now)
  }

  charge(work: Work, now: number): void {
    this.#add(work, costOfAll(work), now)
  }

  report(_limits: Limits, now: number): TimeReport {
    const { CAS, AD, MailboxRPC } = this.#minutes
    const usedMs = { CAS: CAS.used(now), AD: AD.used(now), MailboxRPC: MailboxRPC.used(now) }
    return { kind: 'windows', usedMs }
  }

  /** Goes through the parts in turn, as the server would. Of a copy: it is charged on the way. */
  #walk(work: Work, now: number): Plan {
    let delayMs = 0
    for (let part = 0; part < work.parts; part++) {
      const waitMs = this.#waitMs(work.limits, now + delayMs)
      if (delayMs + waitMs > LONGEST_RUN_MS)
        return { kind: 'partly', parts: part, delayMs, code: 'ErrorTimeoutExpired', backOffMs: 0 }
      delayMs += waitMs
      this.#add(work, costOfPart(work.cost, part), now + delayMs)
    }
    return { kind: 'run', delayMs }
  }

  #add({ cost }: Work, costMs: number, now: number): void {
    this.#minutes.CAS.add(costMs, now)
    if (cost.directory > 0) this.#minutes.AD.add(costMs * cost.directory, now)
    if (cost.mailbox > 0) this.#minutes.MailboxRPC.add(costMs * cost.mailbox, now)
  }

  #hasRoom(work: Work, now: number): boolean {
    const costMs = costOfAll(work)
    return COMPONENTS.every((part) => this.#minutes[part].used(now) + costMs <= work.limits.windowMs[part])
  }

  /** How long it takes until no share is used up. */
  #waitMs({ windowMs }: Limits, now: number): number {
    let waitMs = 0
    for (const part of COMPONENTS) {
      const minute = this.#minutes[part]
      if (minute.used(now) > windowMs[part])
        waitMs = Math.max(waitMs, minute.freeAt(windowMs[part], now) - now)
    }
    return waitMs
  }

  #copy(): WindowBudget {
    const { CAS, AD, MailboxRPC } = this.#minutes
    return new WindowBudget({ CAS: CAS.copy(), AD: AD.copy(), MailboxRPC: MailboxRPC.copy() })
  }
}
