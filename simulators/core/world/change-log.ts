import type { Change } from './change.js'

/** What a reader of a stream gets: the changes after its cursor, or the news that some are no longer kept. */
export type LogPage =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  | { readonly kind: 'evicted'; readonly oldest: number }

interface Stream {
  changes: Change[]
  /** How many changes at the front have left the log. */
  gone: number
}

/**
 * The bounded log of changes, kept once as a whole and once for each stream, so that a reader pays for the
 * changes it gets and not for those it passes over. The oldest changes leave when the log is full.
 */
export class ChangeLog {
  readonly #maxChanges: number
  readonly #ring: { readonly change: Change; readonly streams: readonly string[] }[] = []
  readonly #streams = new Map<string, Stream>()
  #first = 0
  #evictedThrough = 0

  constructor(maxChanges: number) {
    this.#maxChanges = maxChanges
  }

  append(change: Change, streams: readonly string[]): void {
    this.#ring.push({ change, streams })
    for (const name of streams) this.#stream(name).changes.push(change)
    if (this.#ring.length - this.#first > this.#maxChanges) this.#evict()
  }

  /** The changes of a stream after `sequence`, at most `limit` of them. */
  read(stream: string, sequence: number, limit = Infinity): LogPage {
    if (sequence < this.#evictedThrough) return { kind: 'evicted', oldest: this.#evictedThrough + 1 }
    const kept = this.#streams.get(stream)
    if (kept === undefined) return { kind: 'changes', changes: [] }
    const start = firstAfter(kept.changes, kept.gone, sequence)
    return { kind: 'changes', changes: kept.changes.slice(start, start + limit) }
  }

  /** Whether the stream has anything after `sequence`. */
  hasAfter(stream: string, sequence: number): boolean {
    const last = this.#streams.get(stream)?.changes.at(-1)
    return last !== undefined && last.sequence > sequence
  }

  clear(evictedThrough: number): void {
    this.#ring.length = 0
    this.#streams.clear()
    this.#first = 0
    this.#evictedThrough = evictedThrough
  }

  #stream(name: string): Stream {
    let stream = this.#streams.get(name)
    if (stream === undefined) this.#streams.set(name, (stream = { changes: [], gone: 0 }))
    return stream
  }

  #evict(): void {
    const oldest = this.#ring[this.#first++]
    if (oldest === undefined) return
    this.#evictedThrough = oldest.change.sequence
    for (const name of oldest.streams) this.#evictFrom(name)
    if (this.#first > this.#maxChanges) this.#first -= this.#ring.splice(0, this.#first).length
  }

  #evictFrom(name: string): void {
    const stream = this.#stream(name)
    stream.gone++
    if (stream.gone === stream.changes.length) this.#streams.delete(name)
    else if (stream.gone > stream.changes.length / 2)
      stream.gone -= stream.changes.splice(0, stream.gone).length
  }
}

/** The index of the first change after `sequence`: a binary search from `low` on. */
function firstAfter(changes: readonly Change[], low: number, sequence: number): number {
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((changes[middle]?.sequence ?? Infinity) > sequence) high = middle
    else low = middle + 1
  }
  return low
}
