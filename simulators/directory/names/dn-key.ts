import type { Dn, Rdn } from './dn.js'
import { fold } from './fold.js'
import { escapeValue } from './render-dn.js'

/** A text that is equal for names that Active Directory takes for the same. */
export function dnKey(dn: Dn): string {
  return dn.map(rdnKey).join(',')
}

export function rdnKey(rdn: Rdn): string {
  return rdn.map(({ type, value }) => `${type.toLowerCase()}=${fold(escapeValue(value))}`).join('+')
}

/** The RDNs of `dn` below `ancestor`, most specific first; undefined when it is not an ancestor or the name itself. */
export function below(dn: Dn, ancestor: Dn): Dn | undefined {
  const depth = dn.length - ancestor.length
  return depth >= 0 && dnKey(dn.slice(depth)) === dnKey(ancestor) ? dn.slice(0, depth) : undefined
}
