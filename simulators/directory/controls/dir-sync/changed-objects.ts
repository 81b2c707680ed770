import { parseDn } from '../../names/parse-dn.js'
import { namingContextsOf } from '../../search/naming-contexts.js'
import { links } from '../../tree/link.js'
import type { StoredEntry, Tree } from '../../tree/tree.js'

/** An object and the number of its last change, links from it included. */
export interface ChangedObject {
  readonly entry: StoredEntry
  readonly number: number
}

/**
 * The objects of a naming context that changed after a number, in the order of their changes: the records are compared,
 * no log is read. The heads of the naming contexts directly below belong to it.
 * @source MS-ADTS 3.1.1.3.4.1.3; @observed ad-golden's domain controller answers heads below in place of references
 */
export function changedObjects(tree: Tree, head: StoredEntry, after: number): readonly ChangedObject[] {
  const changed: ChangedObject[] = []
  for (const entry of entriesOf(tree, head)) {
    const number = Math.max(entry.sequence, lastLinkChange(tree, entry.key))
    if (number > after) changed.push({ entry, number })
  }
  return changed.toSorted((a, b) => a.number - b.number)
}

function* entriesOf(tree: Tree, head: StoredEntry): Iterable<StoredEntry> {
  yield* tree.subtree(head)
  yield* headsBelow(tree, head)
}

function* headsBelow(tree: Tree, head: StoredEntry): Iterable<StoredEntry> {
  const above = tree.nameOf(head)
  for (const name of namingContextsOf(tree.forest)) {
    const other = parentOf(name) === above ? tree.find(parseDn(name) ?? []) : undefined
    if (other !== undefined) yield other
  }
}

/** No name of a naming context has a comma inside a value. */
function parentOf(name: string): string {
  return name.slice(name.indexOf(',') + 1)
}

function lastLinkChange({ world }: Tree, id: string): number {
  let last = 0
  for (const { sequence } of world.by(links, 'from', id)) last = Math.max(last, sequence)
  for (const { sequence } of world.tombstonesBy(links, 'from', id)) last = Math.max(last, sequence)
  return last
}

/** The same objects, each after those above it that are among them. @source MS-ADTS 3.1.1.3.4.1.3 (ANCESTORS_FIRST_ORDER) */
export function ancestorsFirst(tree: Tree, changed: readonly ChangedObject[]): readonly ChangedObject[] {
  const waiting = new Map(changed.map((object) => [object.entry.key, object]))
  const ordered: ChangedObject[] = []
  for (const object of changed) place(object)
  return ordered

  function place(object: ChangedObject): void {
    if (!waiting.delete(object.entry.key)) return
    const parent = object.entry.record.parent
    const above = parent === null ? undefined : ancestorAmong(parent)
    if (above !== undefined) place(above)
    ordered.push(object)
  }

  function ancestorAmong(id: string): ChangedObject | undefined {
    const found = waiting.get(id)
    const parent = tree.get(id)?.record.parent
    return found ?? (typeof parent === 'string' ? ancestorAmong(parent) : undefined)
  }
}
