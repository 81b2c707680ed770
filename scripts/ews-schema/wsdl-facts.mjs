import { childOf, childrenOf, readXmlTree } from './xml-tree.mjs'

/** Reads the operations of the WSDL: `{ name, request, response }`, elements of the messages namespace. */
export function readOperations(text) {
  const root = readXmlTree(text)
  const messages = new Map(childrenOf(root, 'message').map((message) => [message.attributes.name, message]))

  function elementOf(direction) {
    const message = messages.get(direction.attributes.message.replace(/^.*:/, ''))
    const names = childrenOf(message, 'part').map((part) => part.attributes.element)
    return names.find((name) => name.startsWith('tns:')).replace('tns:', '')
  }

  return childrenOf(childOf(root, 'portType'), 'operation').map((operation) => ({
    name: operation.attributes.name,
    request: elementOf(childOf(operation, 'input')),
    response: elementOf(childOf(operation, 'output')),
  }))
}
