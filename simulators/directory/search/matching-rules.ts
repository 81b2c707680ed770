import type { Filter } from '../ldap/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { assertedId, equality, UNDEFINED, type Predicate } from './assertion.js'
import { entryValues, linkedIds } from './entry-values.js'
import { visibleAttribute, type SearchView } from './search-view.js'

type Extensible = Extract<Filter, { kind: 'extensible' }>
type Rule = (view: SearchView, attribute: AttributeType, octets: Buffer) => Predicate

/** @source MS-ADTS 3.1.1.3.4.4 */
const RULES: Readonly<Record<string, Rule>> = {
  '1.2.840.113556.1.4.803': bitRule((value, mask) => (value & mask) === mask),
  '1.2.840.113556.1.4.804': bitRule((value, mask) => (value & mask) !== 0n),
  '1.2.840.113556.1.4.1941': inChain,
}

/** The flag `dn` is ignored; without a rule it is equality. @source ldap.md 5 */
export function extensible(view: SearchView, { rule, attribute: name, value }: Extensible): Predicate {
  if (name === undefined) return UNDEFINED
  if (rule === undefined) return equality(view, name, value)
  const attribute = visibleAttribute(view, name)
  const apply = RULES[rule]
  return attribute === undefined || apply === undefined ? UNDEFINED : apply(view, attribute, value)
}

function bitRule(matches: (value: bigint, mask: bigint) => boolean): Rule {
  return (view, attribute, octets) => {
    const isInteger = attribute.syntax.name === 'integer' || attribute.syntax.name === 'large-integer'
    const text = octets.toString('latin1')
    if (!isInteger || !/^-?\d{1,20}$/.test(text)) return UNDEFINED
    const mask = BigInt.asIntN(64, BigInt(text))
    return (entry) => entryValues(view.tree, entry, attribute).some((kept) => matches(BigInt(kept), mask))
  }
}

/** Everything from which the named entry is reached over one or more links. */
function inChain(view: SearchView, attribute: AttributeType, octets: Buffer): Predicate {
  const { tree } = view
  const opposite = tree.schema.otherHalf(attribute)
  const target = assertedId(view, octets)
  if (attribute.linkId === null || opposite === undefined || target === undefined) return UNDEFINED
  if (target === null) return () => false

  const reached = new Set<string>()
  const waiting = [...linkedIds(tree, target, opposite)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...linkedIds(tree, id, opposite))
  }
  return ({ record }) => reached.has(record.id)
}
