import { attributeConversion, badName, bindRequired, noSuchObject } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { equality } from '../search/assertion.js'
import { resolveName } from '../search/resolve-name.js'
import { visibleAttribute } from '../search/search-view.js'
import type { OperationAnswer, OperationCall } from './operation.js'

/** RFC 4511 4.10 */
export function compare(call: OperationCall<'compare'>): OperationAnswer {
  return { final: { kind: 'compare', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'compare'>): LdapResult {
  const { view } = session
  if (session.account === undefined) return bindRequired()
  const resolved = resolveName(view.tree, request.dn)
  if (resolved.kind === 'malformed') return badName(request.dn)
  if (resolved.kind !== 'entry') {
    const nearest = resolved.kind === 'missing' ? resolved.nearest : undefined
    return noSuchObject(nearest === undefined ? '' : view.tree.nameOf(nearest))
  }
  if (visibleAttribute(view, request.attribute) === undefined) return attributeConversion('noSuchAttribute')
  const isEqual = equality(view, request.attribute, request.value)(resolved.entry) === true
  return result(isEqual ? 'compareTrue' : 'compareFalse')
}
