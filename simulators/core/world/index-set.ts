import type { DeepReadonly } from '../brand.js'
import type { Collection } from './collection.js'

/** The indexes of one collection over one kind of thing: index name and value to the keys that have it. */
export class IndexSet<R extends object> {
  readonly #indexes: Collection<R>['indexes']
  readonly #keys = new Map<string, Map<string, Set<string>>>()

  constructor(collection: Collection<R>) {
    this.#indexes = collection.indexes
    for (const name of Object.keys(collection.indexes)) this.#keys.set(name, new Map())
  }

  add(key: string, record: DeepReadonly<R>): void {
    for (const [index, value] of this.#entries(record)) {
      const keys = index.get(value)
      if (keys === undefined) index.set(value, new Set([key]))
      else keys.add(key)
    }
  }

  delete(key: string, record: DeepReadonly<R>): void {
    for (const [index, value] of this.#entries(record)) {
      const keys = index.get(value)
      keys?.delete(key)
      if (keys?.size === 0) index.delete(value)
    }
  }

  keys(name: string, value: string): ReadonlySet<string> {
    return this.#keys.get(name)?.get(value) ?? EMPTY
  }

  *#entries(record: DeepReadonly<R>): Iterable<[Map<string, Set<string>>, string]> {
    for (const [name, index] of this.#keys) {
      const values = this.#indexes[name]?.(record) ?? []
      if (typeof values === 'string') yield [index, values]
      else for (const value of values) yield [index, value]
    }
  }
}

const EMPTY: ReadonlySet<string> = new Set()
