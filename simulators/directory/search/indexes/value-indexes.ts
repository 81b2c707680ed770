import { isChangeOf, type Change } from '../../../core/index.js'
import { isLinkRecord, type AttributeType } from '../../schema/attribute-type.js'
import type { Entry } from '../../tree/entry.js'
import { links, type Link } from '../../tree/link.js'
import { DIRECTORY_STREAM } from '../../tree/remembered.js'
import type { StoredEntry, Tree } from '../../tree/tree.js'
import { ownValues } from '../entry-values.js'
import { orderKey } from './order-key.js'
import { ValueIndex } from './value-index.js'

/** An index is made again when so many changes have left old values in it. */
const MOST_CHANGES = 1_000

interface Kept {
  readonly attribute: AttributeType
  readonly index: ValueIndex
  changes: number
}

/**
 * The indexes of a tree for more than equality, each made when it is first asked for and kept up by the log of changes.
 * A forward link is indexed, too: its values are the ids that it leads to.
 */
export class ValueIndexes {
  readonly #tree: Tree
  readonly #kept = new Map<string, Kept>()
  #epoch = ''
  #sequence = 0

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** The index of an attribute that has one. */
  of(attribute: AttributeType): ValueIndex {
    this.#catchUp()
    const known = this.#kept.get(attribute.name)
    if (known !== undefined && known.attribute === attribute && !isWorn(known)) return known.index
    const index = new ValueIndex()
    this.#kept.set(attribute.name, { attribute, index, changes: 0 })
    this.#fill(attribute, index)
    return index
  }

  #fill(attribute: AttributeType, index: ValueIndex): void {
    const { world, entries } = this.#tree
    if (isLinkRecord(attribute)) {
      for (const { record } of world.all(links)) enterLink(attribute, index, record)
    } else {
      for (const entry of world.all(entries)) this.#enter(attribute, index, entry)
    }
  }

  #enter(attribute: AttributeType, index: ValueIndex, entry: StoredEntry): void {
    const isLink = attribute.linkId !== null
    for (const kept of ownValues(this.#tree, entry, attribute))
      index.add(isLink ? kept : orderKey(attribute, kept), entry.key)
  }

  #catchUp(): void {
    const { world } = this.#tree
    if (world.sequence === this.#sequence && world.epoch === this.#epoch) return
    const page = world.read(DIRECTORY_STREAM, this.#sequence)
    if (page.kind === 'evicted' || world.epoch !== this.#epoch) this.#kept.clear()
    else for (const change of page.changes) this.#follow(change)
    this.#epoch = world.epoch
    this.#sequence = world.sequence
  }

  #follow(change: Change): void {
    for (const kept of this.#kept.values()) {
      if (isChangeOf(links, change)) this.#followLink(kept, change)
      else if (isChangeOf(this.#tree.entries, change)) this.#followEntry(kept, change)
    }
  }

  #followLink(kept: Kept, { before, after }: Change<Link>): void {
    if ((after ?? before)?.attribute !== kept.attribute.name) return
    if (after === undefined) kept.changes++
    else enterLink(kept.attribute, kept.index, after)
  }

  #followEntry(kept: Kept, { before, after, key, sequence }: Change<Entry>): void {
    const { attribute, index } = kept
    if (isLinkRecord(attribute)) return
    const valuesOf = (record: Entry | undefined, at: number) =>
      record === undefined ? NO_VALUES : ownValues(this.#tree, { key, sequence: at, record }, attribute)
    if (isSame(valuesOf(before, 0), valuesOf(after, sequence))) return
    if (before !== undefined) kept.changes++
    if (after !== undefined) this.#enter(attribute, index, { key, sequence, record: after })
  }
}

const NO_VALUES: readonly string[] = []

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, at) => value === right[at])
}

function enterLink(attribute: AttributeType, index: ValueIndex, { attribute: name, from, to }: Link): void {
  if (name === attribute.name) index.add(to, from)
}

function isWorn({ index, changes }: Kept): boolean {
  return changes > Math.max(MOST_CHANGES, index.size / 2)
}

const ofTrees = new WeakMap<Tree, ValueIndexes>()

/** The index of an attribute in a tree. */
export function indexOf(tree: Tree, attribute: AttributeType): ValueIndex {
  const indexes = ofTrees.get(tree) ?? new ValueIndexes(tree)
  ofTrees.set(tree, indexes)
  return indexes.of(attribute)
}
