import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import type { Controller } from '../tree/forest.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/** objectGUID of the domain. */
export function domainId(tree: Tree): string {
  return tree.find(parseDn(tree.forest.domainDn) ?? [])?.record.id ?? ''
}

/** The names of the sites that the forest has now. */
export function siteNames(tree: Tree): readonly string[] {
  return [...sitesOf(tree)].map(({ record }) => record.name)
}

export function* sitesOf(tree: Tree): Iterable<StoredEntry> {
  for (const entry of tree.byValue('objectClass', fold('site'))) {
    if (entry.record.values['isDeleted'] === undefined) yield entry
  }
}

/**
 * The controllers that clients of a site are led to: its own; of a site without any those of the nearest that has
 * some, which among equally near ones is the one with most of them, then the first by name.
 * @source MS-ADTS 6.3.2.3 (automatic site coverage)
 * @inferred All sites are equally near: the one site link of a new forest joins them.
 */
export function controllersFor<One extends Pick<Controller, 'siteName'>>(
  site: string,
  controllers: readonly One[],
): readonly One[] {
  const inSite = (name: string): readonly One[] =>
    controllers.filter(({ siteName }) => fold(siteName) === fold(name))
  const own = inSite(site)
  if (own.length > 0) return own
  const [nearest] = [...new Set(controllers.map(({ siteName }) => siteName))].toSorted(
    (a, b) => inSite(b).length - inSite(a).length || (a < b ? -1 : 1),
  )
  return nearest === undefined ? [] : inSite(nearest)
}
