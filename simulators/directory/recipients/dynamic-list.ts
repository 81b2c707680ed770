import { parseDn } from '../names/parse-dn.js'
import { findEntries } from '../search/find-entries.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { parseFilter } from './parse-filter.js'

const FILTER = 'msExchDynamicDLFilter'
const BASE = 'msExchDynamicDLBaseDN'

export function isDynamicList(entry: StoredEntry): boolean {
  return firstValue(entry, FILTER) !== undefined
}

/**
 * Those below the list's base, or in the whole domain, whom its filter finds now; nobody when it is no filter.
 * @source ldap.md 8; Exchange documentation of New-DynamicDistributionGroup -RecipientContainer
 */
export function* dynamicMembers(tree: Tree, list: StoredEntry): Iterable<StoredEntry> {
  const filter = parseFilter(firstValue(list, FILTER) ?? '')
  const base = tree.find(parseDn(firstValue(list, BASE) ?? tree.forest.domainDn) ?? [])
  if (filter === undefined || base === undefined) return
  const view = { tree, isGlobalCatalog: false, exchangeOrigin: '' }
  const request = {
    kind: 'search',
    base: '',
    scope: 'subtree',
    derefAliases: 0,
    sizeLimit: 0,
    timeLimitSeconds: 0,
    typesOnly: false,
    filter,
    attributes: [],
  } as const
  yield* findEntries(view, request, { base: { kind: 'entry', entry: base }, showDeleted: false })
}
