import { attributeConversion, badName } from '../ldap/diagnostics.js'
import type { WireAttribute } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { isBackLink, isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import { resolveName } from '../search/resolve-name.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { isInRange, normalInteger } from './value-rules.js'
import { writeRefused } from './write-errors.js'

/** Values of a write in their kept form; for a linked attribute the ids they lead to. */
interface WrittenValues {
  readonly kind: 'values'
  readonly attribute: AttributeType
  readonly values: readonly string[]
}

export type Refusal = { readonly kind: 'refused'; readonly result: LdapResult }

export function refuse(refusal: LdapResult): Refusal {
  return { kind: 'refused', result: refusal }
}

/**
 * The attribute that a write names. Options and object identifiers name none.
 * @source ldap.md 4 "Codes measured"; @observed a domain controller with options and object identifiers
 */
export function writtenAttribute(tree: Tree, type: string): AttributeType | undefined {
  const attribute = tree.schema.attribute(type)
  return attribute?.name.toLowerCase() === type.toLowerCase() ? attribute : undefined
}

/** Reads the values that a client writes: unknown attribute 16, bad value 21, bad name 34, out of range 19. */
export function readValues(tree: Tree, { type, values }: WireAttribute): WrittenValues | Refusal {
  const attribute = writtenAttribute(tree, type)
  if (attribute === undefined) return refuse(attributeConversion('noSuchAttribute'))
  if (isBackLink(attribute)) return refuse(writeRefused('illegalModification'))
  if (attribute.isConstructed) return refuse(writeRefused('computed'))

  const kept: string[] = []
  for (const octets of values) {
    const value = keptValue(tree, attribute, octets)
    if (typeof value !== 'string') return refuse(value)
    kept.push(value)
  }
  return { kind: 'values', attribute, values: kept }
}

function keptValue(tree: Tree, attribute: AttributeType, octets: Buffer): string | LdapResult {
  if (octets.length === 0) return attributeConversion('invalidAttributeSyntax')
  if (attribute.syntax.name === 'dn') return reference(tree, attribute, octets.toString('utf8'))
  if (attribute.syntax.name === 'security-descriptor' && octets[0] !== 1) return result('operationsError')
  const kept = attribute.syntax.parse(normalInteger(attribute, octets))
  if (kept === undefined) return attributeConversion('invalidAttributeSyntax')
  return isInRange(attribute, kept) ? kept : writeRefused('outOfRange')
}

/**
 * A name must lead to something. A member of a group that does not exist is an object that is not found; any other
 * name is a value that violates a constraint.
 * @source MS-ADTS 3.1.1.5.3.2 (references to objects that exist); @observed both codes at a domain controller
 */
function reference(tree: Tree, attribute: AttributeType, text: string): string | LdapResult {
  const found = resolveName(tree, text)
  if (found.kind === 'malformed') return badName(text)
  if (found.kind !== 'entry' || isDeleted(found.entry)) {
    return attribute.name === 'member' ? result('noSuchObject') : writeRefused('missingReference')
  }
  return isForwardLink(attribute) ? found.entry.key : tree.nameOf(found.entry)
}

function isDeleted({ record }: StoredEntry): boolean {
  return record.values['isDeleted'] !== undefined
}
