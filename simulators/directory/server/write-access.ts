import { badName, bindRequired, noSuchObject, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { relativeId } from '../names/sid.js'
import { resolveName } from '../search/resolve-name.js'
import { tokenGroups } from '../search/token-groups.js'
import type { StoredEntry } from '../tree/tree.js'
import type { Session } from './session.js'

/** Relative ids of groups whose members write everywhere. */
const WRITERS: ReadonlySet<number> = new Set([512, 519, 544])
const ADMINISTRATOR = 500

/** What forbids any write on this connection: the Global Catalog, and a client that is nobody. */
export function refusedWrite(session: Session): LdapResult | undefined {
  if (session.account === undefined) return bindRequired()
  return session.view.isGlobalCatalog ? willNotPerform() : undefined
}

/** True for the administrator and the members of the administrators' groups. */
export function mayWriteAnywhere({ account, view }: Session): boolean {
  const entry = account === undefined ? undefined : view.tree.get(account.objectGuid)
  if (entry === undefined || account === undefined) return false
  if (relativeId(account.sid) === ADMINISTRATOR) return true
  return tokenGroups(view.tree, entry).some((sid) => WRITERS.has(relativeId(sid)))
}

/** The entry that a write is about, or why there is none. */
export function writtenEntry({ view }: Session, dn: string): StoredEntry | LdapResult {
  const resolved = resolveName(view.tree, dn)
  switch (resolved.kind) {
    case 'entry':
      return resolved.entry
    case 'malformed':
      return badName(dn)
    case 'foreign':
      return noSuchObject('')
    case 'missing':
      return noSuchObject(resolved.nearest === undefined ? '' : view.tree.nameOf(resolved.nearest))
  }
}

export function isResult(found: StoredEntry | LdapResult): found is LdapResult {
  return 'code' in found
}
