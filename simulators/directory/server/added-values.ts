import { attributeConversion, badName, willNotPerform } from '../ldap/diagnostics.js'
import type { WireAttribute } from '../ldap/request.js'
import { dnKey } from '../names/dn-key.js'
import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { Draft, Verdict } from './draft.js'
import { hasTwice } from './modifications.js'
import type { Place } from './place.js'
import { writeRefused, type WriteRefusal } from './write-errors.js'
import { PASSWORD_ATTRIBUTE, passwordText } from './written-password.js'
import { readValues, writtenAttribute } from './written-values.js'

/** Attributes that a client does not give to a new object. @observed each result code at a domain controller */
const NOT_GIVEN: Readonly<Record<string, WriteRefusal>> = {
  objectGUID: 'ownedBySystem',
  objectSid: 'systemOnly',
  sAMAccountType: 'ownedBySystem',
  isCriticalSystemObject: 'ownedBySystem',
  isDeleted: 'systemOnly',
}
/** What the name and the class say already. */
const FROM_THE_NAME: ReadonlySet<string> = new Set([
  'objectClass',
  'name',
  'distinguishedName',
  'whenCreated',
])
const INSTANCE_TYPES: ReadonlySet<string> = new Set(['0', '4'])

/** Reads what a client gives to a new entry. */
export function addedValues(draft: Draft, attributes: readonly WireAttribute[], place: Place): Verdict {
  for (const wire of attributes) {
    const failed = addedAttribute(draft, wire, place)
    if (failed !== undefined) return failed
  }
  return undefined
}

function addedAttribute(draft: Draft, wire: WireAttribute, place: Place): Verdict {
  const attribute = writtenAttribute(draft.tree, wire.type)
  if (attribute === undefined) return attributeConversion('noSuchAttribute')
  const { name } = attribute
  if (FROM_THE_NAME.has(name)) return undefined
  if (name.toLowerCase() === place.rdnType.toLowerCase()) return namingRule(attribute, wire, place)
  const forbidden = NOT_GIVEN[name]
  if (forbidden !== undefined) return writeRefused(forbidden)
  if (name === PASSWORD_ATTRIBUTE) return addedPassword(draft, wire)
  if (name === 'defaultObjectCategory' && isSelf(draft, wire, place)) return undefined

  const read = readValues(draft.tree, wire)
  if (read.kind === 'refused') return read.result
  const { values } = read
  if (attribute.isSingleValued && values.length > 1) return writeRefused('severalValues')
  if (hasTwice(attribute, values)) return writeRefused(name === 'member' ? 'memberExists' : 'attributeExists')
  if (name === 'instanceType')
    return values.every((value) => INSTANCE_TYPES.has(value)) ? undefined : writeRefused('badInstanceType')
  draft.set(attribute, values)
  return undefined
}

/** The naming attribute says once more what the name says. */
function namingRule(attribute: AttributeType, { values }: WireAttribute, { name }: Place): Verdict {
  if (values.length > 1 && attribute.isSingleValued) return writeRefused('severalValues')
  const isSame = values.every((octets) => fold(octets.toString('utf8')) === fold(name))
  return isSame ? undefined : badName(values[0]?.toString('utf8') ?? '')
}

function addedPassword(draft: Draft, { values }: WireAttribute): Verdict {
  const text = passwordText(values[0], draft.session.secure)
  if (text === undefined || values.length > 1) return willNotPerform()
  draft.password = { text, old: undefined }
  return undefined
}

/** A class may name itself, although it does not exist yet. */
function isSelf({ tree }: Draft, { values }: WireAttribute, { parent, rdnType, name }: Place): boolean {
  const own = [[{ type: rdnType, value: name }] as const, ...(parseDn(tree.nameOf(parent)) ?? [])]
  return values.every((octets) => dnKey(parseDn(octets.toString('utf8')) ?? []) === dnKey(own))
}
