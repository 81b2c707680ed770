import { ownCopy } from '../../codec/own-copy.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import { isObject } from '../request-parts.js'

/** The engine cuts texts from this length on by pointing into what they are cut from. */
const SHORTEST_CUT = 13
/** What is longer than this is worth more than the rest of most requests. */
const LONGEST = 256

/**
 * A value whose texts have memory of their own, as all must that outlives its request: a subject of twenty characters
 * would keep the whole document that it came in.
 */
export function withOwnTexts(value: EwsValue): EwsValue {
  if (typeof value === 'string') return isPart(value) ? ownCopy(value) : value
  if (Array.isArray(value)) return value.map(withOwnTexts)
  if (!isObject(value)) return value
  const own: Record<string, unknown> = { ...value }
  for (const key in own) own[key] = withOwnTexts(own[key] as EwsValue)
  return own as EwsObject
}

function isPart({ length }: string): boolean {
  return length >= SHORTEST_CUT && length <= LONGEST
}
