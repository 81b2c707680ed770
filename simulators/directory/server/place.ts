import type { StoredEntry } from '../tree/tree.js'

/** Where a new entry is to be. */
export interface Place {
  readonly kind: 'place'
  readonly parent: StoredEntry
  readonly rdnType: string
  readonly name: string
}
