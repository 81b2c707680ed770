import type { Stored, Tombstone } from './change.js'
import type { Table } from './table.js'

/** A world at rest: plain JSON, so that it can be kept in a file. The log is not part of it. */
export interface WorldSnapshot {
  readonly version: 1
  readonly sequence: number
  readonly collections: Readonly<Record<string, KeptCollection>>
}

interface KeptCollection {
  readonly records: readonly Stored<object>[]
  readonly tombstones: readonly Tombstone<object>[]
}

export function snapshotOf(sequence: number, tables: Iterable<Table<object>>): WorldSnapshot {
  const collections: Record<string, KeptCollection> = {}
  for (const table of tables) {
    collections[table.collection.name] = {
      records: [...table.all.values()],
      tombstones: [...table.tombstones.values()],
    }
  }
  return { version: 1, sequence, collections }
}
