import type { Stored, World } from '../../core/index.js'
import { rdnKey } from '../names/dn-key.js'
import type { Dn, Rdn } from '../names/dn.js'
import { fold } from '../names/fold.js'
import { escapeValue } from '../names/render-dn.js'
import { isForwardLink, isLinkRecord, type AttributeType } from '../schema/attribute-type.js'
import type { Schema } from '../schema/schema.js'
import {
  ANY_SINGLE_LINK,
  entryCollection,
  placeKey,
  valueKey,
  type Entry,
  type EntryCollection,
} from './entry.js'
import type { Forest } from './forest.js'
import { linkKey, links, type Link } from './link.js'
import { DIRECTORY_STREAM, rememberUntilChange } from './remembered.js'

/** An entry with the number of its last change. */
export type StoredEntry = Stored<Entry>

const NO_ATTRIBUTES: readonly AttributeType[] = []

/** The directory's entries and links, read by name, by place and by value. */
export class Tree {
  readonly world: World
  readonly schema: Schema
  readonly forest: Forest
  readonly entries: EntryCollection
  #singleLinks: { readonly of: readonly AttributeType[]; readonly found: readonly AttributeType[] }
  /** Names of entries that have others below them: few, and asked for with each of those. */
  readonly #parentName: (id: string) => string | undefined

  constructor(options: { readonly world: World; readonly schema: Schema; readonly forest: Forest }) {
    this.world = options.world
    this.schema = options.schema
    this.forest = options.forest
    this.entries = entryCollection(options.schema)
    this.#singleLinks = { of: [], found: [] }
    this.#parentName = rememberUntilChange(options.world, [DIRECTORY_STREAM], (id) => {
      const parent = this.get(id)
      return parent === undefined ? undefined : this.nameOf(parent)
    })
  }

  get(id: string): StoredEntry | undefined {
    return this.world.stored(this.entries, id)
  }

  /** The entry of this name. */
  find(dn: Dn): StoredEntry | undefined {
    const { entry, missing } = this.nearest(dn)
    return missing.length === 0 ? entry : undefined
  }

  /** The deepest entry that exists on the way to a name, and the RDNs below it that do not. */
  nearest(dn: Dn): { readonly entry: StoredEntry | undefined; readonly missing: Dn } {
    const keys = dn.map(rdnKey)
    for (let depth = 0; depth < dn.length; depth++) {
      const head = this.#at(null, keys.slice(depth).join(','))
      if (head !== undefined) return this.#descend(head, { dn, keys, depth })
    }
    return { entry: undefined, missing: dn }
  }

  nameOf({ record }: StoredEntry): string {
    if (record.head !== null) return record.head
    const parent = record.parent === null ? undefined : this.#parentName(record.parent)
    const rdn = `${record.rdnType}=${escapeValue(record.name)}`
    return parent === undefined ? rdn : `${rdn},${parent}`
  }

  /** The head of the naming context that the entry belongs to. */
  headOf(entry: StoredEntry): StoredEntry {
    const parent = entry.record.parent === null ? undefined : this.get(entry.record.parent)
    return parent === undefined ? entry : this.headOf(parent)
  }

  isBelow(entry: StoredEntry, ancestorId: string): boolean {
    let parent = entry.record.parent
    while (parent !== null && parent !== ancestorId) parent = this.get(parent)?.record.parent ?? null
    return parent === ancestorId
  }

  children(id: string): Iterable<StoredEntry> {
    return this.world.by(this.entries, 'parent', id)
  }

  /** The entry of this name directly below another. */
  child(parentId: string, rdn: Rdn): StoredEntry | undefined {
    return this.#at(parentId, rdnKey(rdn))
  }

  countChildren(id: string): number {
    return this.world.countBy(this.entries, 'parent', id)
  }

  /** The entry and everything below it in its naming context. */
  *subtree(entry: StoredEntry): Iterable<StoredEntry> {
    yield entry
    for (const child of this.children(entry.record.id)) yield* this.subtree(child)
  }

  /** The entries with this value of an indexed attribute; `key` is the value's key in its syntax. */
  byValue(attribute: string, key: string): Iterable<StoredEntry> {
    return this.world.by(this.entries, 'value', valueKey(attribute, key))
  }

  countByValue(attribute: string, key: string): number {
    return this.world.countBy(this.entries, 'value', valueKey(attribute, key))
  }

  /** The only living entry with this value; undefined when there is none or more than one. */
  unique(attribute: string, text: string): StoredEntry | undefined {
    const key = this.schema.attribute(attribute)?.syntax.key(text) ?? fold(text)
    let found: StoredEntry | undefined
    for (const entry of this.byValue(attribute, key)) {
      if (entry.record.values['isDeleted'] !== undefined) continue
      if (found !== undefined) return undefined
      found = entry
    }
    return found
  }

  hasLink(link: Link): boolean {
    if (this.#isRecord(link.attribute)) return this.world.get(links, linkKey(link)) !== undefined
    return this.get(link.from)?.record.values[link.attribute]?.[0] === link.to
  }

  /** The ids that an entry names in a linked attribute. */
  *linked(attribute: string, from: string): Iterable<string> {
    if (!this.#isRecord(attribute)) yield* this.get(from)?.record.values[attribute] ?? []
    else for (const { record } of this.linksFrom(from)) if (record.attribute === attribute) yield record.to
  }

  /** The ids of the entries that name this one in a linked attribute. */
  *linking(attribute: string, to: string): Iterable<string> {
    if (!this.#isRecord(attribute)) for (const { key } of this.byValue(attribute, to)) yield key
    else for (const { record } of this.linksTo(to)) if (record.attribute === attribute) yield record.from
  }

  /** The linked attributes that are kept in entries. */
  get singleLinks(): readonly AttributeType[] {
    const { attributes } = this.schema
    if (this.#singleLinks.of !== attributes) {
      const found = attributes.filter((attribute) => isForwardLink(attribute) && !isLinkRecord(attribute))
      this.#singleLinks = { of: attributes, found }
    }
    return this.#singleLinks.found
  }

  /** The attributes in which other entries name this one alone. */
  singleLinksTo(id: string): readonly AttributeType[] {
    if (this.countByValue(ANY_SINGLE_LINK, id) === 0) return NO_ATTRIBUTES
    return this.singleLinks.filter(({ name }) => this.countByValue(name, id) > 0)
  }

  linksFrom(id: string): Iterable<Stored<Link>> {
    return this.world.by(links, 'from', id)
  }

  linksTo(id: string): Iterable<Stored<Link>> {
    return this.world.by(links, 'to', id)
  }

  #isRecord(name: string): boolean {
    const attribute = this.schema.attribute(name)
    return attribute !== undefined && isLinkRecord(attribute)
  }

  #at(parent: string | null, key: string): StoredEntry | undefined {
    for (const found of this.world.by(this.entries, 'place', placeKey(parent, key))) return found
    return undefined
  }

  /** Goes down from the head of a naming context, which is `depth` RDNs above the name. */
  #descend(
    head: StoredEntry,
    { dn, keys, depth }: { readonly dn: Dn; readonly keys: readonly string[]; readonly depth: number },
  ): { readonly entry: StoredEntry; readonly missing: Dn } {
    let entry = head
    for (let at = depth - 1; at >= 0; at--) {
      const child = this.#at(entry.record.id, keys[at] ?? '')
      if (child === undefined) return { entry, missing: dn.slice(0, at + 1) }
      entry = child
    }
    return { entry, missing: [] }
  }
}
