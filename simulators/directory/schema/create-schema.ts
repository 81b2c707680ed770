import { attributeTypeOf } from './attribute-type.js'
import { extendClasses } from './extend-classes.js'
import { IN_PARTIAL_SET_BY_EXCHANGE } from './exchange-setup.js'
import { BASE_ATTRIBUTES } from './generated/base-attributes.js'
import { BASE_CLASSES } from './generated/base-classes.js'
import { EXCHANGE_ATTRIBUTES } from './generated/exchange-attributes.js'
import { EXCHANGE_CLASSES } from './generated/exchange-classes.js'
import { EXCHANGE_EXTENSIONS } from './generated/exchange-extensions.js'
import { objectClassOf } from './object-class.js'
import type { AttributeRow, SchemaRows } from './rows.js'
import { Schema } from './schema.js'

/** What a forest begins with: the schema of a fresh domain controller, or as Exchange setup leaves it. */
export type SchemaState = 'fresh' | 'exchange'

export function schemaRows(state: SchemaState): SchemaRows {
  if (state === 'fresh') return { attributes: BASE_ATTRIBUTES, classes: BASE_CLASSES }
  return {
    attributes: [...BASE_ATTRIBUTES, ...EXCHANGE_ATTRIBUTES].map(inPartialSetWithExchange),
    classes: [...extendClasses(BASE_CLASSES, EXCHANGE_EXTENSIONS), ...EXCHANGE_CLASSES],
  }
}

export function createSchema(state: SchemaState): Schema {
  const schema = new Schema()
  loadSchema(schema, schemaRows(state))
  return schema
}

/** Puts other attributes and classes in the place of those that the schema knew. */
export function loadSchema(schema: Schema, { attributes, classes }: SchemaRows): void {
  schema.load(attributes.map(attributeTypeOf), classes.map(objectClassOf))
}

function inPartialSetWithExchange(row: AttributeRow): AttributeRow {
  if (!IN_PARTIAL_SET_BY_EXCHANGE.has(row[0])) return row
  const [name, oid, attributeSyntax, omSyntax, flags, ...rest] = row
  return [name, oid, attributeSyntax, omSyntax, `${flags}P`, ...rest]
}
