import type { LdapResult } from '../ldap/response.js'
import type { SearchRequest } from '../ldap/request.js'
import { result } from '../ldap/result-code.js'
import { assertsConstructed } from '../search/constructed-assertion.js'
import type { SearchView } from '../search/search-view.js'

/** Why a search that is well formed is not made; undefined when it is. */
export function searchRefusal(view: SearchView, request: SearchRequest): LdapResult | undefined {
  if (assertsConstructed(view, request.filter)) return result('inappropriateMatching')
  const asksForGroups = request.attributes.some((name) => /^tokengroups/i.test(name))
  return asksForGroups && request.scope !== 'base' ? result('operationsError') : undefined
}
