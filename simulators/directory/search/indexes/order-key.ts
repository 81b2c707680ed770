import { parseGeneralizedTime } from '../../names/generalized-time.js'
import type { AttributeType } from '../../schema/attribute-type.js'

/** Makes every number of 64 bits positive. */
const OFFSET = 2n ** 63n
const DIGITS = 20

/** The key under which an index has a kept value: texts in the order of their attribute's `>=` and `<=`. */
export function orderKey({ syntax }: AttributeType, kept: string): string {
  switch (syntax.name) {
    case 'integer':
    case 'large-integer':
      return numberKey(BigInt(kept))
    case 'time':
      return numberKey(BigInt(parseGeneralizedTime(kept) ?? 0))
    default:
      return syntax.key(kept)
  }
}

function numberKey(value: bigint): string {
  return (value + OFFSET).toString().padStart(DIGITS, '0')
}

/** The number that an index has under this key. */
export function numberOf(key: string): bigint {
  return BigInt(key) - OFFSET
}
