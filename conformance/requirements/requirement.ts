import type { Feature } from './feature.js'

/** C: a published source says it. D: it follows from two sources or a published log. I: our inference, advisory only. */
export type Certainty = 'C' | 'D' | 'I'

/**
 * What a subject must offer for a row to be observable: 1 Exchange and Active Directory alone, 2 also the public
 * Webex REST and site APIs, 3 also our published `/connector/v1`.
 */
export type Level = 1 | 2 | 3

/** `HC-…`: a row of the behaviour reference. `OP-…`: an operation of its chapter 4. */
export type RequirementId = `HC-${string}` | `OP-${string}`

export interface Requirement {
  readonly id: RequirementId
  readonly certainty: Certainty
  readonly level: Level
  /** What a subject must have declared for the row to be judged; undefined when every subject must keep it. */
  readonly feature?: Feature
  /** Chapter of the behaviour reference and short names of its sources. */
  readonly clause: string
  readonly title: string
}

/** Rows by identifier. */
export type RequirementRows = Readonly<Partial<Record<RequirementId, Omit<Requirement, 'id'>>>>
