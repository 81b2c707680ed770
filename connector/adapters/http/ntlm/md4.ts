import { createRequire } from 'node:module'
import { ConnectorError } from '../../../error.js'

/** The part of js-md4, which ships no types, that does not ask OpenSSL: OpenSSL 3 has no MD4 any more. */
interface Md4 {
  arrayBuffer(message: Uint8Array): ArrayBuffer
}

const load: (name: string) => unknown = createRequire(import.meta.url)

/** MD4 of some bytes: NTLM's password hash. */
export function md4(bytes: Uint8Array): Buffer {
  const digest = load('js-md4')
  if (isMd4(digest)) return Buffer.from(digest.arrayBuffer(bytes))
  throw new ConnectorError('UNEXPECTED_ANSWER', { message: 'The js-md4 package is damaged; run npm ci.' })
}

function isMd4(value: unknown): value is Md4 {
  return typeof value === 'function' && 'arrayBuffer' in value
}
