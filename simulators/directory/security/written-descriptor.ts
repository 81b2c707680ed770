import type { Modification } from '../ldap/request.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { decodeDescriptor, encodeDescriptor } from './binary-descriptor.js'
import { DESCRIPTOR, descriptorOf } from './descriptor-of.js'
import { RIGHT } from './security-descriptor.js'

/** The parts of a descriptor that a client writes. @source MS-ADTS 3.1.1.3.4.1.11 */
const PART = { owner: 1, group: 2, dacl: 4, sacl: 8 } as const

/** Without the control a client writes all of it. */
export const ALL_PARTS = 15

export function isDescriptor(attribute: string): boolean {
  return attribute.toLowerCase() === DESCRIPTOR.toLowerCase()
}

/** What somebody has to be granted who writes these parts. @source MS-ADTS 6.1.3.3; the audit part is for administrators */
export function rightsToWrite(parts: number): number | undefined {
  if ((parts & PART.sacl) !== 0) return undefined
  const owner = (parts & (PART.owner | PART.group)) === 0 ? 0 : RIGHT.writeOwner
  return owner | ((parts & PART.dacl) === 0 ? 0 : RIGHT.writeDacl)
}

/**
 * The modification with a whole descriptor in place of the parts that were written; undefined when the value is none.
 * Every object has one: it can be replaced, not removed.
 */
export function withWholeDescriptor(
  tree: Tree,
  entry: StoredEntry,
  { modification, parts }: { readonly modification: Modification; readonly parts: number },
): Modification | undefined {
  const [octets, more] = modification.attribute.values
  const written = octets === undefined ? undefined : decodeDescriptor(octets)
  if (written === undefined || more !== undefined || modification.kind === 'delete') return undefined
  const present = descriptorOf(tree, entry)
  const has = (part: number) => (parts & part) !== 0
  const whole = {
    owner: has(PART.owner) ? (written.owner ?? present.owner) : present.owner,
    group: has(PART.group) ? (written.group ?? present.group) : present.group,
    dacl: has(PART.dacl) ? written.dacl : present.dacl,
    sacl: has(PART.sacl) ? written.sacl : present.sacl,
  }
  return { kind: 'replace', attribute: { type: DESCRIPTOR, values: [encodeDescriptor(whole)] } }
}
