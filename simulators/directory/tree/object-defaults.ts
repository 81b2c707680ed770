import type { Schema } from '../schema/schema.js'
import type { Forest } from './forest.js'

export type Values = Readonly<Record<string, readonly string[]>>

/** instanceType: the object is writable here. @source MS-ADTS 2.2.9; ad-golden cases write-add-defaults */
const WRITABLE = '4'

/** @source MS-ADTS 3.1.1.5.2.4: showInAdvancedViewOnly by the defaultHidingValue of the class */
const HIDDEN: Values = { showInAdvancedViewOnly: ['TRUE'] }

/** What every new object gets from its class, unless it is given. */
export function objectDefaults(schema: Schema, forest: Forest, objectClass: string): Values {
  const found = schema.class(objectClass)
  const category = found?.defaultCategoryCn
  return {
    objectClass: schema.chain(objectClass).map(({ name }) => name),
    objectCategory: [`CN=${category},${forest.schemaDn}`],
    instanceType: [WRITABLE],
    ...(found?.hides === true ? HIDDEN : {}),
  }
}
