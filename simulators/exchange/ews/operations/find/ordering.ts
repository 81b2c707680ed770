/** A value in the form in which values are compared; times are epoch milliseconds. Of several texts any may match. */
export type Comparable = string | number | boolean | readonly string[] | undefined

/** Negative, zero or positive. Text compares without regard to case, as the store does. */
export function order(left: Exclude<Comparable, undefined>, right: Exclude<Comparable, undefined>): number {
  if (typeof left === 'object') return order(left.join('; '), right)
  if (typeof right === 'object') return order(left, right.join('; '))
  if (typeof left === 'string' || typeof right === 'string')
    return compareText(String(left).toLowerCase(), String(right).toLowerCase())
  return Number(left) - Number(right)
}

/** The order of a sorted list: what has no value comes first. */
export function sortingOrder(left: Comparable, right: Comparable): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined)
  return order(left, right)
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
