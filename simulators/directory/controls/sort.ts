import { BerWriter } from '../ldap/ber/ber-writer.js'
import { contextPrimitive } from '../ldap/ber/tags.js'
import type { BerReader } from '../ldap/ber/ber-reader.js'
import { CONTROL, type Control } from '../ldap/control.js'
import { RESULT, type ResultName } from '../ldap/result-code.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** One key of the sort control. @source RFC 2891 1.1 */
export interface SortKey {
  readonly attribute: string
  readonly orderingRule: string | undefined
  readonly isReverse: boolean
}

const TAG = { orderingRule: contextPrimitive(0), reverseOrder: contextPrimitive(1) } as const

export const SORT: ControlCodec<readonly SortKey[]> = {
  type: CONTROL.sort,
  operations: ['search'],
  decode: insideSequence((keys) => keys.each(decodeKey)),
}

function decodeKey(keys: BerReader): SortKey {
  const key = keys.inside()
  return {
    attribute: key.text(),
    orderingRule: key.peek() === TAG.orderingRule ? key.text(TAG.orderingRule) : undefined,
    isReverse: key.peek() === TAG.reverseOrder && key.boolean(TAG.reverseOrder),
  }
}

/** What became of the sort, for the response control. */
export interface SortResult {
  readonly code: ResultName
  /** The attribute that is to blame. */
  readonly attribute?: string
}

/** @source RFC 2891 1.2 */
export function encodeSortResult({ code, attribute }: SortResult): Control {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.enumerated(RESULT[code])
    if (attribute !== undefined) writer.octets(attribute, contextPrimitive(0))
  })
  return { type: CONTROL.sortResult, isCritical: false, value: writer.take() }
}
