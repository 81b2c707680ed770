import type { StoredEntry } from '../tree/tree.js'
import type { KeyOrder } from './sort-entries.js'
import type { ViewTarget, VirtualListView } from './virtual-list-view.js'

export interface Window {
  /** Index of the target entry; the length of the list when it lies behind the end. */
  readonly target: number
  readonly entries: readonly StoredEntry[]
}

/** The part of a sorted list around the target; undefined for an offset that cannot be. */
export function windowOf(
  list: readonly StoredEntry[],
  { target, beforeCount, afterCount }: VirtualListView,
  order: KeyOrder,
): Window | undefined {
  const index = target.kind === 'offset' ? indexByOffset(target, list.length) : undefined
  const at = index ?? (target.kind === 'value' ? indexByValue(list, target.value, order) : undefined)
  if (at === undefined) return undefined
  return { target: at, entries: list.slice(Math.max(at - beforeCount, 0), at + afterCount + 1) }
}

type Offset = Extract<ViewTarget, { kind: 'offset' }>

/**
 * Scales an offset into the client's idea of the list to the list. Without such an idea (0) the offset counts in the list
 * itself, and 0 is its end.
 * @observed Windows, as Samba's authors measured it: the first and the last entry always map to each other, what lies
 * between is scaled and rounded, and a client that thinks of one entry means the last by 1 and the first by more
 */
function indexByOffset({ offset, contentCount }: Offset, length: number): number | undefined {
  if (offset < 0 || contentCount < 0 || (offset === 0 && contentCount !== 0)) return undefined
  const last = Math.max(length - 1, 0)
  if (contentCount === 1) return offset === 1 ? last : 0
  const thought = contentCount === 0 ? length : contentCount
  if (offset === 0 || offset >= thought) return last
  return thought === length ? offset - 1 : Math.floor(((offset - 1) / (thought - 1)) * last + 0.5)
}

/** The first entry whose key does not come before the value. */
function indexByValue(list: readonly StoredEntry[], octets: Buffer, order: KeyOrder): number {
  const value = order.prepare(order.attribute.syntax.parse(octets) ?? octets.toString('utf8'))
  const found = list.findIndex((entry) => order.compare(order.keyOf(entry) ?? '', value) >= 0)
  return found < 0 ? list.length : found
}
