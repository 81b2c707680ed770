import { attributeTypeOf, type AttributeType } from './attribute-type.js'
import { extendClasses } from './extend-classes.js'
import { readClassDetails } from './details.js'
import { IN_PARTIAL_SET_BY_EXCHANGE } from './exchange-setup.js'
import { BASE_ATTRIBUTES } from './generated/base-attributes.js'
import { BASE_CLASSES } from './generated/base-classes.js'
import { EXCHANGE_ATTRIBUTES } from './generated/exchange-attributes.js'
import { EXCHANGE_CLASSES } from './generated/exchange-classes.js'
import { EXCHANGE_EXTENSIONS } from './generated/exchange-extensions.js'
import { objectClassOf, type ObjectClass } from './object-class.js'
import type { AttributeRow, ClassRow, SchemaRows } from './rows.js'
import { Schema } from './schema.js'

/** What a forest begins with: the schema of a fresh domain controller, or as Exchange setup leaves it. */
export type SchemaState = 'fresh' | 'exchange'

export function schemaRows(state: SchemaState): SchemaRows {
  if (state === 'fresh') return { attributes: BASE_ATTRIBUTES, classes: withHiding(BASE_CLASSES) }
  return {
    attributes: [...BASE_ATTRIBUTES, ...EXCHANGE_ATTRIBUTES],
    classes: withHiding([...extendClasses(BASE_CLASSES, EXCHANGE_EXTENSIONS), ...EXCHANGE_CLASSES]),
  }
}

function withHiding(classes: readonly ClassRow[]): readonly ClassRow[] {
  const details = readClassDetails()
  return classes.map((row) => {
    const [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = row
    return [a, b, c, d, e, f, g, h, i, j, k, l, m, n, details.get(a)?.marks.includes('H') === true]
  })
}

export function createSchema(state: SchemaState): Schema {
  const schema = new Schema()
  loadSchema(schema, schemaRows(state))
  return schema
}

/** Puts other attributes and classes in the place of those that the schema knew. A row is read once. */
export function loadSchema(schema: Schema, { attributes, classes }: SchemaRows): void {
  const withExchange = attributes.some(([name]) => name === ATTRIBUTE_OF_EXCHANGE)
  schema.load(
    attributes.map((row) => {
      const type = remembered(attributeTypes, row, attributeTypeOf)
      const isAdded = withExchange && IN_PARTIAL_SET_BY_EXCHANGE.has(type.name)
      return isAdded ? { ...type, isInPartialSet: true } : type
    }),
    classes.map((row) => remembered(objectClasses, row, objectClassOf)),
  )
}

/** @inferred A forest that has this attribute is one whose partial set Exchange setup has enlarged. */
const ATTRIBUTE_OF_EXCHANGE = 'msExchRecipientTypeDetails'

const attributeTypes = new WeakMap<AttributeRow, AttributeType>()
const objectClasses = new WeakMap<ClassRow, ObjectClass>()

function remembered<Row extends object, Read>(
  known: WeakMap<Row, Read>,
  row: Row,
  read: (row: Row) => Read,
): Read {
  const found = known.get(row)
  if (found !== undefined) return found
  const value = read(row)
  known.set(row, value)
  return value
}
