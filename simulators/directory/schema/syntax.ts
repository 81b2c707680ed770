import type { Octets } from '../ldap/ber/ber-writer.js'

/**
 * How the values of an attribute are written, kept and compared. Kept values are strings: text as it is, octets
 * as one character each (latin1), security identifiers in their string form, so that records stay plain JSON.
 */
export interface Syntax {
  readonly name: string
  /** The kept form of octets from the wire; undefined when they are no value of this syntax. */
  readonly parse: (octets: Buffer) => string | undefined
  readonly render: (kept: string) => Octets
  /** Equal for values that match. */
  readonly key: (kept: string) => string
  /** The order for `>=` and `<=`; absent where the syntax has none. */
  readonly compare?: (a: string, b: string) => number
  /** True when substring filters apply. */
  readonly hasSubstrings: boolean
}
