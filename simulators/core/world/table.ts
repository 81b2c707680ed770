import type { DeepReadonly } from '../brand.js'
import type { Stored, Tombstone } from './change.js'
import type { Collection } from './collection.js'

/** The records of one collection, their indexes and their tombstones. Written by the world alone. */
export class Table<R extends object> {
  readonly collection: Collection<R>
  readonly records = new Map<string, Stored<R>>()
  readonly tombstones = new Map<string, Tombstone<R>>()
  readonly #byIndex = new Map<string, Map<string, Set<string>>>()
  readonly #buriedByIndex = new Map<string, Map<string, Set<string>>>()

  constructor(collection: Collection<R>) {
    this.collection = collection
    for (const index of Object.keys(collection.indexes)) {
      this.#byIndex.set(index, new Map())
      this.#buriedByIndex.set(index, new Map())
    }
  }

  put(stored: Stored<R>): void {
    const before = this.records.get(stored.key)
    if (before !== undefined) this.#index(this.#byIndex, before.record, before.key, removeFrom)
    const buried = this.tombstones.get(stored.key)
    if (buried !== undefined) this.#unbury(buried)
    this.records.set(stored.key, stored)
    this.#index(this.#byIndex, stored.record, stored.key, addTo)
  }

  bury(tombstone: Tombstone<R>): void {
    this.records.delete(tombstone.key)
    this.#index(this.#byIndex, tombstone.last, tombstone.key, removeFrom)
    this.tombstones.set(tombstone.key, tombstone)
    this.#index(this.#buriedByIndex, tombstone.last, tombstone.key, addTo)
  }

  *by(index: string, value: string): Iterable<Stored<R>> {
    for (const key of this.#byIndex.get(index)?.get(value) ?? []) {
      const stored = this.records.get(key)
      if (stored !== undefined) yield stored
    }
  }

  *buriedBy(index: string, value: string): Iterable<Tombstone<R>> {
    for (const key of this.#buriedByIndex.get(index)?.get(value) ?? []) {
      const tombstone = this.tombstones.get(key)
      if (tombstone !== undefined) yield tombstone
    }
  }

  countBy(index: string, value: string): number {
    return this.#byIndex.get(index)?.get(value)?.size ?? 0
  }

  #unbury(tombstone: Tombstone<R>): void {
    this.tombstones.delete(tombstone.key)
    this.#index(this.#buriedByIndex, tombstone.last, tombstone.key, removeFrom)
  }

  #index(
    indexes: Map<string, Map<string, Set<string>>>,
    record: DeepReadonly<R>,
    key: string,
    change: (index: Map<string, Set<string>>, value: string, key: string) => void,
  ): void {
    for (const [name, valuesOf] of Object.entries(this.collection.indexes)) {
      const values = valuesOf(record)
      const index = indexes.get(name)
      if (values === undefined || index === undefined) continue
      if (typeof values === 'string') change(index, values, key)
      else for (const value of values) change(index, value, key)
    }
  }
}

function addTo(index: Map<string, Set<string>>, value: string, key: string): void {
  const keys = index.get(value)
  if (keys === undefined) index.set(value, new Set([key]))
  else keys.add(key)
}

function removeFrom(index: Map<string, Set<string>>, value: string, key: string): void {
  const keys = index.get(value)
  keys?.delete(key)
  if (keys?.size === 0) index.delete(value)
}
