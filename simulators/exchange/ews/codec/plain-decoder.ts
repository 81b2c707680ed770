import type { EwsElement, EwsObject, EwsValue } from '../tree.js'
import { leave } from './leave.js'
import type { Name } from './names.js'
import type { PlainScanner } from './plain-scanner.js'
import type { Place, PlainAttribute, PlainType } from './plain-types.js'
import type { Scope } from './scope.js'
import type { SimpleType, SimpleValue } from './simple-type.js'
import type { Words } from './words.js'
import { MAX_DEPTH } from './xml-reader.js'

type Draft = Record<string, EwsValue | readonly EwsElement[]>

/** Reads elements into a tree, by the tables, and collects the values in them that may be any text. */
export class PlainDecoder {
  readonly #scanner: PlainScanner
  #depth = 0
  free = ''

  constructor(scanner: PlainScanner) {
    this.#scanner = scanner
  }

  /** Reads an element of which the scanner has just passed the name. */
  element(type: PlainType, name: Name<unknown>): EwsValue {
    if (type.abstract || ++this.#depth > MAX_DEPTH) leave()
    const scanner = this.#scanner
    const outer = scanner.scope
    const attributes = this.#attributes(type, outer)
    scanner.checkPrefix(name)
    const isEmpty = scanner.startTagEnd()
    const value = this.#content(type, attributes, isEmpty)
    if (!isEmpty) scanner.endTag(name.written)
    scanner.scope = outer
    this.#depth--
    return value
  }

  #content(type: PlainType, attributes: Draft | undefined, isEmpty: boolean): EwsValue {
    const { text, words, boxed, start } = type
    if (text === undefined) return this.#children(start as Place, attributes ?? {}, isEmpty)
    const value = isEmpty ? this.#simple(text, '') : this.#text(text, words)
    return boxed ? withText(attributes ?? {}, value) : value
  }

  #attributes({ attributes, required }: PlainType, outer: Scope): Draft | undefined {
    const scanner = this.#scanner
    let value: Draft | undefined
    let given = 0
    while (scanner.toAttribute()) {
      const attribute = this.#passed(attributes)
      if (attribute === undefined) scanner.declaration(outer)
      else {
        if ((given & attribute.bit) !== 0) leave()
        given |= attribute.bit
        value ??= {}
        value[attribute.key] = this.#value(attribute)
      }
    }
    if ((given & required) !== required) leave()
    return value
  }

  #passed(attributes: readonly PlainAttribute[]): PlainAttribute | undefined {
    for (const attribute of attributes) if (this.#scanner.passes(attribute.name)) return attribute
    return undefined
  }

  /** Nothing on a list of words has to be understood in any other way than it is written. */
  #value({ type, words }: PlainAttribute): SimpleValue {
    const scanner = this.#scanner
    const quote = scanner.toValue()
    const word = words && scanner.word(words, quote)
    const value = word ?? this.#simple(type, scanner.value(quote))
    scanner.valueEnd()
    return value
  }

  #text(type: SimpleType, words: Words | undefined): SimpleValue {
    const scanner = this.#scanner
    const word = words && scanner.word(words)
    const value = word ?? this.#simple(type, scanner.text())
    if (!scanner.toEndTag()) leave()
    return value
  }

  #children(start: Place, value: Draft, isEmpty: boolean): EwsObject {
    const scanner = this.#scanner
    let place = start
    let each: EwsElement[] | undefined
    while (!isEmpty && !scanner.toEndTag()) {
      const name = place.names.read(scanner)
      const { type, key, storage, next } = name.meaning
      const child = this.element(type, name)
      if (storage === 'one') value[key] = child
      else if (storage === 'many') append(value, key, child)
      else if (each === undefined) value['$each'] = each = [{ name: key, value: child }]
      else each.push({ name: key, value: child })
      place = next
    }
    if (!place.complete) leave()
    return value
  }

  #simple(type: SimpleType, text: string): SimpleValue {
    const reading = type.read(text)
    if ('problem' in reading) leave()
    if (type.free) this.free += `${text}\n`
    return reading.value
  }
}

function append(parent: Draft, key: string, item: EwsValue): void {
  const list = parent[key] as EwsValue[] | undefined
  if (list === undefined) parent[key] = [item]
  else list.push(item)
}

function withText(value: Draft, text: SimpleValue): EwsObject {
  value['$text'] = text
  return value
}
