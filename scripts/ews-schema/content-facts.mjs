import { childrenOf } from './xml-tree.mjs'

const PARTICLES = ['element', 'sequence', 'choice', 'all', 'group', 'any']

/**
 * Reads content models. An element becomes `Name occurs type [nillable]`, a reference to a global element
 * `prefix:Name occurs @`, `xs:any` becomes `* occurs`, and a group of particles `{ kind: […], occurs }`.
 */
export function contentReader(schema) {
  const groups = new Map(childrenOf(schema.root, 'group').map((group) => [group.attributes.name, group]))

  function contentOf(node, owner) {
    return childrenOf(node, ...PARTICLES).map((child) => particleOf(child, owner))
  }

  function particleOf(node, owner) {
    const occurs = occursOf(node.attributes)
    if (node.name === 'element') return elementOf(node, owner, occurs)
    if (node.name === 'any') return `* ${occurs}`
    if (node.name === 'group')
      return { sequence: contentOf(groups.get(localOf(node.attributes.ref)), owner), occurs }
    return { [node.name]: contentOf(node, owner), occurs }
  }

  function elementOf({ attributes, children }, owner, occurs) {
    if (attributes.ref !== undefined) return `${schema.qualify(attributes.ref)} ${occurs} @`
    const anonymous = children.find((child) => /^(simple|complex)Type$/.test(child.name))
    const type = anonymous ? schema.nameAnonymous(`${owner}.${attributes.name}`, anonymous) : attributes.type
    const nillable = attributes.nillable === 'true' ? ' nillable' : ''
    return `${attributes.name} ${occurs} ${type === undefined ? 'xs:anyType' : schema.qualify(type)}${nillable}`
  }

  return contentOf
}

function occursOf({ minOccurs = '1', maxOccurs = '1' }) {
  const short = { '1,1': '1', '0,1': '?', '0,unbounded': '*', '1,unbounded': '+' }
  return short[`${minOccurs},${maxOccurs}`] ?? `${minOccurs}..${maxOccurs}`
}

const localOf = (name) => name.replace(/^.*:/, '')
