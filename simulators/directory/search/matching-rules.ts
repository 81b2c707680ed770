import type { Filter } from '../ldap/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { assertedId, equality, UNDEFINED, type Predicate } from './assertion.js'
import { entryValues, linkedIds } from './entry-values.js'
import { assertedAttribute, type SearchView } from './search-view.js'

type Extensible = Extract<Filter, { kind: 'extensible' }>
type Matches = (value: bigint) => boolean

/** @source MS-ADTS 3.1.1.3.4.4.1 and 2 */
const BIT_RULES: Readonly<Record<string, (mask: bigint) => Matches>> = {
  '1.2.840.113556.1.4.803': (mask) => (value) => (value & mask) === mask,
  '1.2.840.113556.1.4.804': (mask) => (value) => (value & mask) !== 0n,
}

/** @source MS-ADTS 3.1.1.3.4.4.3 */
export const CHAIN_RULE = '1.2.840.113556.1.4.1941'

/** The flag `dn` is ignored; without a rule it is equality. @source ldap.md 5 */
export function extensible(view: SearchView, { rule, attribute: name, value }: Extensible): Predicate {
  if (name === undefined) return UNDEFINED
  if (rule === undefined) return equality(view, name, value)
  const attribute = assertedAttribute(view, name)
  if (attribute === undefined) return UNDEFINED
  return rule === CHAIN_RULE ? inChain(view, attribute, value) : bits(view, attribute, { rule, value })
}

/** What a bit rule says of a number; undefined for another rule, or where the attribute or the mask is no number. */
export function bitRuleOf(rule: string, { syntax }: AttributeType, octets: Buffer): Matches | undefined {
  const isInteger = syntax.name === 'integer' || syntax.name === 'large-integer'
  const text = octets.toString('latin1')
  if (!isInteger || !/^-?\d{1,20}$/.test(text)) return undefined
  return BIT_RULES[rule]?.(BigInt.asIntN(64, BigInt(text)))
}

function bits(
  view: SearchView,
  attribute: AttributeType,
  { rule, value }: { readonly rule: string; readonly value: Buffer },
): Predicate {
  const matches = bitRuleOf(rule, attribute, value)
  if (matches === undefined) return UNDEFINED
  return (entry) => entryValues(view.tree, entry, attribute).some((kept) => matches(BigInt(kept)))
}

function inChain(view: SearchView, attribute: AttributeType, octets: Buffer): Predicate {
  const reached = chainTo(view, attribute, octets)
  return reached === undefined ? UNDEFINED : ({ record }) => reached.has(record.id)
}

/** Everything from which the named entry is reached over one or more links; undefined where the rule does not apply. */
export function chainTo(
  view: SearchView,
  attribute: AttributeType,
  octets: Buffer,
): ReadonlySet<string> | undefined {
  const { tree } = view
  const opposite = tree.schema.otherHalf(attribute)
  const target = assertedId(view, octets)
  if (attribute.linkId === null || opposite === undefined || target === undefined) return undefined

  const reached = new Set<string>()
  const waiting = target === null ? [] : [...linkedIds(tree, target, opposite)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const next of linkedIds(tree, id, opposite)) waiting.push(next)
  }
  return reached
}
