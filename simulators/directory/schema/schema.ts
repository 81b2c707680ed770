import { isForwardLink, type AttributeType } from './attribute-type.js'
import type { ObjectClass } from './object-class.js'

/**
 * The attributes and classes that a forest knows, by name or OID, whatever the case. It follows the schema's naming
 * context: what is looked up is what holds now, so that nobody keeps an attribute longer than a request.
 */
export class Schema {
  readonly #attributes = new Map<string, AttributeType>()
  #all: readonly AttributeType[] = []
  #allClasses: readonly ObjectClass[] = []
  readonly #classes = new Map<string, ObjectClass>()
  readonly #byLink = new Map<number, AttributeType>()
  /** What objects may have, by their classes. */
  readonly #allowed = new Map<string, ReadonlySet<string>>()

  /** Forgets what was known, and knows these. */
  load(attributes: readonly AttributeType[], classes: readonly ObjectClass[]): void {
    this.#all = attributes
    this.#allClasses = classes
    for (const known of [this.#attributes, this.#classes, this.#byLink, this.#allowed]) known.clear()
    for (const attribute of this.#all) {
      for (const key of [attribute.name, attribute.name.toLowerCase(), attribute.oid]) {
        this.#attributes.set(key, attribute)
      }
      if (attribute.linkId !== null) this.#byLink.set(attribute.linkId, attribute)
    }
    for (const objectClass of classes) {
      this.#classes.set(objectClass.name.toLowerCase(), objectClass).set(objectClass.oid, objectClass)
    }
  }

  attribute(nameOrOid: string): AttributeType | undefined {
    return this.#attributes.get(nameOrOid) ?? this.#attributes.get(nameOrOid.toLowerCase())
  }

  class(nameOrOid: string): ObjectClass | undefined {
    return this.#classes.get(nameOrOid.toLowerCase())
  }

  /** Another list each time the schema has changed. */
  get attributes(): readonly AttributeType[] {
    return this.#all
  }

  get classes(): readonly ObjectClass[] {
    return this.#allClasses
  }

  /** The other half of a link: member and memberOf. */
  otherHalf(attribute: AttributeType): AttributeType | undefined {
    if (attribute.linkId === null) return undefined
    return this.#byLink.get(isForwardLink(attribute) ? attribute.linkId + 1 : attribute.linkId - 1)
  }

  /** The class and all it is derived from, `top` first: the values of objectClass. */
  chain(name: string): readonly ObjectClass[] {
    const chain: ObjectClass[] = []
    for (let found = this.class(name); found !== undefined; found = this.class(found.superclass)) {
      chain.unshift(found)
      if (found.superclass.toLowerCase() === found.name.toLowerCase()) break
    }
    return chain
  }

  /** The names of all attributes that an object of these classes may have. */
  attributesOf(classes: Iterable<string>): ReadonlySet<string> {
    const key = [...classes].join(' ')
    const known = this.#allowed.get(key)
    if (known !== undefined) return known
    const names = new Set([...this.allClasses(key.split(' '))].flatMap(({ must, may }) => [...must, ...may]))
    this.#allowed.set(key, names)
    return names
  }

  /** The classes of an object with their auxiliary classes, each once. */
  *allClasses(names: Iterable<string>): Iterable<ObjectClass> {
    const seen = new Set<string>()
    const waiting = [...names]
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      for (const found of this.chain(name)) {
        if (seen.has(found.name)) continue
        seen.add(found.name)
        waiting.push(...found.auxiliaries)
        yield found
      }
    }
  }
}
