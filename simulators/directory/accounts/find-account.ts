import { parseGuid } from '../names/guid.js'
import { parseSid } from '../names/sid.js'
import { resolveName } from '../search/resolve-name.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { isOfClass } from '../tree/values.js'
import { findByCanonicalName } from './canonical-name.js'

type Find = (tree: Tree, name: string) => StoredEntry | undefined

/**
 * The forms of a name in a simple bind, in the order in which Active Directory tries them.
 * @source MS-ADTS 5.1.1.1.1
 */
const BIND_NAMES: readonly Find[] = [
  byDistinguishedName,
  byPrincipalName,
  byDownLevelName,
  (tree, name) => findByCanonicalName(tree, name),
  (tree, name) => (name.startsWith('{') ? tree.get(parseGuid(name) ?? '') : undefined),
  (tree, name) => tree.unique('displayName', name),
  (tree, name) => tree.unique('servicePrincipalName', name),
  (tree, name) => tree.unique('objectSid', parseSid(name) ?? ''),
]

/** What a Windows log-on takes: HTTP Basic and NTLM. */
const WINDOWS_NAMES: readonly Find[] = [
  byPrincipalName,
  byDownLevelName,
  (tree, name) => tree.unique('sAMAccountName', name),
]

export function findByBindName(tree: Tree, name: string): StoredEntry | undefined {
  return firstUser(BIND_NAMES, tree, name)
}

export function findByWindowsName(tree: Tree, name: string): StoredEntry | undefined {
  return firstUser(WINDOWS_NAMES, tree, name)
}

function firstUser(forms: readonly Find[], tree: Tree, name: string): StoredEntry | undefined {
  if (name === '') return undefined
  for (const find of forms) {
    const entry = find(tree, name)
    if (entry !== undefined && isOfClass(entry, 'user') && entry.record.values['isDeleted'] === undefined)
      return entry
  }
  return undefined
}

/** In every form that a name has elsewhere: `<GUID=…>`, `<SID=…>`. @observed Samba AD */
function byDistinguishedName(tree: Tree, name: string): StoredEntry | undefined {
  const resolved = resolveName(tree, name)
  return resolved.kind === 'entry' ? resolved.entry : undefined
}

/** The userPrincipalName attribute, else the implicit one: account name at DNS or NetBIOS domain. */
function byPrincipalName(tree: Tree, name: string): StoredEntry | undefined {
  const at = name.lastIndexOf('@')
  if (at <= 0) return undefined
  const explicit = tree.unique('userPrincipalName', name)
  if (explicit !== undefined) return explicit
  return isDomain(tree, name.slice(at + 1)) ? tree.unique('sAMAccountName', name.slice(0, at)) : undefined
}

/** `CORP\anna.berg`; the DNS name of the domain is taken too. */
function byDownLevelName(tree: Tree, name: string): StoredEntry | undefined {
  const slash = name.indexOf('\\')
  if (slash <= 0 || !isDomain(tree, name.slice(0, slash))) return undefined
  return tree.unique('sAMAccountName', name.slice(slash + 1))
}

export function isDomain({ forest }: Tree, name: string): boolean {
  const lower = name.toLowerCase()
  return lower === forest.netbiosDomain.toLowerCase() || lower === forest.dnsDomain.toLowerCase()
}
