import { createHash } from 'node:crypto'

/** How passwords, tokens and tickets are kept: their text is never in the world. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
