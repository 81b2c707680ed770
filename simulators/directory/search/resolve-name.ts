import { below } from '../names/dn-key.js'
import type { Dn } from '../names/dn.js'
import { guidFromBytes, parseGuid } from '../names/guid.js'
import { parseDn } from '../names/parse-dn.js'
import { parseSid, sidFromBytes } from '../names/sid.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../tree/remembered.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues } from '../tree/values.js'

/** What a name in a request leads to. */
export type ResolvedName =
  | { readonly kind: 'entry'; readonly entry: StoredEntry }
  /** `nearest` is the deepest entry that exists on the way. */
  | { readonly kind: 'missing'; readonly nearest: StoredEntry | undefined }
  | { readonly kind: 'foreign'; readonly dn: Dn }
  | { readonly kind: 'malformed' }

const SPECIAL = /^<(GUID|SID|WKGUID)=([^>]*)>$/i

/**
 * Resolves a distinguished name, or one of the forms in angle brackets. No entry has a name of several parts.
 * @source MS-ADTS 3.1.1.3.1.2.4; @observed Samba AD, which takes such a name for none
 */
export function resolveName(tree: Tree, text: string): ResolvedName {
  const special = SPECIAL.exec(text)
  if (special !== null) return resolveSpecial(tree, (special[1] ?? '').toUpperCase(), special[2] ?? '')

  return text.length > LONGEST_REMEMBERED ? resolveDn(tree, text) : remembered(tree)(text)
}

/** Names of clients: their searches mostly begin at the same few. */
const LONGEST_REMEMBERED = 256

const ofTrees = new WeakMap<Tree, (text: string) => ResolvedName>()

function remembered(tree: Tree): (text: string) => ResolvedName {
  const known = ofTrees.get(tree)
  if (known !== undefined) return known
  const made = rememberUntilChange(tree.world, [DIRECTORY_STREAM], (text) => resolveDn(tree, text))
  ofTrees.set(tree, made)
  return made
}

function resolveDn(tree: Tree, text: string): ResolvedName {
  const dn = parseDn(text)
  if (dn === undefined || dn.some((rdn) => rdn.length > 1)) return { kind: 'malformed' }
  const { entry, missing } = tree.nearest(dn)
  if (entry === undefined)
    return below(dn, domainOf(tree)) === undefined ? { kind: 'foreign', dn } : found(undefined)
  return missing.length === 0 ? { kind: 'entry', entry } : { kind: 'missing', nearest: entry }
}

function found(entry: StoredEntry | undefined): ResolvedName {
  return entry === undefined ? { kind: 'missing', nearest: undefined } : { kind: 'entry', entry }
}

function domainOf(tree: Tree): Dn {
  return parseDn(tree.forest.domainDn) ?? []
}

function resolveSpecial(tree: Tree, kind: string, value: string): ResolvedName {
  if (kind === 'WKGUID') return found(wellKnown(tree, value))
  if (kind === 'GUID') {
    const guid = parseGuid(value) ?? guidOfHex(value)
    return guid === undefined ? { kind: 'malformed' } : found(tree.get(guid))
  }
  const sid = parseSid(value) ?? sidFromBytes(Buffer.from(value, 'hex'))
  return sid === undefined ? { kind: 'malformed' } : found(tree.unique('objectSid', sid))
}

function guidOfHex(text: string): string | undefined {
  return /^[0-9a-f]{32}$/i.test(text) ? guidFromBytes(Buffer.from(text, 'hex')) : undefined
}

/** `<32 hex>,<container dn>`, by the container's wellKnownObjects `B:32:<hex>:<dn>`. */
function wellKnown(tree: Tree, value: string): StoredEntry | undefined {
  const container = tree.find(parseDn(value.slice(33)) ?? [])
  if (container === undefined || value[32] !== ',') return undefined
  const prefix = `B:32:${value.slice(0, 32).toUpperCase()}:`
  const values = [
    ...allValues(container, 'wellKnownObjects'),
    ...allValues(container, 'otherWellKnownObjects'),
  ]
  const named = values.find((known) => known.toUpperCase().startsWith(prefix))
  return named === undefined ? undefined : tree.find(parseDn(named.slice(prefix.length)) ?? [])
}
