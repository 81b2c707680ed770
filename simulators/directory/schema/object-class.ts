import type { ClassRow } from './rows.js'

/** A class of the schema; the lists are of this class alone, without what it inherits. */
export interface ObjectClass {
  readonly name: string
  readonly oid: string
  readonly superclass: string
  readonly kind: 'structural' | 'abstract' | 'auxiliary'
  readonly rdnAttribute: string
  /** The RDN of the class that objectCategory of a new object names. */
  readonly defaultCategoryCn: string
  readonly auxiliaries: readonly string[]
  readonly superiors: readonly string[]
  readonly must: readonly string[]
  readonly may: readonly string[]
  /** Whether new objects are for advanced views alone: defaultHidingValue. */
  readonly hides: boolean
}

/** objectClassCategory; 0 is a class of before 1993, which is treated as structural. @source MS-ADTS 3.1.1.2.4.1 */
const KINDS: Readonly<Record<number, ObjectClass['kind']>> = { 2: 'abstract', 3: 'auxiliary' }

export function objectClassOf(row: ClassRow): ObjectClass {
  const [name, oid, superclass, category, rdnAttribute, defaultCategoryCn] = row
  const [, , , , , , sysAux, aux, sysSuperiors, superiors, sysMust, must, sysMay, may] = row
  const words = (...lists: string[]) => lists.flatMap((list) => list.split(' ')).filter((word) => word !== '')
  return {
    name,
    oid,
    superclass,
    kind: KINDS[category] ?? 'structural',
    rdnAttribute,
    defaultCategoryCn,
    auxiliaries: words(sysAux, aux),
    superiors: words(sysSuperiors, superiors),
    must: words(sysMust, must),
    may: words(sysMay, may),
    hides: row[14] === true,
  }
}
