import { readControl } from '../controls/control-codec.js'
import { SECURITY_DESCRIPTOR_FLAGS } from '../controls/security-descriptor-flags.js'
import { CONTROL } from '../ldap/control.js'
import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import type { Written } from '../security/access.js'
import { ALL_PARTS, isDescriptor, withWholeDescriptor } from '../security/written-descriptor.js'
import type { StoredEntry } from '../tree/tree.js'
import { accountRules } from './account-rules.js'
import { Draft, type Verdict } from './draft.js'
import { applyModification } from './modifications.js'
import { controlOf, type OperationAnswer, type OperationCall } from './operation.js'
import { passwordRules } from './password-rules.js'
import { operateOnRoot } from './root-operations.js'
import { schemaRules } from './schema-rules.js'
import { isUndelete, undelete } from './undelete.js'
import type { Session } from './session.js'
import { isResult, mayModify, refusedWrite, writtenEntry } from './write-access.js'
import { writeRefused } from './write-errors.js'
import { PASSWORD_ATTRIBUTE, passwordChange } from './written-password.js'

/** RFC 4511 4.6 · MS-ADTS 3.1.1.5.3. All modifications are done, or none. */
export function modify(call: OperationCall<'modify'>): OperationAnswer {
  return { final: { kind: 'modify', result: outcome(call) } }
}

function outcome(call: OperationCall<'modify'>): LdapResult {
  const { session, request, controls } = call
  const refused = refusedWrite(session)
  if (refused !== undefined) return refused
  if (request.dn.trim() === '') return operateOnRoot(session, request.modifications)
  const showDeleted = controlOf(controls, CONTROL.showDeleted) !== undefined
  const entry = writtenEntry(session, request.dn, { showDeleted })
  if (isResult(entry)) return entry
  const parts = readControl(controls, SECURITY_DESCRIPTOR_FLAGS) ?? ALL_PARTS
  const written = { modifications: request.modifications, parts }
  if (!mayModify(session, entry, written)) return accessDenied()
  if (entry.record.values['isDeleted'] !== undefined) {
    return isUndelete(request.modifications)
      ? undelete(session, entry, request.modifications)
      : writeRefused('illegalModification')
  }
  const modifications = whole(session, entry, written)
  return modifications === undefined ? willNotPerform() : modifyEntry(call, entry, modifications)
}

/** The modifications with whole descriptors; undefined when one is none. */
function whole(
  { view: { tree } }: Session,
  entry: StoredEntry,
  { modifications, parts }: Written,
): readonly Modification[] | undefined {
  const made = modifications.map((modification) =>
    isDescriptor(modification.attribute.type)
      ? withWholeDescriptor(tree, entry, { modification, parts })
      : modification,
  )
  return made.every((one) => one !== undefined) ? made : undefined
}

function modifyEntry(
  { session, controls }: OperationCall<'modify'>,
  entry: StoredEntry,
  modifications: readonly Modification[],
): LdapResult {
  if (modifications.length === 0) return willNotPerform()
  const isPermissive = controlOf(controls, CONTROL.permissiveModify) !== undefined
  const draft = new Draft(session, entry)
  const ofPassword = ({ attribute }: Modification) =>
    attribute.type.toLowerCase() === PASSWORD_ATTRIBUTE.toLowerCase()

  for (const modification of modifications.filter((one) => !ofPassword(one))) {
    const failed = applyModification(draft, modification, { entry, isPermissive })
    if (failed !== undefined) return failed
  }
  const failed =
    readPassword(draft, modifications.filter(ofPassword)) ??
    accountRules(draft) ??
    passwordRules(draft) ??
    schemaRules(draft) ??
    mandatoryRule(draft)
  if (failed !== undefined) return failed
  commit(draft, entry)
  return SUCCESS
}

function readPassword(draft: Draft, modifications: readonly Modification[]): Verdict {
  if (modifications.length === 0) return undefined
  const written = passwordChange(modifications, draft.session.secure)
  if ('code' in written) return written
  draft.password = written
  return undefined
}

/** What a class must have stays. */
function mandatoryRule(draft: Draft): Verdict {
  const gone = [...draft.written].filter((name) => draft.values(name).length === 0)
  if (gone.length === 0) return undefined
  const must = new Set([...draft.tree.schema.allClasses(draft.classes)].flatMap((one) => one.must))
  return gone.some((name) => must.has(name)) ? writeRefused('mandatoryMissing') : undefined
}

function commit(draft: Draft, entry: StoredEntry): void {
  const change = draft.session.directory.change()
  draft.relink(change, entry.key)
  change.update(entry, { values: draft.record })
  for (const consequence of draft.consequences) consequence(change)
  for (const write of draft.writes) change.write(write)
  change.commit('ldap', 'Modify')
}
