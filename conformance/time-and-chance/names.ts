import { randomBytes } from 'node:crypto'

/** Eight characters that no other run has. */
export function randomName(): string {
  return randomBytes(4).toString('hex')
}
