import { createHash, hash } from 'node:crypto'
import type { JournalEntry } from './entry.js'
import { normalise } from './normalised.js'

export interface Digest {
  /** `isNormal` says of the response that it holds nothing of what is normalised. */
  add(entry: JournalEntry, isNormal: boolean): void
  read(): { readonly digest: string; readonly entries: number }
}

/**
 * A digest of closed entries, computed as they come. Entries that close at the same lab instant may come in any
 * order, because they belong to connections that run side by side: their hashes go in sorted.
 */
export function createDigest(): Digest {
  const past = createHash('sha256')
  let present: string[] = []
  let at: number | null = null
  let entries = 0

  const sorted = () => (present.length === 1 ? present : present.sort()).join('')

  return {
    add(entry, isNormal) {
      if (entry.closedAt !== at) {
        past.update(sorted())
        present = []
        at = entry.closedAt
      }
      entries++
      present.push(hashOf(entry, isNormal))
    },
    read: () => ({ digest: past.copy().update(sorted()).digest('hex'), entries }),
  }
}

/** The lengths tell where one part ends, so that no two entries that differ are hashed as the same text. */
function hashOf(entry: JournalEntry, hasNormalResponse: boolean): string {
  const { kind, protocol, operation, via, principal, target, outcome, openedAt, closedAt } = entry
  const request = normalise(entry.request ?? '')
  const response = hasNormalResponse ? (entry.response ?? '') : normalise(entry.response ?? '')
  const said = [kind, protocol, operation, via, principal, target, outcome, openedAt, closedAt]
  const head = normalise(JSON.stringify([...said, request.length, response.length]))
  return hash('sha256', head + request + response)
}
