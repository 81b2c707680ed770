import type { Stored, Tombstone } from './change.js'
import type { Collection } from './collection.js'
import { IndexSet } from './index-set.js'

/** The records of one collection, their indexes and their tombstones. Written by the world alone. */
export class Table<R extends object> {
  readonly collection: Collection<R>
  readonly records = new Map<string, Stored<R>>()
  readonly tombstones = new Map<string, Tombstone<R>>()
  readonly #living: IndexSet<R>
  readonly #buried: IndexSet<R>

  constructor(collection: Collection<R>) {
    this.collection = collection
    this.#living = new IndexSet(collection)
    this.#buried = new IndexSet(collection)
  }

  put(stored: Stored<R>): void {
    const { key, record } = stored
    const before = this.records.get(key)
    const tombstone = this.tombstones.get(key)
    if (tombstone !== undefined) {
      this.tombstones.delete(key)
      this.#buried.delete(key, tombstone.last)
    }
    this.records.set(key, stored)
    if (before === undefined) this.#living.add(key, record)
    else this.#living.replace(key, before.record, record)
  }

  bury(tombstone: Tombstone<R>): void {
    const { key, last } = tombstone
    if (this.records.delete(key)) this.#living.delete(key, last)
    this.tombstones.set(key, tombstone)
    this.#buried.add(key, last)
  }

  *by(index: string, value: string): Iterable<Stored<R>> {
    for (const key of this.#living.keys(index, value)) {
      const stored = this.records.get(key)
      if (stored !== undefined) yield stored
    }
  }

  *buriedBy(index: string, value: string): Iterable<Tombstone<R>> {
    for (const key of this.#buried.keys(index, value)) {
      const tombstone = this.tombstones.get(key)
      if (tombstone !== undefined) yield tombstone
    }
  }

  countBy(index: string, value: string): number {
    return this.#living.keys(index, value).size
  }
}
