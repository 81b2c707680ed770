import type { DeepReadonly } from '../brand.js'
import type { Instant } from '../clock/instant.js'
import type { Collection } from './collection.js'

/** A record as the world keeps it: with the sequence number of its last change. */
export interface Stored<R> {
  readonly key: string
  readonly sequence: number
  readonly record: DeepReadonly<R>
}

/** What a deleted record leaves behind: when it went, and what it last was. */
export interface Tombstone<R> {
  readonly key: string
  readonly sequence: number
  readonly at: Instant
  readonly last: DeepReadonly<R>
}

/** One write of a commit. `reason` says what happened to this record where it differs from the commit's. */
export type Write =
  | {
      readonly kind: 'put'
      readonly collection: Collection<never>
      readonly record: object
      readonly reason: string | undefined
    }
  | {
      readonly kind: 'remove'
      readonly collection: Collection<never>
      readonly key: string
      readonly reason: string | undefined
    }

/** Stores a record, new or changed. */
export function put<R extends object, I extends string>(
  collection: Collection<R, I>,
  record: DeepReadonly<R>,
  reason?: string,
): Write {
  return { kind: 'put', collection: collection as unknown as Collection<never>, record, reason }
}

/** Deletes a record and leaves its tombstone. */
export function remove<R extends object, I extends string>(
  collection: Collection<R, I>,
  key: string,
  reason?: string,
): Write {
  return { kind: 'remove', collection: collection as unknown as Collection<never>, key, reason }
}

/** What a commit is made of: who caused it (an interaction's id), what happened, and the writes. */
export interface Commit {
  readonly cause: string
  readonly reason: string
  readonly writes: readonly Write[]
}

/** One record's change, as the log tells it. `before` is absent for a new record, `after` for a deleted one. */
export interface Change<R = object> {
  readonly sequence: number
  readonly at: Instant
  readonly cause: string
  readonly reason: string
  readonly collection: string
  readonly key: string
  readonly before: DeepReadonly<R> | undefined
  readonly after: DeepReadonly<R> | undefined
}

/** Narrows a change to the records of one collection. */
export function isChangeOf<R extends object, I extends string>(
  collection: Collection<R, I>,
  change: Change,
): change is Change<R> {
  return change.collection === collection.name
}
