import type { DeepReadonly } from '../brand.js'
import type { Ids } from '../chance/ids.js'
import type { Clock } from '../clock/clock.js'
import { LabError } from '../errors.js'
import { ChangeLog, type LogPage } from './change-log.js'
import type { Change, Commit, Stored, Tombstone, Write } from './change.js'
import type { Collection } from './collection.js'
import type { SeedOnDemand } from './seed.js'
import { areEqual } from './index-set.js'
import { refill, snapshotOf, type WorldSnapshot } from './snapshot.js'
import { Table } from './table.js'

export interface WorldOptions {
  readonly clock: Clock
  readonly ids: Ids
  /** How many changes the log keeps; older ones leave it. Default 100,000. */
  readonly maxLogChanges?: number
}

/**
 * Everything that survives the restart of a server, as readonly records. It changes only by `commit`, which is
 * atomic, gives each written record the next sequence number, leaves a tombstone for each deleted one, and
 * tells the log. A record number compared with a cursor answers "what changed since" without the log.
 */
export class World {
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #tables = new Map<string, Table<object>>()
  readonly #log: ChangeLog
  readonly #watchers = new Map<string, Set<() => void>>()
  #sequence = 0
  #epoch: string

  constructor(options: WorldOptions) {
    this.#clock = options.clock
    this.#ids = options.ids
    this.#log = new ChangeLog(options.maxLogChanges ?? 100_000)
    this.#epoch = options.ids.uuid()
  }

  /** Names the life of this world since its last restore; a cursor of another epoch is not valid any more. */
  get epoch(): string {
    return this.#epoch
  }

  /** The number of the last change. */
  get sequence(): number {
    return this.#sequence
  }

  /** Makes collections known before their first use, so that a snapshot made elsewhere can be restored. */
  register(collections: readonly Collection<never>[]): void {
    for (const collection of collections) this.#table(collection)
  }

  get<R extends object, I extends string>(
    collection: Collection<R, I>,
    key: string,
  ): DeepReadonly<R> | undefined {
    return this.stored(collection, key)?.record
  }

  stored<R extends object, I extends string>(
    collection: Collection<R, I>,
    key: string,
  ): Stored<R> | undefined {
    return this.#table(collection).get(key)
  }

  all<R extends object, I extends string>(collection: Collection<R, I>): Iterable<Stored<R>> {
    return this.#table(collection).all.values()
  }

  count<R extends object, I extends string>(collection: Collection<R, I>): number {
    return this.#table(collection).all.size
  }

  /** The records whose index has this value, in the order in which they entered it. */
  by<R extends object, I extends string>(
    collection: Collection<R, I>,
    index: NoInfer<I>,
    value: string,
  ): Iterable<Stored<R>> {
    return this.#table(collection).by(index, value)
  }

  countBy<R extends object, I extends string>(
    collection: Collection<R, I>,
    index: NoInfer<I>,
    value: string,
  ): number {
    return this.#table(collection).countBy(index, value)
  }

  /** The first record whose index has this value; for indexes that are unique. */
  one<R extends object, I extends string>(
    collection: Collection<R, I>,
    index: NoInfer<I>,
    value: string,
  ): DeepReadonly<R> | undefined {
    for (const stored of this.by(collection, index, value)) return stored.record
    return undefined
  }

  tombstone<R extends object, I extends string>(
    collection: Collection<R, I>,
    key: string,
  ): Tombstone<R> | undefined {
    return this.#table(collection).tombstones.get(key)
  }

  /** The deleted records whose index had this value when they went. */
  tombstonesBy<R extends object, I extends string>(
    collection: Collection<R, I>,
    index: NoInfer<I>,
    value: string,
  ): Iterable<Tombstone<R>> {
    return this.#table(collection).buriedBy(index, value)
  }

  /** The only way to change the world. Refuses the whole commit when one write cannot be done. */
  commit({ cause, reason, writes }: Commit): readonly Change[] {
    for (const write of writes) this.#check(write)

    const at = this.#clock.now()
    const wake = new Set<() => void>()
    const changes: Change[] = []
    for (const write of writes) {
      const { before, after, key, streams } = this.#write(write, at)
      const change: Change = {
        sequence: this.#sequence,
        at,
        cause,
        reason: write.reason ?? reason,
        collection: write.collection.name,
        key,
        before,
        after,
      }
      this.#log.append(change, streams)
      changes.push(change)
      for (const stream of streams)
        for (const watcher of this.#watchers.get(stream) ?? NOBODY) wake.add(watcher)
    }
    for (const watcher of wake) watcher()
    return changes
  }

  /** Fills the world before it is in use: the records are numbered, but the log does not tell of them. */
  seed(writes: readonly Write[]): void {
    for (const write of writes) this.#check(write)
    const at = this.#clock.now()
    for (const write of writes) this.#write(write, at)
    this.#log.clear(this.#sequence)
  }

  /** Fills the world like `seed`, but makes the records only when somebody looks where they are. */
  seedOnDemand<R extends object, I extends string>(
    collection: Collection<R, I>,
    { count, mayHave, make }: SeedOnDemand<R, NoInfer<I>>,
  ): void {
    const first = this.#sequence + 1
    this.#sequence += count
    this.#table(collection).delay({
      first,
      mayHave: mayHave as (index: string, value: string) => boolean,
      make: () => make(first),
    })
  }

  /** Finds the records of a collection anew, when what its indexes depend on has changed. */
  reindex<R extends object, I extends string>(collection: Collection<R, I>): void {
    this.#table(collection).reindex()
  }

  /** The changes of a stream after `sequence`, oldest first. */
  read(stream: string, sequence: number, limit?: number): LogPage {
    return this.#log.read(stream, sequence, limit)
  }

  hasChangesAfter(stream: string, sequence: number): boolean {
    return this.#log.hasAfter(stream, sequence)
  }

  /** Calls `wake` after each commit that changed something in the stream; what changed is read with `read`. */
  watch(stream: string, wake: () => void): Disposable {
    const watchers = this.#watchers.get(stream) ?? new Set()
    this.#watchers.set(stream, watchers.add(wake))
    return {
      [Symbol.dispose]: () => {
        watchers.delete(wake)
        if (watchers.size === 0 && this.#watchers.get(stream) === watchers) this.#watchers.delete(stream)
      },
    }
  }

  snapshot(): WorldSnapshot {
    return snapshotOf(this.#sequence, this.#tables.values())
  }

  /** Puts the world back; a new epoch begins, so that no cursor of the old one is taken for a new one. */
  restore(snapshot: WorldSnapshot): void {
    const collections = new Map([...this.#tables].map(([name, table]) => [name, table.collection]))
    this.#tables.clear()
    for (const [name, kept] of Object.entries(snapshot.collections)) {
      const collection = collections.get(name)
      if (collection === undefined) {
        throw new LabError('SNAPSHOT_COLLECTION', {
          message: `The snapshot has records of "${name}", which this lab does not know.`,
          hint: 'Restore it with the version of exwex that made it.',
        })
      }
      refill(this.#table(collection), kept)
    }
    this.#sequence = snapshot.sequence
    this.#epoch = this.#ids.uuid()
    this.#log.clear(snapshot.sequence)
    for (const watchers of [...this.#watchers.values()]) for (const wake of [...watchers]) wake()
  }

  #check(write: Write): void {
    if (write.kind === 'put') return
    if (this.#table(write.collection).get(write.key) !== undefined) return
    throw new LabError('WORLD_NO_RECORD', {
      message: `There is no record "${write.key}" in ${write.collection.name} to remove.`,
      hint: 'Look it up before removing it.',
    })
  }

  #write(write: Write, at: Tombstone<object>['at']) {
    const collection = write.collection as unknown as Collection<object>
    const table = this.#table(collection)
    const key = write.kind === 'put' ? collection.key(write.record) : write.key
    const before = table.present.get(key)?.record
    const sequence = ++this.#sequence

    if (write.kind === 'put') {
      const record = write.record
      table.put({ key, sequence, record })
      return { key, before, after: record, streams: streamsOf(collection, before, record) }
    }
    if (before !== undefined) table.bury({ key, sequence, at, last: before })
    return { key, before, after: undefined, streams: streamsOf(collection, before, undefined) }
  }

  #table<R extends object, I extends string>(collection: Collection<R, I>): Table<R> {
    let table = this.#tables.get(collection.name)
    if (table === undefined) {
      table = new Table(collection as unknown as Collection<object>)
      this.#tables.set(collection.name, table)
    }
    return table as unknown as Table<R>
  }
}

const NOBODY: ReadonlySet<() => void> = new Set()
const NOWHERE: readonly string[] = []

/** A record that moves appears in the streams it leaves as well as in those it enters. */
function streamsOf(
  collection: Collection<object>,
  before: object | undefined,
  after: object | undefined,
): readonly string[] {
  const entered = after === undefined ? NOWHERE : collection.streams(after)
  const left = before === undefined ? NOWHERE : collection.streams(before)
  if (left.length === 0 || areEqual(left, entered)) return entered
  return [...new Set([...left, ...entered])]
}
