import type { Difference } from '../difference.js'
import type { ProductName } from '../product-name.js'
import type { ReleaseLab } from './release-lab.js'

/** A difference, and how a client or an administrator sees it. */
export interface ObservedDifference<Value = unknown> extends Difference<Value> {
  readonly observe: (lab: ReleaseLab) => Value | Promise<Value>
}

/** A difference of the table, with its observation. */
export function observed<Value>(
  difference: Difference<Value>,
  observe: ObservedDifference<Value>['observe'],
): ObservedDifference {
  return { ...difference, observe }
}

/** A difference whose values have a table of their own elsewhere. */
export function elsewhere<Value>(row: ObservedDifference<Value>): ObservedDifference {
  return row
}

/** Values by a table that knows each release. */
export function byRelease<Value>(
  names: readonly ProductName[],
  valueOf: (name: ProductName) => Value,
): Readonly<Record<ProductName, Value>> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<ProductName, Value>
}
