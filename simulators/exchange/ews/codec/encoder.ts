import { FreeText } from '../../../core/index.js'
import type { EwsObject, EwsValue, Written, WrittenXml } from '../tree.js'
import { inOnePiece } from './in-one-piece.js'
import { invalidResponse } from './response-table-error.js'
import type { EwsSchema } from './schema.js'
import {
  attributeSlot,
  childSlot,
  eachSlot,
  plainWrite,
  textSlot,
  XSI_NIL,
  XSI_TYPE,
  type Note,
  type Slot,
  type Write,
} from './slots.js'
import type { ChildRule, CompiledType, ElementsType } from './type-kinds.js'
import { writeParts, type TypeWriter } from './value-forms.js'

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

/** XML, and the values in it that may be any text: all else is the schema's and the server's own, and ASCII. */
export interface MarkedXml {
  readonly xml: string
  readonly free: readonly FreeText[]
}

/** Ids that this server makes of numbers: nothing in them was said by anybody. */
const OWN_IDS = /^t:(Item|Folder|Attachment|RootItem)IdType$/

/** Prepares the tags of each type once, when it is first written. */
export function createEncoder(schema: EwsSchema): Encoder {
  const writers = new Map<CompiledType, TypeWriter>()
  /** What is free in what is being written, and in what of it has been written before. */
  let said = ''
  let saidBefore: FreeText[] = []
  const note: Note = (value) => {
    said += value
    said += '\n'
  }

  /** Writes what never changes, unless it has been written before. */
  function once(known: Written, write: () => string): string {
    const { xml, free } = (known.as ??= writtenApart(write))
    saidBefore.push(free)
    return xml
  }

  function writtenApart(write: () => string): WrittenXml {
    const outside = { said, saidBefore }
    said = ''
    saidBefore = []
    const written = write()
    const free = new FreeText(saidBefore.reduce((all, { text }) => all + text, said))
    const xml = inOnePiece(written, free)
    ;({ said, saidBefore } = outside)
    return { xml, free }
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
    said = ''
    saidBefore = []
    const xml = write(name, value, namespaces)
    if (said !== '') saidBefore.push(new FreeText(said))
    return { xml, free: saidBefore }
  }

  return { writeMarked, write: (...element) => writeMarked(...element).xml }
}

function isObject(value: EwsValue): value is EwsObject {
  return typeof value === 'object' && !Array.isArray(value)
}
