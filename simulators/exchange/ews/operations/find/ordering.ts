/** A value in the form in which values are compared; times are epoch milliseconds. Of several texts any may match. */
export type Comparable = string | number | boolean | readonly string[] | undefined

/** A value made ready to be put in order: text is compared without regard to case, as the store does. */
export type SortKey = string | number | boolean | undefined

/** Negative, zero or positive. What has no value comes first. */
export function order(left: Comparable, right: Comparable): number {
  return orderOfKeys(sortKey(left), sortKey(right))
}

export function sortKey(value: Comparable): SortKey {
  const plain = typeof value === 'object' ? value.join('; ') : value
  return typeof plain === 'string' ? plain.toLowerCase() : plain
}

/** The same for values that are ready. */
export function orderOfKeys(left: SortKey, right: SortKey): number {
  if (left === right) return 0
  if (left === undefined) return -1
  if (right === undefined) return 1
  if (typeof left === 'string' || typeof right === 'string') return compareText(String(left), String(right))
  return Number(left) - Number(right)
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
