import { accessDenied, badName, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import { parseDn } from '../names/parse-dn.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { isResult, mayWriteAnywhere, refusedWrite, writtenEntry } from './write-access.js'

/** RFC 4511 4.9 · MS-ADTS 3.1.1.5.4: a new name, a new parent, or both. */
export function rename(call: OperationCall<'rename'>): OperationAnswer {
  return { final: { kind: 'rename', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'rename'>): LdapResult {
  const refused = refusedWrite(session) ?? (mayWriteAnywhere(session) ? undefined : accessDenied())
  if (refused !== undefined) return refused
  const entry = writtenEntry(session, request.dn)
  if (isResult(entry)) return entry
  const [rdn, more] = parseDn(request.newRdn) ?? []
  const [ava] = rdn ?? []
  if (ava === undefined || rdn === undefined || more !== undefined) return badName(request.newRdn)
  if (entry.record.parent === null) return willNotPerform()
  if (ava.type.toLowerCase() !== entry.record.rdnType.toLowerCase()) return result('namingViolation')

  const { tree } = session.view
  const parent =
    request.newSuperior === undefined
      ? tree.get(entry.record.parent)
      : writtenEntry(session, request.newSuperior)
  if (parent === undefined) return willNotPerform()
  if (isResult(parent)) return parent
  if (parent.key === entry.key || tree.isBelow(parent, entry.key)) return willNotPerform()
  const taken = tree.child(parent.key, rdn)
  if (taken !== undefined && taken.key !== entry.key) return result('entryAlreadyExists')

  const change = session.directory.change()
  change.update(entry, { parent: parent.key, name: ava.value })
  change.commit('ldap', 'Rename')
  return SUCCESS
}
