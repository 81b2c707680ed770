import type { EntryResponse } from '../ldap/response.js'
import type { StoredEntry } from '../tree/tree.js'
import { relatedAttributes } from './entry-values.js'
import { readyEntry } from './ready-entries.js'
import type { SearchView } from './search-view.js'
import { answered, select, unnamed, type Selection } from './selection.js'

/** The answer that tells an entry, its values as they are written without a control. */
export function answerEntry(view: SearchView, selection: Selection, entry: StoredEntry): EntryResponse {
  const dn = view.tree.nameOf(entry)
  if (!isWhole(selection)) return { kind: 'entry', dn, attributes: select(view, selection, entry) }
  const { octets: ready, others } = readyEntry(view, entry)
  const related = relatedAttributes(view.tree, entry)
  for (const other of others) related.add(other)
  const wanted = [...unnamed(related, selection), ...selection.named]
  return { kind: 'entry', dn, attributes: answered(view, { wanted, typesOnly: false }, entry), ready }
}

/** Everything is asked for, and by name only what is not among it. */
function isWhole({ all, named, typesOnly }: Selection): boolean {
  return all && !typesOnly && named.every(({ attribute }) => attribute.isConstructed)
}
