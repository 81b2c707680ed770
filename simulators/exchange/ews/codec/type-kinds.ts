import type { ContentState } from './content-model.js'
import type { ElementParticle } from './particle.js'
import type { SimpleType } from './simple-type.js'

/** A type of the schema made ready for reading and writing. */
export type CompiledType = TextType | ElementsType

interface CommonType {
  /** Prefixed name, such as `t:ItemType`. */
  readonly name: string
  readonly abstract: boolean
  readonly attributes: ReadonlyMap<string, AttributeRule>
  readonly requiredAttributes: readonly AttributeRule[]
  readonly allowsSoapAttributes: boolean
}

/** Text, with or without attributes. */
export interface TextType extends CommonType {
  readonly kind: 'text'
  readonly text: SimpleType
  /** The value is an object with `$text`, because the type may have attributes. */
  readonly boxed: boolean
}

/** Child elements, or nothing. */
export interface ElementsType extends CommonType {
  readonly kind: 'elements'
  readonly content: ContentState
  /** What each child element is, by local name. */
  readonly children: ReadonlyMap<string, ChildRule>
  /** Any other child is allowed too, and not kept. */
  readonly open: boolean
  /** Children that every value has. */
  readonly required: readonly string[]
}

export interface AttributeRule {
  readonly name: string
  /** Its key in the tree: `@` and the name. */
  readonly key: string
  readonly required: boolean
  readonly type: SimpleType
}

/** `one`: under its name; `many`: an array under its name; `each`: a member of `$each`. */
export type Storage = 'one' | 'many' | 'each'

export interface ChildRule {
  readonly element: ElementParticle
  /** Its local name: what it is stored under needs no new string. */
  readonly key: string
  readonly nillable: boolean
  readonly storage: Storage
  /** Position in the schema. */
  readonly order: number
}
