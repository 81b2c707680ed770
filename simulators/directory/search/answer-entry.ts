import type { EntryResponse } from '../ldap/response.js'
import type { StoredEntry } from '../tree/tree.js'
import { ADVERTISING_ATTRIBUTE } from './advertised-values.js'
import { relatedAttributes } from './entry-values.js'
import { readyOctets } from './ready-octets.js'
import type { SearchView } from './search-view.js'
import { answered, select, unnamed, type Selection } from './selection.js'

/** The answer that tells an entry, its values as they are written without a control. */
export function answerEntry(view: SearchView, selection: Selection, entry: StoredEntry): EntryResponse {
  const dn = view.tree.nameOf(entry)
  if (!isWhole(selection)) return { kind: 'entry', dn, attributes: select(view, selection, entry) }
  const related = unnamed(relatedAttributes(view.tree, entry), selection)
  const advertising = view.tree.schema.attribute(ADVERTISING_ATTRIBUTE)
  if (advertising !== undefined && entry.record.values[ADVERTISING_ATTRIBUTE] !== undefined)
    related.push({ attribute: advertising, range: undefined })
  const wanted = [...related, ...selection.named]
  const attributes = answered(view, { wanted, typesOnly: false }, entry)
  return { kind: 'entry', dn, attributes, ready: readyOctets(view, entry) }
}

/** Everything is asked for, and by name only what is not among it. */
function isWhole({ all, named, typesOnly }: Selection): boolean {
  return all && !typesOnly && named.every(({ attribute }) => attribute.isConstructed)
}
