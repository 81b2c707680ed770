import { readControl } from '../controls/control-codec.js'
import { EXTENDED_DN, extendedName, extendNames } from '../controls/extended-dn.js'
import { askedRanges, emptyRanges, RANGE_RETRIEVAL_NO_ERROR } from '../controls/range-retrieval.js'
import {
  cutDescriptor,
  DESCRIPTOR_PART,
  SECURITY_DESCRIPTOR_FLAGS,
} from '../controls/security-descriptor-flags.js'
import { cannotRetrieve, willNotPerform } from '../ldap/diagnostics.js'
import type { AttributeValues, LdapResponse, LdapResult } from '../ldap/response.js'
import { answerEntry } from '../search/answer-entry.js'
import { parseSelection, select } from '../search/selection.js'
import type { StoredEntry } from '../tree/tree.js'
import type { OperationCall } from './operation.js'
import { mayWriteAnywhere } from './write-access.js'

/** Writes the entries of a search as its controls want them; a result says why one cannot be written. */
export type EntryAnswer = (entry: StoredEntry) => LdapResponse | LdapResult

const DESCRIPTOR = 'nTSecurityDescriptor'

/** Undefined when the attribute list is malformed. */
export function entryAnswers(call: OperationCall<'search'>): EntryAnswer | undefined {
  const { session, request, controls } = call
  const { view } = session
  const flags = readControl(controls, SECURITY_DESCRIPTOR_FLAGS)
  const form = readControl(controls, EXTENDED_DN)
  const mayBeEmpty = readControl(controls, RANGE_RETRIEVAL_NO_ERROR) !== undefined
  const ranges = askedRanges(view, request.attributes)
  if (ranges === undefined) return undefined

  const list = flags === undefined ? request.attributes : withDescriptor(request.attributes)
  const selection = parseSelection(view, list, request.typesOnly)
  const asksDescriptor = selection.named.some(({ attribute }) => attribute.name === DESCRIPTOR)
  if (form === undefined && ranges.length === 0 && !asksDescriptor)
    return (entry) => answerEntry(view, selection, entry)

  const descriptor = descriptorCut(call, flags)
  return (entry) => {
    const empty = emptyRanges(view, ranges, entry)
    if (empty.length > 0 && !mayBeEmpty) return cannotRetrieve()
    const selected = [...select(view, selection, entry).flatMap(descriptor), ...empty]
    return {
      kind: 'entry',
      dn: form === undefined ? view.tree.nameOf(entry) : extendedName(view.tree, entry, form),
      attributes: form === undefined ? selected : selected.map((one) => extendNames(view.tree, one, form)),
    }
  }
}

/** Who says which parts wants the descriptor, also where all attributes are asked for. @observed ad-golden's domain controller */
function withDescriptor(list: readonly string[]): readonly string[] {
  return list.length === 0 ? ['*', DESCRIPTOR] : list.includes('*') ? [...list, DESCRIPTOR] : list
}

/**
 * Without the flags a descriptor is asked for whole, and its audit part only administrators may read; a client that may
 * not gets no descriptor.
 * @source MS-ADTS 3.1.1.3.4.1.11
 */
function descriptorCut({ session }: OperationCall<'search'>, flags: number | undefined) {
  const asksAudit = flags === undefined || (flags & DESCRIPTOR_PART.sacl) !== 0
  const isRefused = asksAudit && !mayWriteAnywhere(session)
  return (attribute: AttributeValues): AttributeValues[] => {
    if (attribute.name !== DESCRIPTOR) return [attribute]
    if (isRefused) return []
    if (flags === undefined) return [attribute]
    return [
      { name: DESCRIPTOR, values: attribute.values.map((value) => cutDescriptor(Buffer.from(value), flags)) },
    ]
  }
}

/** Why the attribute list of a search is refused. */
export function malformedList(): LdapResult {
  return willNotPerform()
}
