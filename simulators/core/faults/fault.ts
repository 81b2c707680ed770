/** Where in an interaction a fault can strike, in the order of the pipeline. */
export type FaultStage = 'connection' | 'before' | 'after' | 'bytes'

/** What the rules see of an interaction. Fields that are not known yet are absent. */
export interface FaultSubject {
  readonly protocol: string
  readonly via: string
  /** Which of several servers of a kind it is that answers: `DC2`. */
  readonly server?: string
  readonly operation?: string
  readonly principal?: string
  readonly target?: string
}

/**
 * What a fault does. `error` is the protocol's own refusal by its own name (`ErrorServerBusy`, `busy`, `503`);
 * each protocol says which names it knows and with which details.
 */
export type FaultAct =
  | { readonly kind: 'delay'; readonly ms: number }
  | {
      readonly kind: 'error'
      readonly code: string
      readonly details?: Readonly<Record<string, string | number>>
    }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'truncate'; readonly afterBytes: number }

/** A rule: on what it acts (absent fields match everything), what it does, and how often. */
export interface FaultRule {
  readonly id: string
  readonly stage: FaultStage
  readonly match: Partial<FaultSubject>
  readonly act: FaultAct
  readonly limit: {
    /** Matches that are let pass first. */
    readonly skip: number
    /** Matches that are then acted upon; null means all. */
    readonly times: number | null
  }
}
