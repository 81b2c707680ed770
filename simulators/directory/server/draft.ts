import type { Write } from '../../core/index.js'
import type { LdapResult } from '../ldap/response.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { isLinkRecord } from '../schema/attribute-type.js'
import type { Values } from '../tree/object-defaults.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import type { Session } from './session.js'

/** Why a rule refuses a write; undefined when it does not. */
export type Verdict = LdapResult | undefined

/** A password as it is written: set by an administrator, or changed by somebody who knows the old one. */
export interface WrittenPassword {
  readonly text: string
  readonly old: string | undefined
}

/**
 * What an entry will be when a write is done, while rules look at it and complete it. Values are in their kept form,
 * links in that of the ids they lead to.
 */
export class Draft {
  readonly session: Session
  /** The entry as it is; undefined while it is being added. */
  readonly before: StoredEntry | undefined
  readonly #values: Map<string, readonly string[]>
  readonly #links = new Map<string, readonly string[]>()
  /** The attributes that the client wrote, or that follow from what it wrote. */
  readonly written = new Set<string>()
  /** Writes beside the entry itself, such as a credential. */
  readonly writes: Write[] = []
  /** Changes of other entries' links that follow. */
  readonly consequences: ((change: TreeChange) => void)[] = []
  password: WrittenPassword | undefined

  constructor(session: Session, before?: StoredEntry) {
    this.session = session
    this.before = before
    this.#values = new Map(Object.entries(before?.record.values ?? {}))
  }

  get tree(): Tree {
    return this.session.view.tree
  }

  get classes(): readonly string[] {
    return this.values('objectClass')
  }

  isOfClass(name: string): boolean {
    return this.classes.includes(name)
  }

  values(name: string): readonly string[] {
    return this.#links.get(name) ?? this.#values.get(name) ?? []
  }

  first(name: string): string | undefined {
    return this.values(name)[0]
  }

  /** The values of an attribute, of links of many values too. */
  current(attribute: AttributeType): readonly string[] {
    const { name } = attribute
    if (!isLinkRecord(attribute)) return this.#values.get(name) ?? []
    const changed = this.#links.get(name)
    if (changed !== undefined) return changed
    return this.before === undefined ? [] : [...this.tree.linked(name, this.before.key)]
  }

  set(attribute: AttributeType, values: readonly string[]): void {
    this.written.add(attribute.name)
    if (isLinkRecord(attribute)) this.#links.set(attribute.name, values)
    else this.keep(attribute.name, values)
  }

  /** Sets an attribute that is no link of many values. */
  keep(name: string, values: readonly string[]): void {
    if (values.length === 0) this.#values.delete(name)
    else this.#values.set(name, values)
  }

  /** Sets what the client has not. */
  complete(defaults: Values): void {
    for (const [name, values] of Object.entries(defaults))
      if (!this.#values.has(name)) this.keep(name, values)
  }

  /** The names of all attributes that the entry will have values of. */
  get names(): readonly string[] {
    const links = [...this.#links].filter(([, ids]) => ids.length > 0).map(([name]) => name)
    return [...this.#values.keys(), ...links]
  }

  /** What the record keeps. */
  get record(): Values {
    return Object.fromEntries(this.#values)
  }

  /** Makes the changed links. */
  relink(change: TreeChange, from: string): void {
    for (const [attribute, next] of this.#links) {
      const before = new Set(this.before === undefined ? [] : this.tree.linked(attribute, from))
      for (const to of next) if (!before.delete(to)) change.link({ attribute, from, to })
      for (const to of before) change.unlink({ attribute, from, to })
    }
  }
}
