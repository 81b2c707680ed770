import { CONTROL } from '../ldap/control.js'
import { accessDenied } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { removeEntries } from '../provisioning/remove-entries.js'
import { directoryServiceDn } from '../tree/forest.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue, isOfClass } from '../tree/values.js'
import { controlOf, type OperationAnswer, type OperationCall } from './operation.js'
import { hasSystemFlag, SYSTEM_FLAG } from './system-flags.js'
import { isInSchema, isResult, mayWriteAt, refusedWrite, writtenEntry } from './write-access.js'
import { writeRefused } from './write-errors.js'

/** RFC 4511 4.8 · MS-ADTS 3.1.1.5.5 */
export function deleteEntry(call: OperationCall<'delete'>): OperationAnswer {
  return { final: { kind: 'delete', result: outcome(call) } }
}

function outcome({ session, request, controls }: OperationCall<'delete'>): LdapResult {
  const refused = refusedWrite(session)
  if (refused !== undefined) return refused
  const showDeleted = controlOf(controls, CONTROL.showDeleted) !== undefined
  const entry = writtenEntry(session, request.dn, { showDeleted })
  if (isResult(entry)) return entry
  if (!mayWriteAt(session, entry)) return accessDenied()

  const { tree } = session.view
  if (isProtected(tree, entry)) return writeRefused('cannotDelete')
  const isTree = controlOf(controls, CONTROL.treeDelete) !== undefined
  if (tree.countChildren(entry.key) > 0 && !isTree) return writeRefused('onNonLeaf')
  const doomed = [...tree.subtree(entry)]
  if (doomed.some((one) => isProtected(tree, one))) return writeRefused('cannotDelete')

  const change = session.directory.change()
  removeEntries(tree, change, doomed)
  change.commit('ldap', 'Delete')
  return SUCCESS
}

/**
 * What nobody deletes: naming contexts, what is marked so, the schema, containers of deleted objects, and what the
 * directory itself needs.
 * @source MS-ADTS 3.1.1.5.5.3
 */
function isProtected(tree: Tree, entry: StoredEntry): boolean {
  const { record } = entry
  if (record.head !== null || isInSchema(tree, entry)) return true
  if (record.values['isDeleted'] !== undefined) return true
  if (firstValue(entry, 'isCriticalSystemObject') === 'TRUE') return true
  if (hasSystemFlag(entry, SYSTEM_FLAG.disallowDelete)) return true
  return isOfClass(entry, 'nTDSDSA') && tree.nameOf(entry) === directoryServiceDn(tree.forest)
}
