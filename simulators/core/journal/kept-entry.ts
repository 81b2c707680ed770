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

/** Field by field: hardly two updates have the same ones, and what takes any object takes its time. */
export function writeInto(draft: Draft, update: KeptUpdate): Draft {
  const { kind, operation, principal, target, outcome } = update
  const { request, response, requestBytes, responseBytes, faults, closedAt } = update
  if (kind !== undefined) draft.kind = kind
  if (operation !== undefined) draft.operation = operation
  if (principal !== undefined) draft.principal = principal
  if (target !== undefined) draft.target = target
  if (outcome !== undefined) draft.outcome = outcome
  if (request !== undefined) draft.request = request
  if (response !== undefined) draft.response = response
  if (requestBytes !== undefined) draft.requestBytes = requestBytes
  if (responseBytes !== undefined) draft.responseBytes = responseBytes
  if (faults !== undefined) draft.faults = faults
  if (closedAt !== undefined) draft.closedAt = closedAt
  return draft
}
