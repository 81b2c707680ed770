import { randomUUID } from 'node:crypto'

/** A fresh identifier: request ids, idempotency keys, spaces of names that nobody else may meet. */
export function newId(): string {
  return randomUUID()
}
