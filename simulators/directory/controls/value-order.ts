import { fold } from '../names/fold.js'
import type { AttributeType } from '../schema/attribute-type.js'

export type Compare = (a: string, b: string) => number

const SYMBOLS = /[^\p{L}\p{N}]/gu

/**
 * A text so changed that comparing code units puts it where Active Directory's string sort does: without case and
 * accents, symbols before digits before letters.
 * @source MS-ADTS 3.1.1.2.2.4.12 (SORT_STRINGSORT); @inferred the order of the symbols among each other
 */
export function sortKeyOf(text: string): string {
  return fold(text).replace(SYMBOLS, '\u0001$&')
}

/** An order of values: each is prepared once, and then compared as often as it takes. */
export interface ValueOrder {
  readonly prepare: (value: string) => string
  readonly compare: Compare
}

/** The order in which the values of an attribute are sorted. */
export function orderOf({ syntax, linkId }: AttributeType): ValueOrder {
  const isText = syntax.hasSubstrings || syntax.name === 'dn' || linkId !== null
  if (isText) return { prepare: sortKeyOf, compare: compareUnits }
  return { prepare: (value) => value, compare: syntax.compare ?? compareUnits }
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
