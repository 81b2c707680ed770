import type { Stored, Tombstone } from './change.js'
import type { Collection } from './collection.js'
import { IndexSet } from './index-set.js'
import { madeOf, type DelayedSeed } from './seed.js'

/** The records of one collection, their indexes and their tombstones. Written by the world alone. */
export class Table<R extends object> {
  readonly collection: Collection<R>
  readonly tombstones = new Map<string, Tombstone<R>>()
  readonly #records = new Map<string, Stored<R>>()
  #living: IndexSet<R>
  #buried: IndexSet<R>
  #delayed: readonly DelayedSeed<R>[] = []

  constructor(collection: Collection<R>) {
    this.collection = collection
    this.#living = new IndexSet(collection)
    this.#buried = new IndexSet(collection)
  }

  /** The record of this key. One that is not there may be among those to come. */
  get(key: string): Stored<R> | undefined {
    const found = this.#records.get(key)
    if (found !== undefined || this.#delayed.length === 0) return found
    this.#makeAll()
    return this.#records.get(key)
  }

  /** The records without those to come: nobody writes a record of the seed without having looked at it. */
  get present(): ReadonlyMap<string, Stored<R>> {
    return this.#records
  }

  /** What stands for the records to come. */
  get delayed(): readonly DelayedSeed<R>[] {
    return this.#delayed
  }

  get all(): ReadonlyMap<string, Stored<R>> {
    this.#makeAll()
    return this.#records
  }

  delay(seed: DelayedSeed<R>): void {
    this.#delayed = [...this.#delayed, seed]
  }

  put(stored: Stored<R>): void {
    const { key, record } = stored
    const before = this.#records.get(key)
    const tombstone = this.tombstones.get(key)
    if (tombstone !== undefined) {
      this.tombstones.delete(key)
      this.#buried.delete(key, tombstone.last)
    }
    this.#records.set(key, stored)
    if (before === undefined) this.#living.add(key, record)
    else this.#living.replace(key, before.record, record)
  }

  bury(tombstone: Tombstone<R>): void {
    const { key, last } = tombstone
    if (this.#records.delete(key)) this.#living.delete(key, last)
    this.tombstones.set(key, tombstone)
    this.#buried.add(key, last)
  }

  /** Finds everything anew where the collection's indexes say something else of the same records than before. */
  reindex(): void {
    this.#living = new IndexSet(this.collection)
    this.#buried = new IndexSet(this.collection)
    for (const { key, record } of this.all.values()) this.#living.add(key, record)
    for (const { key, last } of this.tombstones.values()) this.#buried.add(key, last)
  }

  *by(index: string, value: string): Iterable<Stored<R>> {
    this.#makeWhere(index, value)
    for (const key of this.#living.keys(index, value)) {
      const stored = this.#records.get(key)
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
    this.#makeWhere(index, value)
    return this.#living.count(index, value)
  }

  #makeWhere(index: string, value: string): void {
    if (this.#delayed.some((seed) => seed.mayHave(index, value))) this.#makeAll()
  }

  #makeAll(): void {
    if (this.#delayed.length === 0) return
    const seeds = this.#delayed
    this.#delayed = []
    for (const seed of seeds) for (const stored of madeOf(this.collection, seed)) this.put(stored)
  }
}
