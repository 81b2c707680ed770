import { INSTANCE_NAMESPACE, NAMESPACE_OF, type Prefix } from '../codec/namespaces.js'
import type { EwsSchema } from '../codec/schema.js'
import type { SimpleType } from '../codec/simple-type.js'
import type { CompiledType } from '../codec/type-kinds.js'
import { readXmlTree, type XmlElement } from './xml-tree.js'

/**
 * What occurs in a document, each as often as it does: a child in its type (`t:CalendarItemType/Subject`), an
 * attribute (`t:ItemIdType@Id`), and their values where they are of an enumeration (`t:BodyType@BodyType=HTML`).
 */
export function documentFacts(schema: EwsSchema, document: string): readonly string[] {
  const facts: string[] = []

  /** Envelopes and wildcards are gone through until something is known. */
  function visitGlobal(element: XmlElement): void {
    const name = prefixedName(element.uri, element.local)
    const type = name === undefined ? undefined : schema.element(name)
    if (name === undefined || type === undefined) return element.children.forEach(visitGlobal)
    facts.push(name)
    visit(element, type, name)
  }

  function visit(element: XmlElement, declared: CompiledType, as: string): void {
    const type = actualType(schema, element, declared)
    for (const { uri, local, value } of element.attributes) {
      const rule = uri === '' ? type.attributes.get(local) : undefined
      if (rule !== undefined) facts.push(...valueFacts(`${type.name}@${local}`, rule.type, value))
    }
    if (type.kind === 'text') return void facts.push(...valueFacts(as, type.text, element.text).slice(1))

    for (const child of element.children) {
      const leaf = type.children.get(child.local)?.element
      if (leaf === undefined || NAMESPACE_OF[leaf.prefix] !== child.uri) continue
      const fact = `${type.name}/${leaf.name}`
      facts.push(fact)
      visit(child, schema.type(leaf.type), fact)
    }
  }

  const root = readXmlTree(document)
  if (root !== undefined) visitGlobal(root)
  return facts
}

/** The fact itself, and the values that it has of an enumeration or a list of names. */
function valueFacts(fact: string, type: SimpleType, text: string): readonly string[] {
  const reading = type.read(text)
  if ('problem' in reading) return [fact]
  if (Array.isArray(reading.value)) return [fact, ...reading.value.map((word: string) => `${fact}=${word}`)]
  return type.enumerated ? [fact, `${fact}=${String(reading.value)}`] : [fact]
}

function actualType(schema: EwsSchema, element: XmlElement, declared: CompiledType): CompiledType {
  const named = element.attributes.find(({ uri, local }) => local === 'type' && uri === INSTANCE_NAMESPACE)
  if (named === undefined) return declared
  const [local = '', prefix = ''] = named.value.trim().split(':').reverse()
  const name = prefixedName(element.namespaces[prefix] ?? '', local)
  return name !== undefined && schema.derives(name, declared.name) ? schema.type(name) : declared
}

function prefixedName(uri: string, local: string): string | undefined {
  const prefix = (Object.keys(NAMESPACE_OF) as Prefix[]).find((each) => NAMESPACE_OF[each] === uri)
  return prefix && `${prefix}:${local}`
}
