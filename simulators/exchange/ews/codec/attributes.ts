import type { EwsElement, EwsValue } from '../tree.js'
import { readBuiltin } from './builtin-types.js'
import { INSTANCE_NAMESPACE, NAMESPACE_OF, prefixOf, SOAP_NAMESPACE } from './namespaces.js'
import type { EwsSchema } from './schema.js'
import type { CompiledType } from './type-kinds.js'
import * as violations from './violation.js'
import type { ElementName, Violation } from './violation.js'

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/** Attributes that any element may have. @source XML Schema part 1, 2.6 */
const INSTANCE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'type',
  'nil',
  'schemaLocation',
  'noNamespaceSchemaLocation',
])

/** What the types of SOAP headers allow. @source types.xsd, `anyAttribute`; SOAP 1.1, 4.2 */
const SOAP_ATTRIBUTES: ReadonlySet<string> = new Set(['mustUnderstand', 'actor', 'encodingStyle'])

/** A start tag as a namespace-aware parser reports it. */
export interface Tag extends ElementName {
  readonly attributes: readonly TagAttribute[]
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
  /** Whether the element may say that it has no value. */
  readonly nillable: boolean
  /** Takes the attributes under `@Name`. */
  readonly value: Record<string, EwsValue | readonly EwsElement[]>
}

export type AttributesReading =
  { readonly type: CompiledType; readonly nil: boolean } | { readonly violation: Violation }

/** Whether a start tag has no attributes and needs none. */
export function hasItsType(tag: Tag, declared: CompiledType): boolean {
  return tag.attributes.length === 0 && declared.requiredAttributes.length === 0 && !declared.abstract
}

/** Reads the attributes of a start tag into the value, and says which type the element has. */
export function readAttributes(tag: Tag, target: Target): AttributesReading {
  const reading = readInstanceAttributes(tag, target)
  if ('violation' in reading) return reading

  const { type } = reading
  for (const attribute of tag.attributes) {
    const violation = readAttribute(attribute, type, target)
    if (violation) return { violation }
  }
  for (const { key, name } of type.requiredAttributes) {
    if (target.value[key] === undefined) return { violation: violations.missingAttribute(name) }
  }
  return reading
}

/** `xsi:type` and `xsi:nil`. */
function readInstanceAttributes(tag: Tag, target: Target): AttributesReading {
  const { schema, declared, value } = target
  const { type, nil: nilText } = instanceAttributes(tag)
  const nil = nilText === undefined ? false : readNil(nilText, target)
  if (typeof nil !== 'boolean') return { violation: nil }
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

/** An element without a value has `@xsi:nil` in the tree. */
function readNil(text: string, { nillable, value }: Target): boolean | Violation {
  if (!nillable) return violations.notNillable()
  const reading = readBuiltin('xs:boolean', text)
  if ('problem' in reading) {
    const type = `${NAMESPACE_OF.xs}:boolean`
    return violations.invalidAttribute('xsi:nil', text, { type, problem: reading.problem })
  }
  if (reading.value === true) value['@xsi:nil'] = true
  return reading.value === true
}

interface InstanceAttributes {
  readonly type?: string
  readonly nil?: string
}

function instanceAttributes(tag: Tag): InstanceAttributes {
  let found = NO_INSTANCE_ATTRIBUTES
  for (const attribute of tag.attributes) {
    if (attribute.uri !== INSTANCE_NAMESPACE) continue
    if (attribute.local === 'type') found = { ...found, type: attribute.value }
    if (attribute.local === 'nil') found = { ...found, nil: attribute.value }
  }
  return found
}

const NO_INSTANCE_ATTRIBUTES: InstanceAttributes = {}

/** The prefixed name that the tables use for a type named with a client's prefix. */
function resolveTypeName(tag: Tag, name: string): string | undefined {
  const [local = '', prefix = ''] = name.split(':').reverse()
  const known = prefixOf(tag.resolve(prefix) ?? '')

  return known && `${known}:${local}`
}

function readAttribute(
  attribute: TagAttribute,
  type: CompiledType,
  { value }: Target,
): Violation | undefined {
  if (attribute.uri === XMLNS_NAMESPACE || isGeneral(attribute, type)) return undefined

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

/** Whether an attribute needs no declaration in the type. */
function isGeneral({ uri, local }: TagAttribute, type: CompiledType): boolean {
  if (uri === INSTANCE_NAMESPACE) return INSTANCE_ATTRIBUTES.has(local)
  return uri === SOAP_NAMESPACE && type.allowsSoapAttributes && SOAP_ATTRIBUTES.has(local)
}

function qualified(attribute: TagAttribute): string {
  return attribute.uri === '' ? attribute.local : `${attribute.uri}:${attribute.local}`
}
