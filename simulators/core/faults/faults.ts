import type { Ids } from '../chance/ids.js'
import { LabError } from '../errors.js'
import type { FaultAct, FaultRule, FaultStage, FaultSubject } from './fault.js'

/** A new rule as it is asked for; what is absent gets its default: stage `before`, no skip, no limit. */
export type FaultRequest = Pick<FaultRule, 'match' | 'act'> & {
  readonly id?: string
  readonly stage?: FaultStage
  readonly limit?: Partial<FaultRule['limit']>
}

export interface FaultStatus extends FaultRule {
  /** How many interactions matched, and on how many of these it acted. */
  readonly matched: number
  readonly acted: number
}

/** What a struck interaction is told. */
export interface Strike {
  readonly rule: string
  readonly act: FaultAct
}

/** The fault rules of a lab. The first rule that matches and is not used up acts. */
export class Faults {
  readonly #ids: Ids
  readonly #rules = new Map<string, { readonly rule: FaultRule; matched: number; acted: number }>()
  readonly #held = new Map<string, number>()

  constructor(ids: Ids) {
    this.#ids = ids
  }

  add(request: FaultRequest): FaultStatus {
    const rule: FaultRule = {
      id: request.id ?? `fault-${this.#ids.count('fault')}`,
      stage: request.stage ?? 'before',
      match: request.match,
      act: request.act,
      limit: { skip: request.limit?.skip ?? 0, times: request.limit?.times ?? null },
    }
    if (this.#rules.has(rule.id)) {
      throw new LabError('FAULT_EXISTS', {
        message: `There is already a fault rule "${rule.id}".`,
        hint: 'Remove it first, or leave the id out.',
      })
    }
    this.#rules.set(rule.id, { rule, matched: 0, acted: 0 })
    return { ...rule, matched: 0, acted: 0 }
  }

  remove(id: string): boolean {
    return this.#rules.delete(id)
  }

  clear(): void {
    this.#rules.clear()
  }

  get isEmpty(): boolean {
    return this.#rules.size === 0
  }

  list(): readonly FaultStatus[] {
    return [...this.#rules.values()].map(({ rule, matched, acted }) => ({ ...rule, matched, acted }))
  }

  /** Counts an interaction by that way in as held up, by a fault or a budget, until the answer is called. */
  hold(via: string): () => void {
    this.#held.set(via, this.held(via) + 1)
    return () => this.#held.set(via, this.held(via) - 1)
  }

  /** How many interactions by that way in are delayed or left without an answer at the moment. */
  held(via: string): number {
    return this.#held.get(via) ?? 0
  }

  /** Decides whether a fault strikes this interaction at this stage, and counts it. */
  strike(stage: FaultStage, subject: FaultSubject): Strike | undefined {
    for (const kept of this.#rules.values()) {
      const { rule } = kept
      if (rule.stage !== stage || !matches(rule.match, subject)) continue
      kept.matched++
      if (kept.matched <= rule.limit.skip) continue
      if (rule.limit.times !== null && kept.acted >= rule.limit.times) continue
      kept.acted++
      return { rule: rule.id, act: rule.act }
    }
    return undefined
  }
}

function matches(match: Partial<FaultSubject>, subject: FaultSubject): boolean {
  return (Object.keys(match) as (keyof FaultSubject)[]).every(
    (field) => match[field]?.toLowerCase() === subject[field]?.toLowerCase(),
  )
}
