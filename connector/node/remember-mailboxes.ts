import type { Clock } from '../time-and-chance/clock.js'

/** How long a mailbox is taken to stay where it was found. @inferred far less than a move takes (HC-036, HC-242) */
const GOOD_FOR_MS = 10 * 60_000

/** Finds the home of an address, and need not ask each time. */
export interface MailboxFinder<Located> {
  /** Those who ask at the same time share one search. Failures are not remembered. */
  locate(address: string): Promise<Located>
  /** What was found turned out to be wrong, or may have. */
  forget(address: string): void
}

/**
 * Remembers for a while where mailboxes are. Every node tries out all users of the organization, so it knows the homes of
 * the other node's users when it has to take them over.
 */
export function rememberMailboxes<Located>(
  search: (address: string) => Promise<Located>,
  clock: Clock,
): MailboxFinder<Located> {
  const known = new Map<string, { readonly found: Promise<Located>; readonly until: number }>()

  const ask = (address: string): Promise<Located> => {
    const found = search(address)
    const entry = { found, until: clock.now() + GOOD_FOR_MS }
    known.set(address, entry)
    found.catch(() => {
      if (known.get(address) === entry) known.delete(address)
    })
    return found
  }
  return {
    locate: (address) => {
      const entry = known.get(address.toLowerCase())
      return entry !== undefined && entry.until > clock.now() ? entry.found : ask(address.toLowerCase())
    },
    forget: (address) => void known.delete(address.toLowerCase()),
  }
}
