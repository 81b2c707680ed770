import type { Expression } from '../reader/syntax.js'

/** @source about_Comparison_Operators; OPATH has the same, without the last four */
export const COMPARISONS = [
  'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'like', 'notlike', 'match', 'notmatch', 'contains', 'notcontains', 'in', 'notin',
] as const // prettier-ignore

export type Comparison = (typeof COMPARISONS)[number]

export type Operand =
  | { readonly kind: 'property'; readonly path: readonly string[] }
  | { readonly kind: 'value'; readonly value: Expression }

/** A condition on an object: of Where-Object, of `-Filter`, of a management scope. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | {
      readonly kind: 'compare'
      readonly comparison: Comparison
      readonly left: Operand
      readonly right: Operand
    }
  /** Holds when the operand is neither nothing nor false. */
  | { readonly kind: 'truth'; readonly operand: Operand }

export function comparisonOf(word: string): Comparison | undefined {
  const plain = word.toLowerCase().replace(/^[ic](?=(eq|ne|lt|le|gt|ge|(not)?(like|match|contains|in))$)/, '')
  return COMPARISONS.find((comparison) => comparison === plain)
}
