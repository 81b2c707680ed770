import type { SearchScope } from '../ldap/request.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import type { Candidates } from './candidates.js'

/** Where a search looks: below an entry, or in the whole forest (the Global Catalog's base ""). */
export type SearchBase = { readonly kind: 'entry'; readonly entry: StoredEntry } | { readonly kind: 'forest' }

/** The entries in scope, by the index when it offers fewer than the scope has. */
export function entriesInScope(
  tree: Tree,
  place: { readonly base: SearchBase; readonly scope: SearchScope },
  candidates: Candidates | undefined,
): Iterable<StoredEntry> {
  const { base, scope } = place
  if (base.kind === 'forest') return candidates?.entries() ?? tree.world.all(tree.entries)
  const { entry } = base
  const id = entry.record.id
  if (scope === 'base') return [entry]
  if (scope === 'one-level') {
    if (candidates === undefined || candidates.count > tree.countChildren(id)) return tree.children(id)
    return only(candidates.entries(), (found) => found.record.parent === id)
  }
  if (candidates === undefined) return tree.subtree(entry)
  return (
    subtreeUpTo(tree, entry, candidates.count) ??
    only(candidates.entries(), (found) => found.record.id === id || tree.isBelow(found, id))
  )
}

/** The entry and everything below it; undefined when that is more than `limit`. */
function subtreeUpTo(tree: Tree, entry: StoredEntry, limit: number): readonly StoredEntry[] | undefined {
  const found = [entry]
  for (let at = 0; at < found.length; at++) {
    const { id } = (found[at] ?? entry).record
    if (found.length + tree.countChildren(id) > limit) return undefined
    for (const child of tree.children(id)) found.push(child)
  }
  return found
}

function* only(
  entries: Iterable<StoredEntry>,
  isWanted: (entry: StoredEntry) => boolean,
): Iterable<StoredEntry> {
  for (const entry of entries) if (isWanted(entry)) yield entry
}
