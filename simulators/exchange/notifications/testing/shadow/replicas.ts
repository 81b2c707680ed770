import type { CalendarWire } from './wire.js'

/** A copy of a calendar: what each item is, by id. */
export type Copy = Map<string, string>

/** A copy in which some items are known to be out of date. */
export class Replica {
  readonly copy: Copy = new Map()
  readonly #touched = new Set<string>()

  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#touched.add(id)
  }

  clear(): void {
    this.copy.clear()
    this.#touched.clear()
  }

  /** Reads what is out of date. */
  async refresh(wire: CalendarWire): Promise<void> {
    const ids = [...this.#touched]
    this.#touched.clear()
    for (const [id, shown] of await wire.read(ids)) {
      if (shown === undefined) this.copy.delete(id)
      else this.copy.set(id, shown)
    }
  }
}

const INVALID = 'ErrorInvalidSyncStateData'

/** A copy that is kept by SyncFolderItems alone, and notices what a faithful server does not say. */
export class SyncedReplica {
  readonly replica = new Replica()
  readonly #known = new Set<string>()
  /** What contradicts what was said before. */
  readonly contradictions: string[] = []
  #state: string | undefined
  /** States to which the client could go back, with the items that it knew there. */
  readonly #past: { readonly state: string; readonly known: ReadonlySet<string> }[] = []

  /** Reads all pages; `size` is how many changes each has at most. */
  async catchUp(wire: CalendarWire, size: number): Promise<void> {
    for (;;) {
      const page = await wire.sync(this.#state, size)
      if (page.code === INVALID) {
        this.#forget()
        continue
      }
      for (const change of page.changes) this.#apply(change)
      this.#state = page.state
      if (!page.isLast) continue
      this.#past.push({ state: page.state, known: new Set(this.#known) })
      return this.replica.refresh(wire)
    }
  }

  /** Goes back to a state of the past, as a client does that was restored from a backup. */
  goBack(pick: (count: number) => number): void {
    const past = this.#past[pick(this.#past.length)]
    if (past === undefined) return
    this.#state = past.state
    for (const id of [...this.#known]) if (!past.known.has(id)) this.replica.copy.delete(id)
    this.#known.clear()
    for (const id of past.known) this.#known.add(id)
  }

  #apply({ kind, id }: { readonly kind: string; readonly id: string }): void {
    const isKnown = this.#known.has(id)
    if ((kind === 'Create') === isKnown)
      this.contradictions.push(`${kind} of ${isKnown ? 'a known' : 'an unknown'} item`)
    if (kind === 'Delete') this.#known.delete(id)
    else this.#known.add(id)
    this.replica.touch([id])
  }

  #forget(): void {
    this.#state = undefined
    this.#past.length = 0
    this.#known.clear()
    this.replica.clear()
  }
}
