import type { Filter } from '../ldap/filter.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { anrClauses } from './ambiguous-names.js'
import { candidatesOf } from './candidates.js'
import { compileFilter } from './compile-filter.js'
import type { SearchView } from './search-view.js'

/**
 * The entries of the forest whom the text may mean, as Exchange asks: by their names, or by an address of theirs. The
 * oldest come first.
 */
export function ambiguousMatches(tree: Tree, text: string): readonly StoredEntry[] {
  const view: SearchView = { tree, isGlobalCatalog: false, exchangeOrigin: '' }
  const filter: Filter = { kind: 'or', filters: [...anrClauses(tree, text), ...addressClauses(text)] }
  const matches = compileFilter(view, filter)
  const candidates = candidatesOf(view, filter)?.entries() ?? []
  return Array.from(candidates)
    .filter((entry) => matches(entry) === true)
    .sort((left, right) => left.record.createdSequence - right.record.createdSequence)
}

/** Addresses are kept with the prefix of their kind, which nobody types. */
function addressClauses(text: string): readonly Filter[] {
  const isExact = text.startsWith('=')
  const address = Buffer.from(`smtp:${isExact ? text.slice(1) : text}`)
  const attribute = 'proxyAddresses'
  if (text === '') return []
  return isExact
    ? [{ kind: 'equal', attribute, value: address }]
    : [{ kind: 'substrings', attribute, initial: address, any: [], final: undefined }]
}
