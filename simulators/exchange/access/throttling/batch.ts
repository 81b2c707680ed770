import type { EwsObject } from '../../ews/tree.js'
import type { Admission, Unserved } from './admission.js'
import { partsOf } from './costs.js'
import { unservedMessage } from './refusals.js'
import { messagesOf } from './rows.js'

/** The request with its first parts alone. */
export function firstParts(request: EwsObject, { cost }: Admission, count: number): EwsObject {
  if (cost.parts === undefined) return request
  const { holder, list } = cost.parts
  const kept = partsOf(cost.parts, request).slice(0, count)
  return { ...request, [holder]: { ...(request[holder] as EwsObject), [list]: kept } }
}

/** The answer to the first parts, and for each of the others why it was not served. */
export function withUnserved(
  result: EwsObject,
  { cost }: Admission,
  { operation, unserved }: { readonly operation: string; readonly unserved: Unserved },
): EwsObject {
  const name = `${operation}ResponseMessage`
  const value = unservedMessage(unserved, cost.onError)
  const rest = Array.from({ length: unserved.count }, () => ({ name, value }))
  return { ...result, ResponseMessages: { $each: [...messagesOf(result), ...rest] } }
}
