import type { Stored, Tombstone } from './change.js'
import { madeOf, type DelayedSeed } from './seed.js'
import type { Table } from './table.js'

/** A world at rest, which can be written as JSON and so be kept in a file. The log is not part of it. */
export interface WorldSnapshot {
  readonly version: 1
  readonly sequence: number
  readonly collections: Readonly<Record<string, KeptCollection>>
}

interface KeptCollection {
  readonly records: readonly Stored<object>[]
  readonly tombstones: readonly Tombstone<object>[]
  /** Records of the seed that nobody had looked for; in JSON they are among the others. */
  readonly delayed?: readonly DelayedSeed<object>[]
}

export function snapshotOf(sequence: number, tables: Iterable<Table<object>>): WorldSnapshot {
  const collections: Record<string, KeptCollection> = {}
  for (const table of tables) collections[table.collection.name] = keptOf(table)
  return { version: 1, sequence, collections }
}

function keptOf({ present, delayed, tombstones: buried, collection }: Table<object>): KeptCollection {
  const records = [...present.values()]
  const tombstones = [...buried.values()]
  if (delayed.length === 0) return { records, tombstones }
  const made = () => delayed.flatMap((seed) => [...madeOf(collection, seed)])
  const toJSON = (): KeptCollection => ({ records: [...records, ...made()], tombstones })
  return Object.assign({ records, tombstones, delayed }, { toJSON })
}

/** Fills an empty table with what was kept. */
export function refill(table: Table<object>, { records, tombstones, delayed = [] }: KeptCollection): void {
  for (const stored of records) table.put(stored)
  for (const tombstone of tombstones) table.bury(tombstone)
  for (const seed of delayed) table.delay(seed)
}
