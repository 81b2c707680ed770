import { readControl } from '../controls/control-codec.js'
import { EXTENDED_DN, extendedName, extendNames } from '../controls/extended-dn.js'
import { askedRanges, emptyRanges, RANGE_RETRIEVAL_NO_ERROR } from '../controls/range-retrieval.js'
import {
  cutDescriptor,
  DESCRIPTOR_PART,
  SECURITY_DESCRIPTOR_FLAGS,
} from '../controls/security-descriptor-flags.js'
import { cannotRetrieve, willNotPerform } from '../ldap/diagnostics.js'
import type { AttributeValues, EntryResponse, LdapResponse, LdapResult } from '../ldap/response.js'
import { answerEntry } from '../search/answer-entry.js'
import { parseSelection, select } from '../search/selection.js'
import type { StoredEntry } from '../tree/tree.js'
import { effectiveAttributes } from './effective-attributes.js'
import type { OperationCall } from './operation.js'
import { mayWriteAnywhere } from './write-access.js'

/** Writes the entries of a search as its controls want them; a result says why one cannot be written. */
export type EntryAnswer = (entry: StoredEntry) => LdapResponse | LdapResult

const DESCRIPTOR = 'nTSecurityDescriptor'

/** Undefined when the attribute list is malformed. */
export function entryAnswers(call: OperationCall<'search'>): EntryAnswer | undefined {
  const answer = plainAnswers(call)
  const effective = effectiveAttributes(call.session, call.request)
  if (answer === undefined || effective === undefined) return answer
  return (entry) => {
    const response = answer(entry)
    if (!('kind' in response) || response.kind !== 'entry') return response
    return { ...response, attributes: [...response.attributes, ...effective(entry)] }
  }
}

function plainAnswers(call: OperationCall<'search'>): EntryAnswer | undefined {
  const { session, request, controls } = call
  const { view } = session
  const flags = readControl(controls, SECURITY_DESCRIPTOR_FLAGS)
  const mayBeEmpty = readControl(controls, RANGE_RETRIEVAL_NO_ERROR) !== undefined
  const ranges = askedRanges(view, request.attributes)
  if (ranges === undefined) return undefined

  const list = flags === undefined ? request.attributes : withDescriptor(request.attributes)
  const selection = parseSelection(view, list, request.typesOnly)
  const asksDescriptor = selection.named.some(({ attribute }) => attribute.name === DESCRIPTOR)
  const isPlain = readControl(controls, EXTENDED_DN) === undefined && ranges.length === 0 && !asksDescriptor
  if (isPlain) return (entry) => answerEntry(view, selection, entry)

  const dress = entryDress(call)
  return (entry) => {
    const empty = emptyRanges(view, ranges, entry)
    if (empty.length > 0 && !mayBeEmpty) return cannotRetrieve()
    return dress(entry, [...select(view, selection, entry), ...empty])
  }
}

/** How entries look by the controls that change names and descriptors. */
export function entryDress(
  call: OperationCall<'search'>,
): (entry: StoredEntry, attributes: readonly AttributeValues[]) => EntryResponse {
  const { tree } = call.session.view
  const form = readControl(call.controls, EXTENDED_DN)
  const descriptor = descriptorCut(call)
  return (entry, attributes) => {
    const shown = attributes.some(({ name }) => name === DESCRIPTOR)
      ? attributes.flatMap(descriptor)
      : attributes
    if (form === undefined) return { kind: 'entry', dn: tree.nameOf(entry), attributes: shown }
    const extended = shown.map((one) => extendNames(tree, one, form))
    return { kind: 'entry', dn: extendedName(tree, entry, form), attributes: extended }
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
function descriptorCut({ session, controls }: OperationCall<'search'>) {
  const flags = readControl(controls, SECURITY_DESCRIPTOR_FLAGS)
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
