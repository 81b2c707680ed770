import type { EntryUpdate, JournalEntry } from './entry.js'
import type { TapePosition } from './tape.js'

/** A text, or where it is on the tape. */
export type KeptText = string | TapePosition

/** An entry as it is kept. */
export interface KeptEntry extends Omit<JournalEntry, 'request' | 'response'> {
  readonly request: KeptText | null
  readonly response: KeptText | null
}

/** An entry while its interaction runs: it is written in place, and nobody else holds it. */
export type Draft = { -readonly [Field in keyof KeptEntry]: KeptEntry[Field] }

/** What changes in it. */
export type KeptUpdate = Omit<EntryUpdate, 'request' | 'response'> &
  Partial<Pick<KeptEntry, 'request' | 'response' | 'kind' | 'closedAt'>>

/** A call or message that nobody has been told of yet. */
export function isDraft(entry: KeptEntry): entry is Draft {
  return entry.kind !== 'stream' && entry.closedAt === null
}
