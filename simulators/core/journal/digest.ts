import { createHash } from 'node:crypto'
import type { JournalEntry } from './entry.js'

/**
 * What differs between two runs of the same seed and yet means the same, and what stands for it in the digest.
 * This is the published list: everything not on it must be equal.
 */
export const NORMALISED: readonly {
  readonly what: string
  readonly pattern: RegExp
  readonly instead: string
}[] = [
  {
    what: 'ports of this machine',
    pattern: /\b(127\.0\.0\.1|localhost|\[::1\]):\d{2,5}\b/g,
    instead: '$1:<port>',
  },
  {
    what: 'compact JWE and JWS, whose keys and initialisation vectors are cryptographically random',
    pattern: /\beyJ[\w-]+(?:\.[\w-]*){2,4}/g,
    instead: '<jose>',
  },
  {
    what: 'identifiers that clients choose at random (tracking ids, request ids, boundaries)',
    pattern: /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi,
    instead: '<uuid>',
  },
  {
    what: 'public keys, also in JSON that is quoted in JSON',
    pattern: /(\\*)"(x|y|n|kid|x5c)\1":\s*(?:\1"[^"\\]*\1"|\[[^\]]*\])/g,
    instead: '$1"$2$1":<key>',
  },
]

export interface Digest {
  add(entry: JournalEntry): void
  read(): { readonly digest: string; readonly entries: number }
}

/**
 * A digest of closed entries, computed as they come. Entries that close at the same lab instant may come in any
 * order, because they belong to connections that run side by side: their hashes are added, not chained.
 */
export function createDigest(): Digest {
  let chained = Buffer.alloc(32)
  let sum = 0n
  let at: number | null = null
  let entries = 0

  const chain = () => createHash('sha256').update(chained).update(sum.toString(16)).digest()

  return {
    add(entry) {
      if (entry.closedAt !== at) {
        chained = chain()
        sum = 0n
        at = entry.closedAt
      }
      entries++
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hashOf(entry)}`))
    },
    read: () => ({ digest: chain().toString('hex'), entries }),
  }
}

function hashOf(entry: JournalEntry): string {
  const { kind, protocol, operation, via, principal, target, outcome, openedAt, closedAt } = entry
  const said = [kind, protocol, operation, via, principal, target, outcome, openedAt, closedAt]
  const texts = [entry.request ?? '', entry.response ?? '']
  return createHash('sha256')
    .update(normalise(JSON.stringify([...said, ...texts])))
    .digest('hex')
}

function normalise(text: string): string {
  return NORMALISED.reduce((plain, { pattern, instead }) => plain.replace(pattern, instead), text)
}
