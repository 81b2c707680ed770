import { accessDenied, badName, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import type { Ava } from '../names/dn.js'
import { parseDn } from '../names/parse-dn.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { entryClasses, mayBeBelow } from './object-classes.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'
import { hasSystemFlag, SYSTEM_FLAG } from './system-flags.js'
import { isInSchema, isResult, mayWriteAt, refusedWrite, writtenEntry } from './write-access.js'
import { writeRefused } from './write-errors.js'

/** RFC 4511 4.9 · MS-ADTS 3.1.1.5.4: a new name, a new parent, or both. */
export function rename(call: OperationCall<'rename'>): OperationAnswer {
  return { final: { kind: 'rename', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'rename'>): LdapResult {
  const refused = refusedWrite(session)
  if (refused !== undefined) return refused
  const entry = writtenEntry(session, request.dn)
  if (isResult(entry)) return entry
  if (!mayWriteAt(session, entry)) return accessDenied()
  const ava = newName(request.newRdn)
  if ('code' in ava) return ava
  if (entry.record.parent === null) return willNotPerform()
  if (!request.deleteOldRdn) return willNotPerform()
  if (ava.type.toLowerCase() !== entry.record.rdnType.toLowerCase()) return willNotPerform()

  const parent = newParent(session, entry, request.newSuperior)
  if (isResult(parent)) return parent
  const failed = placeRules(session.view.tree, { entry, parent, ava })
  if (failed !== undefined) return failed
  const change = session.directory.change()
  change.update(entry, { parent: parent.key, name: ava.value })
  change.commit('ldap', 'Rename')
  return SUCCESS
}

/** @observed each result code at a domain controller */
function newName(text: string): Ava | LdapResult {
  if (/^[^=]*= *$/.test(text)) return writeRefused('emptyRdn')
  const [rdn, ...more] = parseDn(text) ?? []
  const [ava, ...others] = rdn ?? []
  if (ava === undefined || others.length > 0) return writeRefused('noParent')
  return more.length > 0 ? writeRefused('wrongRdn') : ava
}

function newParent(
  session: Session,
  entry: StoredEntry,
  newSuperior: string | undefined,
): StoredEntry | LdapResult {
  const { tree } = session.view
  if (newSuperior === undefined) return tree.get(entry.record.parent ?? '') ?? willNotPerform()
  if (parseDn(newSuperior) === undefined) {
    const isSpecial = newSuperior.startsWith('<')
    return isSpecial ? writeRefused('noParent') : badName(newSuperior)
  }
  const parent = writtenEntry(session, newSuperior)
  return isResult(parent) ? writeRefused('noParent') : parent
}

interface Place {
  readonly entry: StoredEntry
  readonly parent: StoredEntry
  readonly ava: Ava
}

function placeRules(tree: Tree, { entry, parent, ava }: Place): LdapResult | undefined {
  if (parent.key === entry.key || tree.isBelow(parent, entry.key)) return writeRefused('belowItself')
  if (parent.record.values['isDeleted'] !== undefined) return accessDenied()
  if (tree.headOf(parent).key !== tree.headOf(entry).key) return writeRefused('crossesContexts')
  const isMove = parent.key !== entry.record.parent
  const isRename = ava.value !== entry.record.name
  if ((isMove && !mayMove(tree, entry)) || (isRename && !mayRename(tree, entry)))
    return writeRefused('cannotRename')
  if (isMove) {
    const classes = entryClasses(tree.schema, entry.record.values['objectClass'] ?? [])
    const isAllowed =
      classes.kind === 'classes' &&
      mayBeBelow(tree.schema, classes.structural, parent.record.values['objectClass'] ?? [])
    if (!isAllowed) return writeRefused('illegalSuperior')
  }
  const taken = tree.child(parent.key, [ava])
  return taken !== undefined && taken.key !== entry.key ? writeRefused('nameExists') : undefined
}

function isInConfiguration(tree: Tree, entry: StoredEntry): boolean {
  return tree.headOf(entry).record.head === tree.forest.configurationDn
}

/** @source MS-ADTS 3.1.1.5.4.1.2 */
function mayMove(tree: Tree, entry: StoredEntry): boolean {
  if (isInSchema(tree, entry)) return false
  if (!isInConfiguration(tree, entry)) return !hasSystemFlag(entry, SYSTEM_FLAG.domainDisallowMove)
  return (
    hasSystemFlag(entry, SYSTEM_FLAG.configurationAllowMove) ||
    hasSystemFlag(entry, SYSTEM_FLAG.configurationAllowLimitedMove)
  )
}

/** @source MS-ADTS 3.1.1.5.4.1.2 */
function mayRename(tree: Tree, entry: StoredEntry): boolean {
  if (isInSchema(tree, entry)) return !hasSystemFlag(entry, SYSTEM_FLAG.schemaBase)
  if (isInConfiguration(tree, entry)) return hasSystemFlag(entry, SYSTEM_FLAG.configurationAllowRename)
  return !hasSystemFlag(entry, SYSTEM_FLAG.domainDisallowRename)
}
