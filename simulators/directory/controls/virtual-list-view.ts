import type { BerReader } from '../ldap/ber/ber-reader.js'
import { BerWriter } from '../ldap/ber/ber-writer.js'
import { contextConstructed, contextPrimitive } from '../ldap/ber/tags.js'
import { CONTROL, type Control } from '../ldap/control.js'
import { malformed } from '../ldap/malformed.js'
import { RESULT, type ResultName } from '../ldap/result-code.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** Which part of a sorted list is wanted. @source MS-ADTS 3.1.1.3.4.1.17 */
export interface VirtualListView {
  readonly beforeCount: number
  readonly afterCount: number
  readonly target: ViewTarget
  /** What the server named the list when it answered before. */
  readonly contextId: Buffer | undefined
}

export type ViewTarget =
  /** The offset counts from 1; the content count is how long the client thinks that the list is. */
  | { readonly kind: 'offset'; readonly offset: number; readonly contentCount: number }
  | { readonly kind: 'value'; readonly value: Buffer }

const TAG = { byOffset: contextConstructed(0), byValue: contextPrimitive(1) } as const

export const VIRTUAL_LIST_VIEW: ControlCodec<VirtualListView> = {
  type: CONTROL.virtualListView,
  operations: ['search'],
  decode: insideSequence((value) => {
    const [beforeCount, afterCount] = [value.integer(), value.integer()]
    if (beforeCount < 0 || afterCount < 0) throw malformed('a negative count of a virtual list view')
    const target = decodeTarget(value)
    return { beforeCount, afterCount, target, contextId: value.isAtEnd ? undefined : value.octets() }
  }),
}

function decodeTarget(value: BerReader): ViewTarget {
  if (value.peek() === TAG.byValue) return { kind: 'value', value: value.octets(TAG.byValue) }
  const offset = value.inside(TAG.byOffset)
  return { kind: 'offset', offset: offset.integer(), contentCount: offset.integer() }
}

export interface ViewResult {
  /** Counts from 1; one more than the list has when the target lies behind its end. */
  readonly targetPosition: number
  readonly contentCount: number
  readonly code: ResultName
  readonly contextId?: Buffer
}

export function encodeViewResult(result: ViewResult): Control {
  const { targetPosition, contentCount, code, contextId } = result
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(targetPosition)
    writer.integer(contentCount)
    writer.enumerated(RESULT[code])
    if (contextId !== undefined) writer.octets(contextId)
  })
  return { type: CONTROL.virtualListViewResult, isCritical: false, value: writer.take() }
}
