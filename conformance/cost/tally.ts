import type { DetailedEntry } from '../drivers/admin-api.js'

/** How many calls there were, by protocol and operation: `ews GetItem`. */
export type Tally = ReadonlyMap<string, number>

export function tallyOf(calls: readonly Pick<DetailedEntry, 'protocol' | 'operation'>[]): Tally {
  const tally = new Map<string, number>()
  for (const { protocol, operation } of calls) {
    const name = `${protocol} ${operation}`
    tally.set(name, (tally.get(name) ?? 0) + 1)
  }
  return tally
}
