import { parseDn } from '../names/parse-dn.js'
import { isForwardLink } from '../schema/attribute-type.js'
import { loadSchema } from '../schema/create-schema.js'
import type { Schema } from '../schema/schema.js'
import { SCHEMA_STREAM } from '../tree/entry.js'
import type { Tree } from '../tree/tree.js'
import { rowsOf } from './schema-rows.js'

/**
 * Lets the schema be what its naming context says, from the next change or restore of the world on. A change holds at
 * once; Active Directory waits five minutes or for schemaUpdateNow.
 * @source MS-ADTS 3.1.1.2.5 and 3.1.1.3.3.13 (schemaUpdateNow)
 */
export function followSchema(tree: Tree): void {
  const { world, schema, forest } = tree
  const name = parseDn(forest.schemaDn) ?? []
  world.watch(SCHEMA_STREAM, () => {
    const head = tree.find(name)
    if (head === undefined) return
    const before = keysOfIndex(schema)
    loadSchema(schema, rowsOf(tree.children(head.key)))
    if (hasValuesOf(tree, difference(before, keysOfIndex(schema)))) world.reindex(tree.entries)
  })
}

/** The attributes whose values the index of values has. */
function keysOfIndex(schema: Schema): ReadonlySet<string> {
  return new Set(
    schema.attributes
      .filter((attribute) => attribute.isIndexed || isForwardLink(attribute))
      .map(({ name }) => name),
  )
}

function difference(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...new Set([...one, ...other])].filter((name) => one.has(name) !== other.has(name))
}

/** An attribute that is new has none yet, so that nothing has to be indexed again. */
function hasValuesOf(tree: Tree, names: readonly string[]): boolean {
  if (names.length === 0) return false
  for (const { record } of tree.world.all(tree.entries)) {
    if (names.some((name) => record.values[name] !== undefined)) return true
  }
  return false
}
