import type { EwsElement, EwsObject, EwsValue } from '../tree.js'
import type { ContentState } from './content-model.js'
import { NAMESPACE_OF } from './namespaces.js'
import { ownCopy } from './own-copy.js'
import { attributeText, elementText, leave, type PlainScanner } from './plain-scanner.js'
import type { EwsSchema } from './schema.js'
import type { SimpleType, SimpleValue } from './simple-type.js'
import type { AttributeRule, CompiledType, ElementsType, Storage, TextType } from './type-kinds.js'
import { MAX_DEPTH } from './xml-reader.js'

/** Where a reader stands in the content of an element, with what has followed there before: it mostly does again. */
interface Place {
  readonly content: ContentState
  readonly type: ElementsType
  readonly steps: Step[]
}

/** An element that may come next, by its name as a client writes it. */
interface Step {
  readonly written: string
  readonly prefix: string
  readonly namespace: string
  readonly type: PlainType
  readonly key: string
  readonly storage: Storage
  readonly next: Place
}

/** A type made ready for plain reading. */
export interface PlainType {
  readonly compiled: CompiledType
  readonly attributes: readonly AttributeRule[]
  /** The beginning of the content; undefined for text. */
  readonly start: Place | undefined
}

type Draft = Record<string, EwsValue | readonly EwsElement[]>

/** Clients may name namespaces as they like, and so make any number of names for one element. */
const MOST_STEPS = 32
const LONGEST_STEP = 100

const NO_ATTRIBUTES: EwsObject = {}

/** The types of a schema, made ready when first asked for. */
export class PlainTypes {
  readonly #schema: EwsSchema
  readonly #types = new Map<CompiledType, PlainType>()
  readonly #places = new WeakMap<ContentState, Place>()

  constructor(schema: EwsSchema) {
    this.#schema = schema
  }

  get schema(): EwsSchema {
    return this.#schema
  }

  of(compiled: CompiledType): PlainType {
    const known = this.#types.get(compiled)
    if (known !== undefined) return known
    const start = compiled.kind === 'text' ? undefined : this.#placeOf(compiled.content, compiled)
    const made = { compiled, attributes: [...compiled.attributes.values()], start }
    this.#types.set(compiled, made)
    return made
  }

  /** The element that a name leads to from a place. */
  step(from: Place, { written, prefix, local }: { written: string; prefix: string; local: string }): Step {
    const next = from.content.next(local)
    if (next === undefined || next.leaf.kind === 'any') leave()
    const { leaf, state } = next
    const child = from.type.children.get(local) ?? leave()
    const step: Step = {
      written: ownCopy(written),
      prefix: ownCopy(prefix),
      namespace: NAMESPACE_OF[leaf.prefix],
      type: this.of(this.#schema.type(leaf.type)),
      key: child.key,
      storage: child.storage,
      next: this.#placeOf(state, from.type),
    }
    if (from.steps.length < MOST_STEPS && written.length <= LONGEST_STEP) from.steps.push(step)
    return step
  }

  #placeOf(content: ContentState, type: ElementsType): Place {
    const known = this.#places.get(content)
    if (known !== undefined) return known
    const made = { content, type, steps: [] }
    this.#places.set(content, made)
    return made
  }
}

/** Reads elements into a tree, by the tables, and collects the values in them that may be any text. */
export class PlainDecoder {
  readonly #types: PlainTypes
  readonly #scanner: PlainScanner
  #depth = 0
  free = ''

  constructor(types: PlainTypes, scanner: PlainScanner) {
    this.#types = types
    this.#scanner = scanner
  }

  /** Reads an element of which the scanner has just passed the name. `prefix` must stand for `namespace`. */
  element(
    type: PlainType,
    { written, prefix, namespace }: Pick<Step, 'written' | 'prefix' | 'namespace'>,
  ): EwsValue {
    const { compiled } = type
    if (compiled.abstract || ++this.#depth > MAX_DEPTH) leave()
    const scanner = this.#scanner
    const outer = scanner.scope
    const attributes = this.#attributes(type, outer)
    if (scanner.namespaceOf(prefix) !== namespace) leave()
    const isEmpty = scanner.startTagEnd()
    const value =
      compiled.kind === 'text'
        ? this.#text(compiled, attributes, isEmpty)
        : this.#children(type.start as Place, attributes, isEmpty)
    if (!isEmpty) scanner.endTag(written)
    scanner.leaveScope(outer)
    this.#depth--
    return value
  }

  #attributes({ compiled, attributes }: PlainType, outer: number): EwsObject | undefined {
    const scanner = this.#scanner
    let value: Draft | undefined
    while (scanner.toAttribute()) {
      const rule = this.#passedRule(attributes)
      if (rule === undefined) scanner.declaration(outer)
      else {
        value ??= {}
        if (value[rule.key] !== undefined) leave()
        value[rule.key] = this.#simple(rule.type, scanner.writtenValue(), attributeText)
      }
    }
    for (const { key } of compiled.requiredAttributes) if (value?.[key] === undefined) leave()
    return value
  }

  #passedRule(rules: readonly AttributeRule[]): AttributeRule | undefined {
    for (const rule of rules) if (this.#scanner.passes(rule.name)) return rule
    return undefined
  }

  #text(type: TextType, attributes: EwsObject | undefined, isEmpty: boolean): EwsValue {
    let written = ''
    if (!isEmpty) {
      written = this.#scanner.writtenText()
      if (!this.#scanner.toEndTag()) leave()
    }
    const value = this.#simple(type.text, written, elementText)
    return type.boxed ? { ...(attributes ?? NO_ATTRIBUTES), $text: value } : value
  }

  #children(start: Place, attributes: EwsObject | undefined, isEmpty: boolean): EwsObject {
    const value: Draft = attributes === undefined ? {} : attributes
    const scanner = this.#scanner
    let place = start
    while (!isEmpty && !scanner.toEndTag()) {
      const step = this.#step(place)
      store(value, step, this.element(step.type, step))
      place = step.next
    }
    if (!place.content.complete) leave()
    return value
  }

  #step(place: Place): Step {
    for (const step of place.steps) if (this.#scanner.passes(step.written)) return step
    return this.#types.step(place, this.#scanner.name())
  }

  /** Nothing on a list of names has to be understood in any other way than it is written. */
  #simple(type: SimpleType, written: string, understood: (written: string) => string): SimpleValue {
    const name = type.nameOf?.(written)
    if (name !== undefined) return name
    const text = understood(written)
    const reading = type.read(text)
    if ('problem' in reading) leave()
    if (type.free) this.free += `${text}\n`
    return reading.value
  }
}

function store(parent: Draft, { key, storage }: Step, value: EwsValue): void {
  if (storage === 'one') parent[key] = value
  else if (storage === 'each') append(parent, '$each', { name: key, value })
  else append(parent, key, value)
}

function append(parent: Draft, key: string, item: EwsValue | EwsElement): void {
  const list = parent[key] as (EwsValue | EwsElement)[] | undefined
  if (list === undefined) parent[key] = [item] as readonly EwsValue[]
  else list.push(item)
}
