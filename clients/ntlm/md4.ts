import { createRequire } from 'node:module'

/** js-md4 ships without types; this is the part in use. OpenSSL 3 no longer offers MD4. */
interface Md4 {
  readonly arrayBuffer: (data: Uint8Array) => ArrayBuffer
}

/** @source RFC 1320 */
export function md4(data: Uint8Array): Buffer {
  const library = createRequire(import.meta.url)('js-md4') as Md4
  return Buffer.from(library.arrayBuffer(data))
}
