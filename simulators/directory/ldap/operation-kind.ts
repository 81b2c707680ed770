import { applicationConstructed as constructed, applicationPrimitive as primitive } from './ber/tags.js'
import type { LdapRequest } from './request.js'

/** @source RFC 4511 4.1.1 (protocolOp) */
const KINDS: ReadonlyMap<number, LdapRequest['kind']> = new Map([
  [constructed(0), 'bind'],
  [primitive(2), 'unbind'],
  [constructed(3), 'search'],
  [constructed(6), 'modify'],
  [constructed(8), 'add'],
  [primitive(10), 'delete'],
  [constructed(12), 'rename'],
  [constructed(14), 'compare'],
  [primitive(16), 'abandon'],
  [constructed(23), 'extended'],
])

/** The operation that a request's tag stands for. */
export function operationKindOf(tag: number): LdapRequest['kind'] | undefined {
  return KINDS.get(tag)
}
