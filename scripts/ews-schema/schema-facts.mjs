import { contentReader } from './content-facts.mjs'
import { simpleFacts } from './simple-facts.mjs'
import { childOf, childrenOf, readXmlTree } from './xml-tree.mjs'

/**
 * Reads one XSD into `{ types, elements, attributeGroups }`: the facts of each type, the global elements, and
 * the attribute groups known so far, which the next schema may refer to.
 */
export function readSchema(text, prefix, attributeGroups = new Map()) {
  const root = readXmlTree(text)
  const types = {}
  const pending = childrenOf(root, 'complexType', 'simpleType').map((node) => [
    node.attributes.name,
    node,
    false,
  ])
  for (const group of childrenOf(root, 'attributeGroup')) {
    attributeGroups.set(`${prefix}:${group.attributes.name}`, group)
  }
  const schema = {
    root,
    attributeGroups,
    qualify: (name) => (name.includes(':') ? name : `${prefix}:${name}`),
    nameAnonymous(name, node) {
      pending.push([name, node, true])
      return `${prefix}:${name}`
    },
  }
  const elements = readElements(schema, prefix)
  const complexFacts = complexReader(schema)
  while (pending.length > 0) {
    const [name, node, anonymous] = pending.shift()
    const facts = node.name === 'simpleType' ? simpleFacts(node, name, schema) : complexFacts(node, name)
    types[`${prefix}:${name}`] = anonymous ? { anonymous, ...facts } : facts
  }
  return { types, elements, attributeGroups }
}

function readElements(schema, prefix) {
  return childrenOf(schema.root, 'element').map(({ attributes, children }) => {
    const anonymous = children.find((child) => child.name.endsWith('Type'))
    const { name, type, abstract, substitutionGroup } = attributes
    return {
      name: `${prefix}:${name}`,
      type: anonymous ? schema.nameAnonymous(`.${name}`, anonymous) : schema.qualify(type ?? 'xs:anyType'),
      abstract: abstract === 'true',
      head: substitutionGroup && schema.qualify(substitutionGroup),
    }
  })
}

function complexReader(schema) {
  const contentOf = contentReader(schema)

  function attributesOf(node, owner) {
    return childrenOf(node, 'attribute', 'attributeGroup').flatMap((child) => {
      const { ref, name, type, use } = child.attributes
      if (child.name === 'attributeGroup')
        return attributesOf(schema.attributeGroups.get(schema.qualify(ref)), owner)
      if (use === 'prohibited') return [`${name} -`]
      const anonymous = childOf(child, 'simpleType')
      const ownType = anonymous
        ? schema.nameAnonymous(`${owner}.@${name}`, anonymous)
        : (type ?? (ref === 'xml:lang' ? 'xs:language' : 'xs:string'))
      return [`${ref ?? name} ${use === 'required' ? '1' : '?'} ${schema.qualify(ownType)}`]
    })
  }

  return function complexFacts(node, name) {
    const wrapper = childOf(node, 'complexContent', 'simpleContent')
    const derivation = wrapper && childOf(wrapper, 'extension', 'restriction')
    const body = derivation ?? node
    const facts = {}
    if (node.attributes.abstract === 'true') facts.abstract = true
    if (derivation) facts.base = schema.qualify(derivation.attributes.base)
    if (wrapper?.name === 'simpleContent') facts.text = true
    if (derivation?.name === 'restriction') facts.restricts = true
    const content = unwrap(contentOf(body, name))
    if (content.length > 0) facts.content = content
    const attributes = attributesOf(body, name)
    if (attributes.length > 0) facts.attributes = attributes
    if (childOf(body, 'anyAttribute')) facts.anyAttribute = true
    return facts
  }
}

/** A content model that is one plain sequence is written as its particles alone. */
function unwrap(content) {
  const [only] = content
  return content.length === 1 && only.sequence && only.occurs === '1' ? unwrap(only.sequence) : content
}
