import type { StoredEntry } from './tree.js'

/** The first kept value of a plain attribute, by its schema name. */
export function firstValue({ record }: StoredEntry, attribute: string): string | undefined {
  return record.values[attribute]?.[0]
}

export function allValues({ record }: StoredEntry, attribute: string): readonly string[] {
  return record.values[attribute] ?? []
}

export function integerValue(entry: StoredEntry, attribute: string): number {
  return Number(firstValue(entry, attribute) ?? 0)
}

export function largeValue(entry: StoredEntry, attribute: string): bigint {
  return BigInt(firstValue(entry, attribute) ?? 0)
}

export function isOfClass(entry: StoredEntry, objectClass: string): boolean {
  return allValues(entry, 'objectClass').includes(objectClass)
}
