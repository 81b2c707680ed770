import type { EwsElement, EwsObject, EwsValue, WrittenElement } from '../tree.js'
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
  /** The same, with what of it is free. */
  writeMarked(name: string, value: EwsObject, namespaces: string): MarkedXml
}

/**
 * XML in parts, of which some have been written before, and the values in it that may be any text, one after the other:
 * all else is the schema's and the server's own, and ASCII.
 */
export interface MarkedXml {
  readonly parts: readonly string[]
  readonly free: string
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
  /** The forms of values written before: the next one mostly has one of them. */
  readonly forms: ValueForm[]
}

/** The keys that a value has, and how each is written: attributes first, then in the order of the schema. */
interface ValueForm {
  readonly keys: readonly string[]
  readonly parts: readonly { readonly key: string; readonly slot: Slot | undefined }[]
  /** Whether all that the type requires is among the keys. */
  readonly isWhole: boolean
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

/** So many forms of values are remembered for each type. */
const MOST_FORMS = 8

/** Ids that this server makes of numbers: nothing in them was said by anybody. */
const OWN_IDS = /^t:(Item|Folder|Attachment|RootItem)IdType$/

type WriteOnce = (written: WrittenElement, write: () => string) => string

/** Takes the free values of a document while it is written. */
type Note = (value: string) => void

/** Prepares the tags of each type once, when it is first written. */
export function createEncoder(schema: EwsSchema): Encoder {
  const writers = new Map<CompiledType, TypeWriter>()
  let free = ''
  let placed: string[] = []
  const note: Note = (value) => {
    free += value
    free += '\n'
  }

  /** Writes an element that never changes, unless it has been written before; what it gives only marks its place. */
  function once(written: WrittenElement, write: () => string): string {
    if (written.xml === undefined) {
      const outside = { free, placed }
      free = ''
      placed = []
      written.xml = joined(write(), placed).join('')
      written.free = free
      ;({ free, placed } = outside)
    }
    free += written.free
    placed.push(written.xml)
    return PLACE
  }

  function writerOf(type: CompiledType): TypeWriter {
    const known = writers.get(type)
    if (known !== undefined) return known

    const slots = new Map<string, Slot>([
      ['@xsi:type', XSI_TYPE],
      ['@xsi:nil', XSI_NIL],
    ])
    const noteAttribute = OWN_IDS.test(type.name) ? undefined : note
    for (const rule of type.attributes.values()) slots.set(rule.key, attributeSlot(rule, noteAttribute))
    if (type.kind === 'text') slots.set('$text', textSlot(type, note))
    else addChildSlots(slots, type)
    const made = { type, slots, forms: [] }
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
    if (members.size > 0) slots.set('$each', eachSlot(type, members, { order, once }))
  }

  function elementWrite({ element }: ChildRule): Write {
    const tag = `${element.prefix}:${element.name}`
    const type = schema.type(element.type)

    return type.kind === 'text' && !type.boxed ? plainWrite(tag, type, note) : objectWrite(tag, type)
  }

  function objectWrite(tag: string, declared: CompiledType): Write {
    const tags = { name: tag, start: `<${tag}`, end: `</${tag}>`, empty: '/>' }
    let own: TypeWriter | undefined
    return (value) => {
      if (!isObject(value)) throw invalidResponse(tag, 'needs an object.')
      const type = actualType(tag, declared, value)
      return writeParts(tags, type === declared ? (own ??= writerOf(type)) : writerOf(type), value)
    }
  }

  function actualType(tag: string, declared: CompiledType, value: EwsObject): CompiledType {
    const named = value['@xsi:type']
    if (named === undefined && !declared.abstract) return declared
    if (named === undefined)
      throw invalidResponse(tag, `needs "@xsi:type": its type ${declared.name} is abstract.`)
    return schema.type(`t:${named as string}`)
  }

  function write(name: string, value: EwsObject, namespaces: string): string {
    const type = schema.element(name)
    if (type === undefined) throw invalidResponse(name, 'is not an element of the schema.')
    const end = `</${name}>`
    return writeParts({ name, start: `<${name}${namespaces}`, end, empty: `>${end}` }, writerOf(type), value)
  }

  function writeMarked(name: string, value: EwsObject, namespaces: string): MarkedXml {
    free = ''
    placed = []
    const parts = joined(write(name, value, namespaces), placed)
    return { parts, free }
  }

  return { writeMarked, write: (...element) => writeMarked(...element).parts.join('') }
}

/** Stands where an element belongs that has been written before: no text of XML holds it. */
const PLACE = '\0'

function joined(xml: string, placed: readonly string[]): readonly string[] {
  if (placed.length === 0) return [xml]
  const parts: string[] = []
  for (const [at, between] of xml.split(PLACE).entries()) {
    if (at > 0) parts.push(placed[at - 1] ?? '')
    if (between !== '') parts.push(between)
  }
  return parts
}

/** The tags of an element as they are written. */
interface Tags {
  readonly name: string
  readonly start: string
  readonly end: string
  /** The end of the start tag when there is no content. */
  readonly empty: string
}

/** Writes the keys of a value in the order of the schema, whatever their own. */
function writeParts(tags: Tags, writer: TypeWriter, value: EwsObject): string {
  let attributes = tags.start
  let content = ''
  const form = formOf(writer, value)
  let isWhole = form.isWhole
  for (const { key, slot } of form.parts) {
    const part = value[key]
    if (part === undefined) {
      isWhole = false
      continue
    }
    if (slot === undefined) throw invalidResponse(tags.name, `has no "${key}" in ${writer.type.name}.`)
    if (slot.isAttribute) attributes += slot.write(part)
    else content += slot.write(part)
  }
  if (!isWhole) requireParts(tags.name, writer.type, value)
  return content === '' ? attributes + tags.empty : `${attributes}>${content}${tags.end}`
}

function formOf(writer: TypeWriter, value: EwsObject): ValueForm {
  for (const form of writer.forms) if (hasKeys(value, form.keys)) return form
  const keys = Object.keys(value)
  const parts = keys.map((key) => ({ key, slot: writer.slots.get(key) }))
  const orderOf = ({ slot }: (typeof parts)[number]): number => slot?.order ?? -Infinity
  const isWhole = requiredKeys(writer.type).every((key) => keys.includes(key))
  const form = { keys, parts: parts.sort((a, b) => orderOf(a) - orderOf(b)), isWhole }
  if (writer.forms.length < MOST_FORMS) writer.forms.push(form)
  else writer.forms[0] = form
  return form
}

/** Whether a value has these keys and no others, in their order. */
function hasKeys(value: EwsObject, keys: readonly string[]): boolean {
  let at = 0
  for (const key in value) if (keys[at++] !== key) return false
  return at === keys.length
}

function requiredKeys(type: CompiledType): readonly string[] {
  const attributes = type.requiredAttributes.map(({ key }) => key)
  return type.kind === 'text' ? attributes : [...attributes, ...type.required]
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

function attributeSlot(rule: AttributeRule, note: Note | undefined): Slot {
  const start = ` ${rule.name}="`
  const write = scalarWrite(rule.key, rule.type, { note, escape: escapeAttribute })

  return { order: -1, isAttribute: true, write: (value) => `${start}${write(value as SimpleValue)}"` }
}

function textSlot(type: TextType, note: Note): Slot {
  const write = scalarWrite('$text', type.text, { note, escape: escapeText })
  return { order: 0, isAttribute: false, write: write as Slot['write'] }
}

function plainWrite(tag: string, type: TextType, note: Note): Write {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`]
  const write = scalarWrite(tag, type.text, { note, escape: escapeText })

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

function eachSlot(
  type: ElementsType,
  members: ReadonlyMap<string, Write>,
  { order, once }: { readonly order: number; readonly once: WriteOnce },
): Slot {
  return {
    order,
    isAttribute: false,
    write(elements) {
      let content = ''
      for (const element of elements as readonly EwsElement[]) {
        const { name, value, written } = element
        const write = members.get(name)
        if (write === undefined) throw invalidResponse(type.name, `has no "${name}" in $each.`)
        content += written === undefined ? write(value) : once(written, () => write(value))
      }
      return content
    },
  }
}

interface Lexical {
  readonly note: Note | undefined
  readonly escape: (text: string) => string
}

/** Gives the lexical form of a value, escaped where it can hold what XML would not. */
function scalarWrite(where: string, type: SimpleType, lexical: Lexical): (value: SimpleValue) => string {
  const { escape } = lexical
  const note = type.free ? lexical.note : undefined
  return (value) => {
    if (!type.allows(value))
      throw invalidResponse(where, `may not be "${String(value)}": see ${type.called}.`)
    if (typeof value === 'string') {
      note?.(value)
      return type.enumerated ? value : escape(value)
    }
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    if (typeof value === 'number')
      return Number.isFinite(value) ? String(value) : String(value).replace('Infinity', 'INF')
    if (!Array.isArray(value)) throw invalidResponse(where, 'needs a simple value.')
    const list = value.join(' ')
    note?.(list)
    return escape(list)
  }
}

function isObject(value: EwsValue): value is EwsObject {
  return typeof value === 'object' && !Array.isArray(value)
}
