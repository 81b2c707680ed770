import { badName, bindRequired, foreignName, noSuchObject, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import type { Dn } from '../names/dn.js'
import { renderDn } from '../names/render-dn.js'
import { relativeId } from '../names/sid.js'
import { resolveName } from '../search/resolve-name.js'
import { tokenGroups } from '../search/token-groups.js'
import { maySet, type Written } from '../security/access.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import type { Session } from './session.js'
import { PASSWORD_ATTRIBUTE } from './written-password.js'

/** Relative ids of groups whose members write everywhere but in the schema. */
const WRITERS: ReadonlySet<number> = new Set([512, 519, 544])
const SCHEMA_ADMINS: ReadonlySet<number> = new Set([518])
const ADMINISTRATOR = 500

/** What forbids any write on this connection: the Global Catalog, and a client that is nobody. */
export function refusedWrite(session: Session): LdapResult | undefined {
  if (session.account === undefined) return bindRequired()
  return session.view.isGlobalCatalog ? willNotPerform() : undefined
}

/** True for the administrator and the members of the administrators' groups. */
export function mayWriteAnywhere({ account, view }: Session): boolean {
  if (account !== undefined && relativeId(account.sid) === ADMINISTRATOR) return true
  return isMemberOf({ account, view }, WRITERS)
}

/** Whether a client may make, move or remove objects here: schema administrators in the schema, administrators elsewhere. */
export function mayWriteAt(session: Session, place: StoredEntry): boolean {
  return isInSchema(session.view.tree, place) ? isMemberOf(session, SCHEMA_ADMINS) : mayWriteAnywhere(session)
}

function isMemberOf(
  { account, view }: Pick<Session, 'account' | 'view'>,
  groups: ReadonlySet<number>,
): boolean {
  const entry = account === undefined ? undefined : view.tree.get(account.objectGuid)
  return entry !== undefined && tokenGroups(view.tree, entry).some((sid) => groups.has(relativeId(sid)))
}

export function isInSchema(tree: Tree, place: StoredEntry): boolean {
  return tree.headOf(place).record.head === tree.forest.schemaDn
}

/** Whether a client may make these modifications; who knows a password may change it. @source MS-ADTS 3.1.1.3.1.5 */
export function mayModify(session: Session, entry: StoredEntry, written: Written): boolean {
  if (mayWriteAt(session, entry)) return true
  const { view, account } = session
  const own = account === undefined ? undefined : view.tree.get(account.objectGuid)
  const isOfPassword = ({ attribute }: Modification) =>
    attribute.type.toLowerCase() === PASSWORD_ATTRIBUTE.toLowerCase()
  const ofPassword = written.modifications.filter(isOfPassword)
  if (ofPassword.length > 0 && !ofPassword.some(({ kind }) => kind === 'delete')) return false
  const modifications = written.modifications.filter((one) => !isOfPassword(one))
  return own !== undefined && maySet(view.tree, { account: own, entry }, { ...written, modifications })
}

/** The entry that a write is about, or why there is none. What is deleted is seen by those who ask for it only. */
export function writtenEntry(
  { view }: Session,
  dn: string,
  { showDeleted = false }: { readonly showDeleted?: boolean } = {},
): StoredEntry | LdapResult {
  const resolved = resolveName(view.tree, dn)
  switch (resolved.kind) {
    case 'entry': {
      const isHidden = !showDeleted && isTombstone(resolved.entry)
      return isHidden ? noSuchObject('') : resolved.entry
    }
    case 'malformed':
      return badName(dn)
    case 'foreign':
      return referralTo(resolved.dn)
    case 'missing':
      return noSuchObject(resolved.nearest === undefined ? '' : view.tree.nameOf(resolved.nearest))
  }
}

/** A deleted object; the container of deleted objects is marked as deleted, too, and is none. */
function isTombstone({ record }: StoredEntry): boolean {
  return record.values['isDeleted'] !== undefined && record.values['lastKnownParent'] !== undefined
}

/** A name of another forest leads there, by its domain components. */
export function referralTo(dn: Dn): LdapResult {
  const labels = dn.flatMap(([{ type, value }]) => (type.toUpperCase() === 'DC' ? value : []))
  return labels.length === 0 ? noSuchObject('') : foreignName(labels.join('.'), renderDn(dn))
}

export function isResult(found: StoredEntry | LdapResult): found is LdapResult {
  return 'code' in found
}
