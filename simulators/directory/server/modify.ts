import { CONTROL } from '../ldap/control.js'
import { accessDenied } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
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
  const types = request.modifications.map(({ attribute }) => attribute.type)
  if (!mayWriteAnywhere(session) && !mayWriteOwn(session, entry.key, types)) return accessDenied()

  const isPermissive = controlOf(controls, CONTROL.permissiveModify) !== undefined
  const draft = new EntryDraft({ session, entry, isPermissive })
  for (const modification of request.modifications) {
    const failed = draft.apply(modification)
    if (failed !== undefined) return failed
  }
  draft.commit()
  return SUCCESS
}

/**
 * What everybody may write of himself: the property sets Personal-Information and Web-Information.
 * @source MS-ADTS 3.1.1.2.3.3 (shortened to what the base schema's people have)
 */
const OWN: ReadonlySet<string> = new Set(
  `assistant c facsimileTelephoneNumber homePhone homePostalAddress info ipPhone l mobile otherTelephone pager
  personalTitle physicalDeliveryOfficeName postalAddress postalCode postOfficeBox preferredDeliveryMethod st street
  streetAddress telephoneNumber thumbnailPhoto url wWWHomePage`
    .split(/\s+/)
    .map((name) => name.toLowerCase()),
)

function mayWriteOwn({ account }: Session, id: string, types: readonly string[]): boolean {
  return account?.objectGuid === id && types.every((type) => OWN.has(type.toLowerCase()))
}
