import type { Entry, Stamps } from './entry.js'

type Changes = Partial<Pick<Entry, 'parent' | 'name' | 'rdnType' | 'values'>>

/**
 * When each attribute was last changed, after one more change: what replPropertyMetaData says in Active Directory.
 * A new name and a new parent are both a change of `name`.
 * @source MS-ADTS 3.1.1.1.9 (attribute stamps), 3.1.1.5.4 (a move stamps the name)
 */
export function stampsAfter(before: Entry, changes: Changes, sequence: number): Stamps {
  const stamps: Record<string, number> = { ...before.stamps }
  for (const name of changedAttributes(before, changes)) stamps[name] = sequence
  return stamps
}

/** The number of the last change of an attribute that the entry has or had. */
export function stampOf({ stamps, createdSequence }: Entry, attribute: string): number {
  return stamps?.[attribute] ?? createdSequence
}

function* changedAttributes(before: Entry, changes: Changes): Iterable<string> {
  const { name = before.name, parent = before.parent, values = before.values } = changes
  if (name !== before.name || parent !== before.parent) yield 'name'
  for (const attribute of new Set([...Object.keys(before.values), ...Object.keys(values)])) {
    if (!isSame(before.values[attribute], values[attribute])) yield attribute
  }
}

function isSame(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === right) return true
  return left?.length === right?.length && (left ?? []).every((value, at) => value === right?.[at])
}
