import type { SearchRequest } from '../ldap/request.js'
import type { StoredEntry } from '../tree/tree.js'
import { candidatesOf } from './candidates.js'
import { compileFilter } from './compile-filter.js'
import { entriesInScope, type SearchBase } from './scope.js'
import type { SearchView } from './search-view.js'

export interface FindOptions {
  readonly base: SearchBase
  readonly showDeleted: boolean
}

/** The entries that a search matches, one after the other. */
export function* findEntries(
  view: SearchView,
  request: SearchRequest,
  options: FindOptions,
): Iterable<StoredEntry> {
  const { filter, scope } = request
  const matches = compileFilter(view, filter)
  const isBase = scope === 'base' && options.base.kind === 'entry'
  const candidates = isBase ? undefined : candidatesOf(view, filter)
  for (const entry of entriesInScope(view.tree, { base: options.base, scope }, candidates)) {
    if (!options.showDeleted && entry.record.values['isDeleted'] !== undefined) continue
    if (matches(entry) === true) yield entry
  }
}
