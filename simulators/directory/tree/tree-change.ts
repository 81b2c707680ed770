import { put, remove, type Clock, type Ids, type Write } from '../../core/index.js'
import type { Entry } from './entry.js'
import { linkKey, links, type Link } from './link.js'
import { stampsAfter } from './stamps.js'
import type { StoredEntry, Tree } from './tree.js'

export interface NewEntry {
  /** Given where something refers to the entry before it exists. */
  readonly id?: string
  readonly parent: string | null
  readonly head?: string
  readonly rdnType: string
  readonly name: string
  readonly values: Readonly<Record<string, readonly string[]>>
}

export interface TreeChangeOptions {
  readonly tree: Tree
  readonly clock: Clock
  readonly ids: Ids
}

/** Collects the writes of one change of the tree, then commits them together. */
export class TreeChange {
  readonly #options: TreeChangeOptions
  readonly #writes: Write[] = []

  constructor(options: TreeChangeOptions) {
    this.#options = options
  }

  /** An identifier for something that a change brings with it. */
  newId(): string {
    return this.#options.ids.uuid()
  }

  /** Adds an entry and gives it its id. */
  create({ id, parent, head, rdnType, name, values }: NewEntry): Entry {
    const { tree, clock, ids } = this.#options
    const now = clock.now()
    const entry: Entry = {
      id: id ?? ids.uuid(),
      parent,
      head: head ?? null,
      rdnType,
      name,
      createdSequence: this.#nextSequence(),
      createdAt: now,
      changedAt: now,
      values,
    }
    this.#writes.push(put(tree.entries, entry, 'EntryCreated'))
    return entry
  }

  update(entry: StoredEntry, changes: Partial<Pick<Entry, 'parent' | 'name' | 'rdnType' | 'values'>>): void {
    const { tree, clock } = this.#options
    const stamps = stampsAfter(entry.record, changes, this.#nextSequence())
    this.#writes.push(
      put(tree.entries, { ...entry.record, ...changes, changedAt: clock.now(), stamps }, 'EntryChanged'),
    )
  }

  link(link: Link): void {
    this.#writes.push(put(links, link, 'LinkAdded'))
  }

  unlink(link: Link): void {
    this.#writes.push(remove(links, linkKey(link), 'LinkRemoved'))
  }

  /** Adds a write of another collection of the directory, such as a credential. */
  write(write: Write): void {
    this.#writes.push(write)
  }

  commit(cause: string, reason: string): void {
    if (this.#writes.length === 0) return
    this.#options.tree.world.commit({ cause, reason, writes: this.#writes.splice(0) })
  }

  /** The number that the world will give to the next write. */
  #nextSequence(): number {
    return this.#options.tree.world.sequence + this.#writes.length + 1
  }
}
