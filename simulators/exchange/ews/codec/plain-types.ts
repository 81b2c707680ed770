import type { ContentState } from './content-model.js'
import { leave } from './leave.js'
import { Names, type Name } from './names.js'
import { MESSAGES_NAMESPACE, NAMESPACE_OF, SOAP_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { ownCopy } from './own-copy.js'
import type { EwsSchema } from './schema.js'
import { Scope } from './scope.js'
import type { SimpleType } from './simple-type.js'
import type { OperationFacts } from './table.js'
import type { AttributeRule, CompiledType, ElementsType, Storage } from './type-kinds.js'
import type { Words } from './words.js'

const SOAP_ELEMENTS = ['Envelope', 'Header', 'Body'] as const

/** A type made ready for plain reading. */
export interface PlainType {
  readonly abstract: boolean
  readonly attributes: readonly PlainAttribute[]
  /** The bits of those it must have. */
  readonly required: number
  /** What its text is, and the words that it can be; undefined for content of elements. */
  readonly text: SimpleType | undefined
  readonly words: Words | undefined
  /** Text is kept beside attributes. */
  readonly boxed: boolean
  /** The beginning of the content; undefined for text. */
  readonly start: Place | undefined
}

export interface PlainAttribute {
  readonly name: Buffer
  readonly key: string
  readonly bit: number
  readonly type: SimpleType
  readonly words: Words | undefined
}

/** Where a reader stands in the content of an element. */
export interface Place {
  /** The content may end here. */
  readonly complete: boolean
  readonly names: Names<Step>
}

/** An element that may come next. */
export interface Step {
  readonly type: PlainType
  readonly key: string
  readonly storage: Storage
  readonly next: Place
}

/** A request, the one element of a body. */
export interface Request {
  readonly operation: OperationFacts
  readonly type: PlainType
}

export interface Header {
  readonly local: string
  readonly type: PlainType
}

/** The types of a schema, made ready when first asked for. */
export class PlainTypes {
  readonly schema: EwsSchema
  /** The scope around every document. */
  readonly scope = Scope.outermost()
  readonly soap = new Names((local) => ({ namespace: SOAP_NAMESPACE, meaning: soapElement(local) }))
  readonly headers = new Names((local) => ({ namespace: TYPES_NAMESPACE, meaning: this.#header(local) }))
  readonly requests = new Names((local) => ({ namespace: MESSAGES_NAMESPACE, meaning: this.#request(local) }))
  readonly #types = new Map<CompiledType, PlainType>()
  readonly #places = new WeakMap<ContentState, Place>()

  constructor(schema: EwsSchema) {
    this.schema = schema
  }

  #header(local: string): Header {
    const type = this.schema.element(`t:${local}`) ?? leave()
    return { local: ownCopy(local), type: this.#type(type) }
  }

  #request(local: string): Request {
    const operation = this.schema.operation(local) ?? leave()
    const type = this.schema.element(`m:${local}`) ?? leave()
    return { operation, type: this.#type(type) }
  }

  #type(compiled: CompiledType): PlainType {
    const known = this.#types.get(compiled)
    if (known !== undefined) return known
    const made = this.#made(compiled)
    this.#types.set(compiled, made)
    return made
  }

  #made(compiled: CompiledType): PlainType {
    const { abstract, kind } = compiled
    const rules = [...compiled.attributes.values()]
    const attributes = rules.map(attributeOf)
    const required = attributes.reduce((bits, { bit }, at) => (rules[at]?.required ? bits | bit : bits), 0)
    const common = { abstract, attributes, required }
    if (kind === 'elements') {
      const start = this.#place(compiled.content, compiled)
      return { ...common, text: undefined, words: undefined, boxed: false, start }
    }
    const { text, boxed } = compiled
    return { ...common, text, words: text.words, boxed, start: undefined }
  }

  #place(content: ContentState, type: ElementsType): Place {
    const known = this.#places.get(content)
    if (known !== undefined) return known
    const made = { complete: content.complete, names: new Names((local) => this.#step(content, type, local)) }
    this.#places.set(content, made)
    return made
  }

  /** The element that a name leads to. */
  #step(content: ContentState, type: ElementsType, local: string): Pick<Name<Step>, 'namespace' | 'meaning'> {
    const next = content.next(local)
    if (next === undefined || next.leaf.kind === 'any') leave()
    const { leaf, state } = next
    const { key, storage } = type.children.get(local) ?? leave()
    const step = {
      type: this.#type(this.schema.type(leaf.type)),
      key,
      storage,
      next: this.#place(state, type),
    }
    return { namespace: NAMESPACE_OF[leaf.prefix], meaning: step }
  }
}

/** No type has more attributes than a number has bits. */
function attributeOf({ name, key, type }: AttributeRule, index: number): PlainAttribute {
  return { name: Buffer.from(name), key, bit: 1 << index, type, words: type.words }
}

function soapElement(local: string): (typeof SOAP_ELEMENTS)[number] {
  return SOAP_ELEMENTS.find((each) => each === local) ?? leave()
}
