import type { DeepReadonly } from '../brand.js'
import type { Stored } from './change.js'
import type { Collection } from './collection.js'

/**
 * Records of the seed that are made when somebody first looks where they are, for a part of the world that costs much
 * to make and that most labs never look at. They count from the beginning: their numbers are taken, and every way of
 * reading the world finds them. What makes them must not depend on when it is called.
 */
export interface SeedOnDemand<R extends object, Index extends string = string> {
  /** How many records there are. */
  readonly count: number
  /** False only where none of them has this value in this index. */
  readonly mayHave: (index: Index, value: string) => boolean
  /** The records, in the order of their numbers, the first of which is given. */
  readonly make: (firstSequence: number) => readonly DeepReadonly<R>[]
}

/** The same with the numbers it was given. */
export interface DelayedSeed<R extends object> {
  readonly first: number
  readonly mayHave: (index: string, value: string) => boolean
  readonly make: () => readonly DeepReadonly<R>[]
}

/** The records of a delayed seed, as a table keeps them. */
export function* madeOf<R extends object>(
  collection: Collection<R>,
  { first, make }: DelayedSeed<R>,
): Iterable<Stored<R>> {
  let sequence = first
  for (const record of make()) yield { key: collection.key(record), sequence: sequence++, record }
}
