import type { DeepReadonly } from '../brand.js'
import type { Collection } from './collection.js'

type Keys = Map<string, Set<string>>

/** What a record is found by in one index. */
type Found = string | readonly string[] | undefined

/** The indexes of one collection over one kind of thing: index name and value to the keys that have it. */
export class IndexSet<R extends object> {
  readonly #indexes: readonly { readonly keys: Keys; readonly of: (record: DeepReadonly<R>) => Found }[]
  readonly #keys = new Map<string, Keys>()

  constructor(collection: Collection<R>) {
    this.#indexes = Object.entries(collection.indexes).map(([name, of]) => {
      const keys: Keys = new Map()
      this.#keys.set(name, keys)
      return { keys, of }
    })
  }

  add(key: string, record: DeepReadonly<R>): void {
    for (const { keys, of } of this.#indexes) enter(keys, key, of(record))
  }

  delete(key: string, record: DeepReadonly<R>): void {
    for (const { keys, of } of this.#indexes) leave(keys, key, of(record))
  }

  /** Puts a changed record in the place of what it was: where its value stays, so does its place among the others. */
  replace(key: string, before: DeepReadonly<R>, after: DeepReadonly<R>): void {
    for (const { keys, of } of this.#indexes) {
      const [left, entered] = [of(before), of(after)]
      if (isSame(left, entered)) continue
      leave(keys, key, left)
      enter(keys, key, entered)
    }
  }

  keys(name: string, value: string): ReadonlySet<string> {
    return this.#keys.get(name)?.get(value) ?? EMPTY
  }
}

const EMPTY: ReadonlySet<string> = new Set()

function enter(index: Keys, key: string, values: Found): void {
  for (const value of listOf(values)) {
    const keys = index.get(value)
    if (keys === undefined) index.set(value, new Set([key]))
    else keys.add(key)
  }
}

function leave(index: Keys, key: string, values: Found): void {
  for (const value of listOf(values)) {
    const keys = index.get(value)
    keys?.delete(key)
    if (keys?.size === 0) index.delete(value)
  }
}

function listOf(values: Found): readonly string[] {
  if (values === undefined) return NONE
  return typeof values === 'string' ? [values] : values
}

const NONE: readonly string[] = []

function isSame(left: Found, right: Found): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  return left.length === right.length && left.every((value, at) => value === right[at])
}
