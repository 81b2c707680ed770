import { attributeConversion } from '../ldap/diagnostics.js'
import type { ObjectClass } from '../schema/object-class.js'
import type { Schema } from '../schema/schema.js'
import { writeRefused } from './write-errors.js'
import { refuse, type Refusal } from './written-values.js'

/** The classes of an entry: the structural one it is made of, and the values of objectClass. */
export interface EntryClasses {
  readonly kind: 'classes'
  readonly structural: ObjectClass
  readonly names: readonly string[]
}

/**
 * Reads the classes that a client gives: one structural class with what it is derived from, and auxiliary classes,
 * which come directly after `top`.
 * @source MS-ADTS 3.1.1.1.4 (order of objectClass), 3.1.1.2.4.3; @observed the result codes
 */
export function entryClasses(schema: Schema, given: readonly string[]): EntryClasses | Refusal {
  const classes: ObjectClass[] = []
  for (const name of given) {
    const found = schema.class(name)
    if (found === undefined) return refuse(attributeConversion('noSuchAttribute'))
    classes.push(found)
  }
  const depth = ({ name }: ObjectClass) => schema.chain(name).length
  const [structural] = classes
    .filter(({ kind }) => kind === 'structural')
    .toSorted((a, b) => depth(b) - depth(a))
  if (structural === undefined) return refuse(writeRefused('noStructuralClass'))

  const chain = schema.chain(structural.name).map(({ name }) => name)
  const others = classes.filter(({ name }) => !chain.includes(name))
  if (others.some(({ kind }) => kind !== 'auxiliary')) return refuse(writeRefused('classConflict'))
  const auxiliary = new Set(others.flatMap(({ name }) => schema.chain(name).map((one) => one.name)))
  const [top = 'top', ...rest] = chain
  auxiliary.delete(top)
  return { kind: 'classes', structural, names: [top, ...auxiliary, ...rest] }
}

/** Whether an object of the class may be directly below one of these classes. */
export function mayBeBelow(schema: Schema, structural: ObjectClass, parent: readonly string[]): boolean {
  const superiors = schema.chain(structural.name).flatMap((one) => one.superiors)
  return parent.some((name) => superiors.includes(name))
}

/** The first mandatory attribute that the names lack. */
export function missingAttribute(
  schema: Schema,
  classes: readonly string[],
  names: ReadonlySet<string>,
): string | undefined {
  for (const { must } of schema.allClasses(classes)) {
    const missing = must.find((name) => !names.has(name))
    if (missing !== undefined) return missing
  }
  return undefined
}
