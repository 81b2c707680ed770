import { readControl } from '../controls/control-codec.js'
import { SECURITY_DESCRIPTOR_FLAGS } from '../controls/security-descriptor-flags.js'
import { CONTROL } from '../ldap/control.js'
import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { maySet, type Written } from '../security/access.js'
import { ALL_PARTS, isDescriptor, withWholeDescriptor } from '../security/written-descriptor.js'
import type { StoredEntry } from '../tree/tree.js'
import { EntryDraft } from './entry-draft.js'
import { controlOf, type OperationAnswer, type OperationCall } from './operation.js'
import type { Session } from './session.js'
import { isResult, mayWriteAnywhere, refusedWrite, writtenEntry } from './write-access.js'

/** RFC 4511 4.6 · MS-ADTS 3.1.1.5.3. All modifications are done, or none. */
export function modify(call: OperationCall<'modify'>): OperationAnswer {
  return { final: { kind: 'modify', result: outcome(call) } }
}

function outcome({ session, request, controls }: OperationCall<'modify'>): LdapResult {
  const refused = refusedWrite(session)
  if (refused !== undefined) return refused
  const entry = writtenEntry(session, request.dn)
  if (isResult(entry)) return entry
  const parts = readControl(controls, SECURITY_DESCRIPTOR_FLAGS) ?? ALL_PARTS
  const written = { modifications: request.modifications, parts }
  if (!mayWriteAnywhere(session) && !mayWrite(session, entry, written)) return accessDenied()
  const modifications = whole(session, entry, written)
  if (modifications === undefined) return willNotPerform()

  const isPermissive = controlOf(controls, CONTROL.permissiveModify) !== undefined
  const draft = new EntryDraft({ session, entry, isPermissive })
  for (const modification of modifications) {
    const failed = draft.apply(modification)
    if (failed !== undefined) return failed
  }
  draft.commit()
  return SUCCESS
}

function mayWrite({ view, account }: Session, entry: StoredEntry, written: Written): boolean {
  const own = account === undefined ? undefined : view.tree.get(account.objectGuid)
  return own !== undefined && maySet(view.tree, { account: own, entry }, written)
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
