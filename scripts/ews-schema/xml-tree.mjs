import { SaxesParser } from 'saxes'

/** Reads an XML text into plain nodes: `{ name, attributes, children }`, local names only, no text. */
export function readXmlTree(text) {
  const root = { name: '', attributes: {}, children: [] }
  const stack = [root]
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    const node = { name: tag.name.replace(/^.*:/, ''), attributes: tag.attributes, children: [] }
    stack.at(-1).children.push(node)
    stack.push(node)
  })
  parser.on('closetag', () => stack.pop())
  parser.write(text).close()
  return root.children[0]
}

export const childrenOf = (node, ...names) => node.children.filter((child) => names.includes(child.name))
export const childOf = (node, ...names) => childrenOf(node, ...names)[0]
