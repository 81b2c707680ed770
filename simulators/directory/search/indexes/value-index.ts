/**
 * The values of one attribute with the ids of the entries that have or had them. A changed entry is entered anew and
 * its old values stay until the index is made again: whoever finds an entry here still has to look at it.
 */
export class ValueIndex {
  readonly #ids = new Map<string, string | Set<string>>()
  #sorted: string[] = []
  /** Values that have come since they were last sorted. */
  #unsorted: string[] = []
  #size = 0

  /** About how many entries there are. */
  get size(): number {
    return this.#size
  }

  add(key: string, id: string): void {
    const ids = this.#ids.get(key)
    if (ids === id) return
    if (ids === undefined) {
      this.#ids.set(key, id)
      this.#unsorted.push(key)
    } else if (typeof ids === 'string') this.#ids.set(key, new Set([ids, id]))
    else ids.add(id)
    this.#size++
  }

  /** All values, in no order. */
  get keys(): Iterable<string> {
    return this.#ids.keys()
  }

  /** The values from one on and up to another, both included; undefined is no bound. */
  between(from: string | undefined, to: string | undefined): readonly string[] {
    const sorted = this.#sort()
    const start = from === undefined ? 0 : firstAt(sorted, from)
    const end = to === undefined ? sorted.length : firstAt(sorted, to)
    return sorted.slice(start, to !== undefined && sorted[end] === to ? end + 1 : end)
  }

  /** The values that begin so. */
  beginning(prefix: string): readonly string[] {
    const sorted = this.#sort()
    return sorted.slice(firstAt(sorted, prefix), firstAt(sorted, `${prefix}\uffff`))
  }

  count(keys: Iterable<string>): number {
    let count = 0
    for (const key of keys) {
      const ids = this.#ids.get(key)
      count += typeof ids === 'object' ? ids.size : 1
    }
    return count
  }

  /** The ids that have one of these values, each once. */
  ids(keys: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>()
    for (const key of keys) {
      const ids = this.#ids.get(key)
      if (typeof ids === 'string') found.add(ids)
      else for (const id of ids ?? []) found.add(id)
    }
    return found
  }

  #sort(): readonly string[] {
    if (this.#unsorted.length === 0) return this.#sorted
    const added = this.#unsorted.sort()
    const [first = ''] = added
    const last = this.#sorted.at(-1)
    this.#unsorted = []
    if (last === undefined || last < first) for (const key of added) this.#sorted.push(key)
    else this.#sorted = merge(this.#sorted, added)
    return this.#sorted
  }
}

/** Where the first value stands that is not before this one. */
function firstAt(sorted: readonly string[], key: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

function merge(left: readonly string[], right: readonly string[]): string[] {
  const merged: string[] = []
  let at = 0
  for (const key of left) {
    for (let next = right[at]; next !== undefined && next < key; next = right[++at]) merged.push(next)
    merged.push(key)
  }
  for (const key of right.slice(at)) merged.push(key)
  return merged
}
