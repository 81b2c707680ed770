import type { EwsElement, EwsValue } from '../tree.js'
import { INSTANCE_NAMESPACE, NAMESPACE_OF, SOAP_NAMESPACE, type Prefix } from './namespaces.js'
import type { EwsSchema } from './schema.js'
import type { CompiledType } from './type-kinds.js'
import * as violations from './violation.js'
import type { ElementName, Violation } from './violation.js'

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/** A start tag as a namespace-aware parser reports it. */
export interface Tag extends ElementName {
  readonly attributes: Readonly<Record<string, TagAttribute>>
  /** The namespace of a prefix in scope. */
  readonly resolve: (prefix: string) => string | undefined
}

export interface TagAttribute {
  readonly name: string
  readonly local: string
  readonly uri: string
  readonly value: string
}

interface Target {
  readonly schema: EwsSchema
  readonly declared: CompiledType
  /** Takes the attributes under `@Name`. */
  readonly value: Record<string, EwsValue | readonly EwsElement[]>
}

export type AttributesReading =
  { readonly type: CompiledType; readonly nil: boolean } | { readonly violation: Violation }

/** Reads the attributes of a start tag into the value, and says which type the element has. */
export function readAttributes(tag: Tag, target: Target): AttributesReading {
  const reading = readInstanceAttributes(tag, target)
  if ('violation' in reading) return reading

  const { type } = reading
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key]
    const violation = attribute && readAttribute(attribute, type, target)
    if (violation) return { violation }
  }
  for (const { key, name } of type.requiredAttributes) {
    if (target.value[key] === undefined) return { violation: violations.missingAttribute(name) }
  }
  return reading
}

/** `xsi:type` and `xsi:nil`. */
function readInstanceAttributes(tag: Tag, { schema, declared, value }: Target): AttributesReading {
  const { type, nil } = instanceAttributes(tag)
  if (type === undefined) {
    return declared.abstract ? { violation: violations.abstractType(tag) } : { type: declared, nil }
  }
  const named = resolveTypeName(tag, type.trim())
  if (named === undefined || !schema.derives(named, declared.name)) {
    return { violation: violations.invalidInstanceType(type) }
  }
  const actual = schema.type(named)
  if (actual.abstract) return { violation: violations.abstractType(tag) }
  value['@xsi:type'] = named.slice(2)
  return { type: actual, nil }
}

function instanceAttributes(tag: Tag): { readonly type?: string; readonly nil: boolean } {
  let found: { type?: string; nil: boolean } = NO_INSTANCE_ATTRIBUTES
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key]
    if (attribute?.uri !== INSTANCE_NAMESPACE) continue
    if (attribute.local === 'type') found = { ...found, type: attribute.value }
    if (attribute.local === 'nil') found = { ...found, nil: /^\s*(true|1)\s*$/.test(attribute.value) }
  }
  return found
}

const NO_INSTANCE_ATTRIBUTES = { nil: false }

/** The prefixed name that the tables use for a type named with a client's prefix. */
function resolveTypeName(tag: Tag, name: string): string | undefined {
  const [local = '', prefix = ''] = name.split(':').reverse()
  const uri = tag.resolve(prefix)
  const known = (Object.keys(NAMESPACE_OF) as Prefix[]).find((each) => NAMESPACE_OF[each] === uri)

  return known && `${known}:${local}`
}

function readAttribute(
  attribute: TagAttribute,
  type: CompiledType,
  { value }: Target,
): Violation | undefined {
  if (attribute.uri === XMLNS_NAMESPACE || attribute.uri === INSTANCE_NAMESPACE) return undefined
  if (attribute.uri === SOAP_NAMESPACE && type.allowsSoapAttributes) return undefined

  const name = attribute.uri === '' ? attribute.local : attribute.name
  const rule = type.attributes.get(name)
  if (rule === undefined) return violations.undeclaredAttribute(qualified(attribute))
  const reading = rule.type.read(attribute.value)
  if ('problem' in reading) {
    return violations.invalidAttribute(name, attribute.value, {
      type: rule.type.called,
      problem: reading.problem,
    })
  }
  value[rule.key] = reading.value
  return undefined
}

function qualified(attribute: TagAttribute): string {
  return attribute.uri === '' ? attribute.local : `${attribute.uri}:${attribute.local}`
}
