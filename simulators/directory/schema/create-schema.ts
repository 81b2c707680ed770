import { attributeTypeOf } from './attribute-type.js'
import { IN_PARTIAL_SET_BY_EXCHANGE } from './exchange-setup.js'
import { BASE_ATTRIBUTES } from './generated/base-attributes.js'
import { BASE_CLASSES } from './generated/base-classes.js'
import { EXCHANGE_ATTRIBUTES } from './generated/exchange-attributes.js'
import { EXCHANGE_CLASSES } from './generated/exchange-classes.js'
import { EXCHANGE_EXTENSIONS } from './generated/exchange-extensions.js'
import { objectClassOf } from './object-class.js'
import { Schema } from './schema.js'

/** The schema of a forest: as a fresh domain controller has it, or as Exchange setup leaves it. */
export function createSchema(state: 'fresh' | 'exchange'): Schema {
  if (state === 'fresh') {
    return new Schema(
      BASE_ATTRIBUTES.map(attributeTypeOf),
      BASE_CLASSES.map((row) => objectClassOf(row, [])),
    )
  }
  const attributes = [...BASE_ATTRIBUTES, ...EXCHANGE_ATTRIBUTES].map(attributeTypeOf)
  return new Schema(
    attributes.map((attribute) =>
      IN_PARTIAL_SET_BY_EXCHANGE.has(attribute.name) ? { ...attribute, isInPartialSet: true } : attribute,
    ),
    [...BASE_CLASSES, ...EXCHANGE_CLASSES].map((row) => objectClassOf(row, EXCHANGE_EXTENSIONS)),
  )
}
