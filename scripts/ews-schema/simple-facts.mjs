import { childOf, childrenOf } from './xml-tree.mjs'

const NUMERIC_FACETS = ['minInclusive', 'maxInclusive', 'length', 'minLength']

/** Reads a simple type: `{ simple: base, values?, pattern?, … }`, `{ list: itemType }` or `{ union: types }`. */
export function simpleFacts(node, name, schema) {
  const list = childOf(node, 'list')
  if (list) return { list: typeIn(list, list.attributes.itemType, `${name}.item`, schema) }
  const union = childOf(node, 'union')
  if (union) return { union: unionMembers(union, name, schema) }
  return restrictionFacts(childOf(node, 'restriction'), name, schema)
}

function restrictionFacts(restriction, name, schema) {
  const facts = { simple: typeIn(restriction, restriction.attributes.base, `${name}.base`, schema) }
  const valuesOf = (facet) => childrenOf(restriction, facet).map((child) => child.attributes.value)
  if (childOf(restriction, 'enumeration')) facts.values = valuesOf('enumeration')
  if (childOf(restriction, 'pattern')) facts.pattern = valuesOf('pattern').join('|')
  for (const facet of NUMERIC_FACETS) for (const value of valuesOf(facet)) facts[facet] = Number(value)
  return facts
}

function unionMembers(union, name, schema) {
  const named = (union.attributes.memberTypes ?? '').split(/\s+/).filter((type) => type !== '')
  const inline = childrenOf(union, 'simpleType').map((node, index) =>
    schema.nameAnonymous(`${name}.${index}`, node),
  )
  return [...named.map((type) => schema.qualify(type)), ...inline]
}

function typeIn(node, named, name, schema) {
  return named === undefined ? schema.nameAnonymous(name, childOf(node, 'simpleType')) : schema.qualify(named)
}
