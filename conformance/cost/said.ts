import type { DetailedEntry } from '../drivers/admin-api.js'

/** What was said over the wires of a lab, and who of those who said it is judged. */
export interface Said {
  /** In the order in which they began. */
  readonly entries: readonly DetailedEntry[]
  /** Lab time at which the journal was read, epoch milliseconds. */
  readonly until: number
  /** Whether the judged system has said it. */
  readonly isSubject: (entry: DetailedEntry) => boolean
}

/** A request that was understood; legs of a log-in are none. */
export function isCall({ kind, operation, outcome }: DetailedEntry): boolean {
  return kind !== 'message' && operation !== '' && outcome !== UNAUTHORIZED
}

/** How a request ends that only begins or continues a log-in. @source ews.md 1.4 */
export const UNAUTHORIZED = '401'
