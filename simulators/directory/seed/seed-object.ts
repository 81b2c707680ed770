import type { Instant } from '../../core/index.js'
import { escapeValue } from '../names/render-dn.js'
import type { Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'

/** What the first objects of a forest are made from. */
export interface SeedPlan {
  readonly forest: Forest
  readonly domainSid: string
  readonly now: Instant
}

/** An object of the first tree, described the way an administrator would see it. Names in values are DNs. */
export interface SeedObject {
  /** DN of the object above; empty for the head of a naming context. */
  readonly parent: string
  readonly rdnType: string
  readonly name: string
  /** The whole DN of the head of a naming context. */
  readonly head?: string
  /** The most specific class. */
  readonly objectClass: string
  /** Relative id of a security principal; those without one get the next free. */
  readonly rid?: number
  /** objectGUID, where something outside of the tree names it. */
  readonly id?: string
  /** Whole security identifier, for the principals of the Builtin domain. */
  readonly sid?: string
  /** In parts, each a few attributes; a later part wins. One large object each would cost most of the seeding. */
  readonly values: readonly Values[]
  /** NT hash of the password, hexadecimal. */
  readonly ntHash?: string
}

export function seedDn({ head, rdnType, name, parent }: SeedObject): string {
  return head ?? `${rdnType}=${escapeValue(name)},${parent}`
}

/** An object of a class below a parent, with nothing but its name. */
export function container(parent: string, name: string, objectClass = 'container'): SeedObject {
  return {
    parent,
    rdnType: objectClass === 'organizationalUnit' ? 'OU' : 'CN',
    name,
    objectClass,
    values: [],
  }
}

export function withValues(object: SeedObject, values: Values): SeedObject {
  return { ...object, values: [...object.values, values] }
}

/** instanceType of a naming context's head that is not the domain. @source ad-golden dumps/configuration.ldif */
const HEAD: Values = { instanceType: ['13'] }

/** The head of a naming context that is not the domain's. */
export function headOf(dn: string, name: string, objectClass: string): SeedObject {
  return { parent: '', head: dn, rdnType: 'CN', name, objectClass, values: [HEAD] }
}

/** An object by its common names, its own first: `Subnets,Sites`. */
export type ObjectRow = readonly [path: string, objectClass: string, values?: Values]

/** Objects below another, parents first. */
export function objectsBelow(base: string, rows: readonly ObjectRow[]): SeedObject[] {
  return rows.map(([path, objectClass, values = {}]) => {
    const [name = '', ...above] = path.split(',')
    const parent = [...above.map((rdn) => `CN=${rdn}`), base].join(',')
    return withValues(container(parent, name, objectClass), values)
  })
}
