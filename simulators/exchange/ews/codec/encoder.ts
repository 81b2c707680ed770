import type { EwsElement, EwsObject, EwsValue } from '../tree.js'
import { escapeAttribute, escapeText } from './escape.js'
import { INSTANCE_NAMESPACE } from './namespaces.js'
import { invalidResponse } from './response-table-error.js'
import type { EwsSchema } from './schema.js'
import type { AttributeRule, ChildRule, CompiledType, ElementsType, TextType } from './type-kinds.js'
import type { SimpleType, SimpleValue } from './simple-type.js'

/** Writes trees as XML: order, tags and prefixes come from the schema, so that no response can leave it. */
export interface Encoder {
  /**
   * Writes a global element, such as `m:GetItemResponse`. `namespaces` are declarations for its start tag.
   * Throws `EWS_RESPONSE_TABLE` when the value does not fit the schema.
   */
  write(name: string, value: EwsObject, namespaces: string): string
}

/** Writes one element, given its value. */
type Write = (value: EwsValue) => string

/** How one key of a value is written. Attributes keep the order in which the operation gives them. */
interface Slot {
  readonly order: number
  readonly isAttribute: boolean
  readonly write: (value: EwsValue | readonly EwsElement[]) => string
}

interface TypeWriter {
  readonly type: CompiledType
  readonly slots: ReadonlyMap<string, Slot>
}

const XSI_TYPE: Slot = {
  order: -1,
  isAttribute: true,
  write: (value) => ` xmlns:xsi="${INSTANCE_NAMESPACE}" xsi:type="t:${value as string}"`,
}

const XSI_NIL: Slot = {
  order: -1,
  isAttribute: true,
  write: () => ` xmlns:xsi="${INSTANCE_NAMESPACE}" xsi:nil="true"`,
}

/** Prepares the tags of each type once, when it is first written. */
export function createEncoder(schema: EwsSchema): Encoder {
  const writers = new Map<CompiledType, TypeWriter>()

  function writerOf(type: CompiledType): TypeWriter {
    const known = writers.get(type)
    if (known !== undefined) return known

    const slots = new Map<string, Slot>([
      ['@xsi:type', XSI_TYPE],
      ['@xsi:nil', XSI_NIL],
    ])
    for (const rule of type.attributes.values()) slots.set(rule.key, attributeSlot(rule))
    if (type.kind === 'text') slots.set('$text', textSlot(type))
    else addChildSlots(slots, type)
    const made = { type, slots }
    writers.set(type, made)
    return made
  }

  function addChildSlots(slots: Map<string, Slot>, type: ElementsType): void {
    const members = new Map<string, Write>()
    let order = -1
    for (const rule of type.children.values()) {
      const write = elementWrite(rule)
      if (rule.storage === 'each') {
        members.set(rule.element.name, write)
        order = order === -1 ? rule.order : order
      } else slots.set(rule.element.name, childSlot(rule, write))
    }
    if (members.size > 0) slots.set('$each', eachSlot(type, members, order))
  }

  function elementWrite({ element }: ChildRule): Write {
    const tag = `${element.prefix}:${element.name}`
    const type = schema.type(element.type)

    return type.kind === 'text' && !type.boxed
      ? plainWrite(tag, type)
      : (value) => writeObject(tag, type, value)
  }

  function writeObject(tag: string, declared: CompiledType, value: EwsValue): string {
    if (!isObject(value)) throw invalidResponse(tag, 'needs an object.')
    const writer = writerOf(actualType(tag, declared, value))
    const { attributes, content } = writeParts(tag, writer, value)
    return content === '' ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${content}</${tag}>`
  }

  function actualType(tag: string, declared: CompiledType, value: EwsObject): CompiledType {
    const named = value['@xsi:type']
    if (named === undefined && !declared.abstract) return declared
    if (named === undefined)
      throw invalidResponse(tag, `needs "@xsi:type": its type ${declared.name} is abstract.`)
    return schema.type(`t:${named as string}`)
  }

  return {
    write(name, value, namespaces) {
      const type = schema.element(name)
      if (type === undefined) throw invalidResponse(name, 'is not an element of the schema.')
      const { attributes, content } = writeParts(name, writerOf(type), value)
      return `<${name}${namespaces}${attributes}>${content}</${name}>`
    },
  }
}

/** Writes the keys of a value: at once when they come in the order of the schema, else sorted first. */
function writeParts(
  tag: string,
  writer: TypeWriter,
  value: EwsObject,
): { attributes: string; content: string } {
  let attributes = ''
  let content = ''
  let last = -Infinity
  for (const key in value) {
    const part = value[key]
    if (part === undefined) continue
    const slot = writer.slots.get(key)
    if (slot === undefined) throw invalidResponse(tag, `has no "${key}" in ${writer.type.name}.`)
    if (slot.isAttribute) {
      attributes += slot.write(part)
      continue
    }
    if (slot.order < last) return writeParts(tag, writer, inOrder(writer, value))
    last = slot.order
    content += slot.write(part)
  }
  requireParts(tag, writer.type, value)
  return { attributes, content }
}

function inOrder(writer: TypeWriter, value: EwsObject): EwsObject {
  const orderOf = (key: string): number => writer.slots.get(key)?.order ?? -Infinity
  const present = Object.entries(value).filter(([, part]) => part !== undefined)

  return Object.fromEntries(present.sort(([a], [b]) => orderOf(a) - orderOf(b)))
}

function requireParts(tag: string, type: CompiledType, value: EwsObject): void {
  for (const { key } of type.requiredAttributes) {
    if (value[key] === undefined) throw invalidResponse(tag, `lacks the attribute "${key}".`)
  }
  if (type.kind === 'text' || value['@xsi:nil'] === true) return
  for (const name of type.required) {
    if (value[name] === undefined && type.children.get(name)?.storage !== 'each') {
      throw invalidResponse(tag, `lacks "${name}".`)
    }
  }
}

function attributeSlot(rule: AttributeRule): Slot {
  const start = ` ${rule.name}="`
  const write = scalarWrite(rule.key, rule.type, escapeAttribute)

  return { order: -1, isAttribute: true, write: (value) => `${start}${write(value as SimpleValue)}"` }
}

function textSlot(type: TextType): Slot {
  return { order: 0, isAttribute: false, write: scalarWrite('$text', type.text) as Slot['write'] }
}

function plainWrite(tag: string, type: TextType): Write {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`]
  const write = scalarWrite(tag, type.text)

  return (value) => {
    const text = write(value as SimpleValue)
    return text === '' ? empty : open + text + close
  }
}

function childSlot(rule: ChildRule, write: Write): Slot {
  const { name } = rule.element
  if (rule.storage === 'one') return { order: rule.order, isAttribute: false, write: write as Slot['write'] }
  return { order: rule.order, isAttribute: false, write: writeList }

  function writeList(value: EwsValue | readonly EwsElement[]): string {
    if (!Array.isArray(value)) throw invalidResponse(name, 'may occur often: give an array.')
    let content = ''
    for (const item of value as readonly EwsValue[]) content += write(item)
    return content
  }
}

function eachSlot(type: ElementsType, members: ReadonlyMap<string, Write>, order: number): Slot {
  return {
    order,
    isAttribute: false,
    write(elements) {
      let content = ''
      for (const { name, value } of elements as readonly EwsElement[]) {
        const write = members.get(name)
        if (write === undefined) throw invalidResponse(type.name, `has no "${name}" in $each.`)
        content += write(value)
      }
      return content
    },
  }
}

/** Gives the lexical form of a value, escaped where it can hold what XML would not. */
function scalarWrite(where: string, type: SimpleType, escape = escapeText): (value: SimpleValue) => string {
  return (value) => {
    if (!type.allows(value))
      throw invalidResponse(where, `may not be "${String(value)}": see ${type.called}.`)
    if (typeof value === 'string') return type.enumerated ? value : escape(value)
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    if (typeof value === 'number')
      return Number.isFinite(value) ? String(value) : String(value).replace('Infinity', 'INF')
    if (!Array.isArray(value)) throw invalidResponse(where, 'needs a simple value.')
    return escape(value.join(' '))
  }
}

function isObject(value: EwsValue): value is EwsObject {
  return typeof value === 'object' && !Array.isArray(value)
}
