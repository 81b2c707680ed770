import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { ownCopy } from './own-copy.js'

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** Comparing namespaces costs less when equal ones are the same string. */
const KNOWN_NAMESPACES: ReadonlyMap<string, string> = new Map(
  [TYPES_NAMESPACE, MESSAGES_NAMESPACE, SOAP_NAMESPACE].map((uri) => [uri, uri]),
)

/** Clients may declare what they like, and so make any number of scopes. */
const MOST_KNOWN = 200

/** How many more scopes may be known. */
interface Room {
  left: number
}

/**
 * The declarations of namespaces that hold for an element: the innermost, and those around it. Clients mostly declare
 * the same, so that a scope is made once, and what a prefix means in it need be found once.
 */
export class Scope {
  readonly prefix: string
  readonly namespace: string
  /** The attribute that declares it. */
  readonly name: Buffer
  readonly value: Buffer
  /** How many declarations there are. */
  readonly depth: number
  /** Known scopes with one declaration more. */
  readonly inner: Scope[] = []
  readonly #outer: Scope | undefined
  readonly #room: Room

  private constructor(outer: Scope | undefined, prefix: string, namespace: string) {
    this.prefix = prefix
    this.namespace = namespace
    this.name = Buffer.from(prefix === '' ? 'xmlns' : `xmlns:${prefix}`)
    this.value = Buffer.from(namespace)
    this.depth = outer === undefined ? 0 : outer.depth + 1
    this.#outer = outer
    this.#room = outer === undefined ? { left: MOST_KNOWN } : outer.#room
  }

  /** What holds where nothing is declared. */
  static outermost(): Scope {
    return new Scope(new Scope(undefined, '', ''), 'xml', XML_NAMESPACE)
  }

  namespaceOf(prefix: string): string | undefined {
    return this.prefix === prefix ? this.namespace : this.#outer?.namespaceOf(prefix)
  }

  /** Whether the prefix is declared between `outer` and here. */
  declares(prefix: string, outer: Scope): boolean {
    return this !== outer && (this.prefix === prefix || this.#outer?.declares(prefix, outer) === true)
  }

  /** The scope with one declaration more. */
  with(prefix: string, namespace: string): Scope {
    const known = this.inner.find((inner) => inner.prefix === prefix && inner.namespace === namespace)
    if (known !== undefined) return known
    const made = new Scope(this, ownCopy(prefix), KNOWN_NAMESPACES.get(namespace) ?? ownCopy(namespace))
    if (this.#room.left-- > 0) this.inner.push(made)
    return made
  }
}
