import { createRequire } from 'node:module'
import { ConnectorError } from '../../../error.js'

interface Md4 {
  (message: Uint8Array): string
}

const load: (name: string) => unknown = createRequire(import.meta.url)

/** MD4 of some bytes: NTLM's password hash, which OpenSSL 3 no longer offers by default. */
export function md4(bytes: Uint8Array): Buffer {
  const digest = load('js-md4')
  if (!isMd4(digest))
    throw new ConnectorError('UNEXPECTED_ANSWER', { message: 'The js-md4 package is damaged; run npm ci.' })
  return Buffer.from(digest(bytes), 'hex')
}

function isMd4(value: unknown): value is Md4 {
  return typeof value === 'function'
}
