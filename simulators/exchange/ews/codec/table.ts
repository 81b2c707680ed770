/**
 * What the generated tables say, in the notation of `scripts/ews-schema`. Names of types and global elements
 * are prefixed: `t:` types namespace, `m:` messages namespace, `xs:` XML Schema.
 */
export type TypeTable = Readonly<Record<string, TypeFacts>>

export type TypeFacts = ComplexFacts | SimpleFacts | ListFacts | UnionFacts

export interface ComplexFacts {
  readonly abstract?: true
  readonly anonymous?: true
  readonly base?: string
  /** The content replaces the base's instead of following it. */
  readonly restricts?: true
  /** Simple content: text of the base type, beside attributes. */
  readonly text?: true
  readonly content?: readonly ParticleFacts[]
  /** `Name use type`; use is `1` (required), `?` (optional) or `-` (prohibited). */
  readonly attributes?: readonly string[]
  /** Attributes of the SOAP namespace are allowed. */
  readonly anyAttribute?: true
}

/**
 * An element is `Name occurs type [nillable]`, a reference to a global element `prefix:Name occurs @`, any
 * element `* occurs`. Occurs is `1`, `?`, `*`, `+` or `min..max`.
 */
export type ParticleFacts = string | GroupFacts

export type GroupFacts =
  | { readonly sequence: readonly ParticleFacts[]; readonly occurs: string }
  | { readonly choice: readonly ParticleFacts[]; readonly occurs: string }
  | { readonly all: readonly ParticleFacts[]; readonly occurs: string }

export interface Facets {
  readonly values?: readonly string[]
  readonly pattern?: string
  readonly minInclusive?: number
  readonly maxInclusive?: number
  readonly length?: number
  readonly minLength?: number
}

export interface SimpleFacts extends Facets {
  readonly anonymous?: true
  readonly simple: string
}

export interface ListFacts {
  readonly anonymous?: true
  readonly list: string
}

export interface UnionFacts {
  readonly anonymous?: true
  readonly union: readonly string[]
}

/** Global elements, by prefixed name; `head` names the substitution group. */
export type ElementTable = Readonly<Record<string, ElementFacts>>

export interface ElementFacts {
  readonly type: string
  readonly abstract?: true
  readonly head?: string
}

/** An operation of the WSDL, with its request and response elements of the messages namespace. */
export interface OperationFacts {
  readonly name: string
  readonly request: string
  readonly response: string
}
