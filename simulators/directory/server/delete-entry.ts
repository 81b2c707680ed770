import { CONTROL } from '../ldap/control.js'
import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import { removeEntries } from '../provisioning/remove-entries.js'
import type { StoredEntry } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { controlOf, type OperationAnswer, type OperationCall } from './operation.js'
import { isResult, mayWriteAnywhere, refusedWrite, writtenEntry } from './write-access.js'

/** RFC 4511 4.8 · MS-ADTS 3.1.1.5.5 */
export function deleteEntry(call: OperationCall<'delete'>): OperationAnswer {
  return { final: { kind: 'delete', result: outcome(call) } }
}

function outcome({ session, request, controls }: OperationCall<'delete'>): LdapResult {
  const refused = refusedWrite(session) ?? (mayWriteAnywhere(session) ? undefined : accessDenied())
  if (refused !== undefined) return refused
  const entry = writtenEntry(session, request.dn)
  if (isResult(entry)) return entry

  const { tree } = session.view
  const isTree = controlOf(controls, CONTROL.treeDelete) !== undefined
  if (tree.countChildren(entry.key) > 0 && !isTree) return result('notAllowedOnNonLeaf')
  const doomed = [...tree.subtree(entry)]
  if (doomed.some(isProtected)) return willNotPerform()

  const change = session.directory.change()
  removeEntries(tree, change, doomed)
  change.commit('ldap', 'Delete')
  return SUCCESS
}

function isProtected(entry: StoredEntry): boolean {
  return entry.record.head !== null || firstValue(entry, 'isCriticalSystemObject') === 'TRUE'
}
