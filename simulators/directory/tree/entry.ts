import { collectionOf, type Collection } from '../../core/index.js'
import { dnKey, rdnKey } from '../names/dn-key.js'
import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import { isForwardLink, type AttributeType } from '../schema/attribute-type.js'
import type { Schema } from '../schema/schema.js'

/**
 * One object of the directory. Values are kept in the form of their syntax, under the attribute's schema name.
 * Not kept here: the name's own attributes (cn, name, distinguishedName …), USNs and times, which follow from the
 * record, and linked attributes of many values, which are records of their own. A single link is kept as the id of the
 * entry it leads to.
 */
export interface Entry {
  /** objectGUID, dashed and lower case. */
  readonly id: string
  /** The id of the entry above; null for the head of a naming context. */
  readonly parent: string | null
  /** For the head of a naming context its whole distinguished name. */
  readonly head: string | null
  /** The RDN: `CN` and `Anna Berg`. */
  readonly rdnType: string
  readonly name: string
  /** The world's number of the creation, for uSNCreated. */
  readonly createdSequence: number
  readonly createdAt: number
  readonly changedAt: number
  /** The world's number of the last change of single attributes, removed ones too; without it, that of the creation. */
  readonly stamps?: Stamps
  readonly values: Readonly<Record<string, readonly string[]>>
}

export type Stamps = Readonly<Record<string, number>>

export type EntryIndex = 'parent' | 'place' | 'value'
export type EntryCollection = Collection<Entry, EntryIndex>

/** Where an entry is: its parent and its RDN; unique. The head of a naming context is at its whole name. */
export function placeKey(parent: string | null, key: string): string {
  return `${parent ?? ''}/${key}`
}

/** A value that an index finds: the attribute's schema name and the value's key. */
export function valueKey(attribute: string, key: string): string {
  return `${attribute}=${key}`
}

/** Changes of the attributes and classes that the schema consists of. */
export const SCHEMA_STREAM = 'directory.schema'
const ENTRY_STREAMS: readonly string[] = ['directory.entries']
const SCHEMA_STREAMS: readonly string[] = [...ENTRY_STREAMS, SCHEMA_STREAM]

/** Stands for every attribute that is a single link, so that one look tells whether any leads to an entry. */
export const ANY_SINGLE_LINK = ''

/**
 * The collection of entries. `value` indexes what the schema marks as indexed (searchFlags bit 1), single links, and the name.
 */
export function entryCollection(schema: Schema): EntryCollection {
  const keyOf = rememberKeys()
  return collectionOf<Entry>()('directory', 'entries', {
    key: (entry) => entry.id,
    indexes: {
      parent: (entry) => entry.parent ?? undefined,
      place: (entry) => placeKey(entry.parent, placeName(entry)),
      value: (entry) => indexedValues(schema, entry, keyOf),
    },
    streams: ({ values }) =>
      values['attributeID'] === undefined && values['governsID'] === undefined
        ? ENTRY_STREAMS
        : SCHEMA_STREAMS,
  })
}

function placeName(entry: Entry): string {
  return entry.head === null
    ? rdnKey([{ type: entry.rdnType, value: entry.name }])
    : dnKey(parseDn(entry.head) ?? [])
}

function indexedValues(schema: Schema, entry: Entry, keyOf: KeyOf): string[] {
  const keys = [valueKey('name', fold(entry.name))]
  for (const [name, values] of Object.entries(entry.values)) {
    const attribute = schema.attribute(name)
    if (attribute === undefined || !(attribute.isIndexed || isForwardLink(attribute))) continue
    for (const value of values) keys.push(valueKey(name, keyOf(attribute, value)))
    if (isForwardLink(attribute)) for (const value of values) keys.push(valueKey(ANY_SINGLE_LINK, value))
  }
  return keys
}

type KeyOf = (attribute: AttributeType, value: string) => string

const MOST_REMEMBERED = 1000

/** Keys of names cost a parse, and most entries share theirs (objectCategory). */
function rememberKeys(): KeyOf {
  const known = new Map<string, string>()
  return ({ syntax, linkId }, value) => {
    if (linkId !== null) return value
    if (syntax.name !== 'dn') return syntax.key(value)
    const found = known.get(value)
    if (found !== undefined) return found
    const key = syntax.key(value)
    if (known.size < MOST_REMEMBERED) known.set(value, key)
    return key
  }
}
