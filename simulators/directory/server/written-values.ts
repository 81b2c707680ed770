import { attributeConversion, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { isBackLink, isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import { resolveName } from '../search/resolve-name.js'
import type { WireAttribute } from '../ldap/request.js'
import type { Tree } from '../tree/tree.js'

/** Values of a write in their kept form; for a linked attribute the ids they lead to. */
export interface WrittenValues {
  readonly kind: 'values'
  readonly attribute: AttributeType
  readonly values: readonly string[]
}

export type Refusal = { readonly kind: 'refused'; readonly result: LdapResult }

export function refuse(refusal: LdapResult): Refusal {
  return { kind: 'refused', result: refusal }
}

/**
 * Reads the values that a client writes.
 * @source ldap.md 4 "Codes measured": unknown attribute 16, bad value 21, a second single value 20
 */
export function readValues(tree: Tree, { type, values }: WireAttribute): WrittenValues | Refusal {
  const attribute = tree.schema.attribute(type.split(';')[0] ?? '')
  if (attribute === undefined) return refuse(attributeConversion('noSuchAttribute'))
  if (isBackLink(attribute) || attribute.isConstructed) return refuse(willNotPerform())
  if (attribute.isSingleValued && values.length > 1) return refuse(result('attributeOrValueExists'))

  const kept: string[] = []
  for (const octets of values) {
    const parsed = attribute.syntax.parse(octets)
    if (parsed === undefined) return refuse(attributeConversion('invalidAttributeSyntax'))
    if (!isForwardLink(attribute)) {
      kept.push(parsed)
      continue
    }
    const target = resolveName(tree, parsed)
    if (target.kind !== 'entry') return refuse(result('noSuchObject'))
    kept.push(target.entry.record.id)
  }
  return { kind: 'values', attribute, values: kept }
}
