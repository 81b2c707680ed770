import { badName, foreignName, noSuchObject } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { parseDn } from '../names/parse-dn.js'
import { renderDn } from '../names/render-dn.js'
import { namingContextsOf } from '../search/naming-contexts.js'
import { resolveName } from '../search/resolve-name.js'
import type { SearchBase } from '../search/scope.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

export interface BaseOptions {
  /** The empty name is then the whole forest. */
  readonly isWholeForest: boolean
  readonly showDeleted: boolean
}

/** Where a search begins, or why it cannot. @source ldap.md 4 and 5 */
export function resolveBase(
  tree: Tree,
  text: string,
  options: BaseOptions,
): SearchBase | { readonly result: LdapResult } {
  if (text.trim() === '') return options.isWholeForest ? { kind: 'forest' } : { result: noSuchObject('') }
  const resolved = resolveName(tree, text)
  switch (resolved.kind) {
    case 'malformed':
      return { result: badName(text) }
    case 'foreign': {
      const dnsName = resolved.dn
        .flatMap(([{ type, value }]) => (type.toUpperCase() === 'DC' ? value : []))
        .join('.')
      const isUnknown = dnsName === '' || options.isWholeForest
      return { result: isUnknown ? noSuchObject('') : foreignName(dnsName, renderDn(resolved.dn)) }
    }
    case 'missing':
      return { result: missing(tree, resolved.nearest) }
    case 'entry': {
      const isHidden = firstValue(resolved.entry, 'isDeleted') === 'TRUE' && !options.showDeleted
      return isHidden ? { result: missing(tree, livingAbove(tree, resolved.entry)) } : resolved
    }
  }
}

function missing(tree: Tree, nearest: StoredEntry | undefined): LdapResult {
  return noSuchObject(nearest === undefined ? '' : tree.nameOf(nearest))
}

/** What is deleted is not there, so that the nearest entry is the one above that is. */
function livingAbove(tree: Tree, entry: StoredEntry): StoredEntry | undefined {
  const parent = entry.record.parent === null ? undefined : tree.get(entry.record.parent)
  if (parent === undefined || firstValue(parent, 'isDeleted') !== 'TRUE') return parent
  return livingAbove(tree, parent)
}

/** A base and the naming contexts below it, where they are all searched as one. @source MS-ADTS 3.1.1.3.4.1.12 (phantom root) */
export function withContextsBelow(tree: Tree, base: SearchBase): readonly SearchBase[] {
  if (base.kind === 'forest' || base.entry.record.head === null) return [base]
  const suffix = `,${tree.nameOf(base.entry)}`
  const below = namingContextsOf(tree.forest).filter((name) => name.endsWith(suffix))
  const heads = below.flatMap((name) => tree.find(parseDn(name) ?? []) ?? [])
  return [base, ...heads.map((entry) => ({ kind: 'entry', entry }) as const)]
}
