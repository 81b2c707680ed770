import type { DeepReadonly } from '../brand.js'

/** The parts of the world, each owned by one subsystem. */
export type Slice = 'directory' | 'exchange' | 'webex'

/** Values that survive a snapshot: records consist of these only. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

type Values<R> = (record: DeepReadonly<R>) => string | readonly string[] | undefined

/**
 * A set of records of one kind: how each is named, by what it is found without a scan (`indexes`), and in
 * which streams of the change log its changes appear (`streams`, such as one for each folder).
 */
export interface Collection<R extends object, Index extends string = string> {
  readonly slice: Slice
  readonly name: string
  readonly key: (record: DeepReadonly<R>) => string
  readonly indexes: Readonly<Record<Index, Values<R>>>
  readonly streams: (record: DeepReadonly<R>) => readonly string[]
}

interface Definition<R extends object, Index extends string> {
  readonly key: (record: DeepReadonly<R>) => string
  readonly indexes?: Readonly<Record<Index, Values<R>>>
  readonly streams?: (record: DeepReadonly<R>) => readonly string[]
}

/**
 * Declares a collection. The record type is given first, the index names are inferred:
 *
 *     const people = collectionOf<Person>()('webex', 'people', { key: (p) => p.id, indexes: { mail: (p) => p.mail } })
 */
export function collectionOf<R extends object>() {
  return <Index extends string = never>(
    slice: Slice,
    name: string,
    definition: Definition<R, Index>,
  ): Collection<R, Index> => ({
    slice,
    name: `${slice}.${name}`,
    key: definition.key,
    indexes: definition.indexes ?? ({} as Readonly<Record<Index, Values<R>>>),
    streams: definition.streams ?? (() => []),
  })
}
