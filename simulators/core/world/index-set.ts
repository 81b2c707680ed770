import type { DeepReadonly } from '../brand.js'
import type { Collection } from './collection.js'

/** Most values are had by one record alone, which needs no set. */
type Keys = Map<string, string | Set<string>>

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
      const left = of(before)
      const entered = of(after)
      if (isSame(left, entered)) continue
      leave(keys, key, left)
      enter(keys, key, entered)
    }
  }

  keys(name: string, value: string): Iterable<string> {
    const keys = this.#keys.get(name)?.get(value)
    return typeof keys === 'string' ? [keys] : (keys ?? NONE)
  }

  count(name: string, value: string): number {
    const keys = this.#keys.get(name)?.get(value)
    return typeof keys === 'string' ? 1 : (keys?.size ?? 0)
  }
}

function enter(index: Keys, key: string, values: Found): void {
  for (const value of listOf(values)) {
    const keys = index.get(value)
    if (keys === undefined) index.set(value, key)
    else if (typeof keys !== 'string') keys.add(key)
    else if (keys !== key) index.set(value, new Set([keys, key]))
  }
}

function leave(index: Keys, key: string, values: Found): void {
  for (const value of listOf(values)) {
    const keys = index.get(value)
    if (keys === key) index.delete(value)
    else if (typeof keys === 'object' && keys.delete(key) && keys.size === 0) index.delete(value)
  }
}

function listOf(values: Found): readonly string[] {
  if (values === undefined) return NONE
  return typeof values === 'string' ? [values] : values
}

const NONE: readonly string[] = []

function isSame(left: Found, right: Found): boolean {
  if (left === right) return true
  return typeof left === 'object' && typeof right === 'object' && areEqual(left, right)
}

/** Whether two lists have the same values in the same order. */
export function areEqual(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}
