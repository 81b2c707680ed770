import type { KeyObject } from 'node:crypto'
import { CompactEncrypt, CompactSign, compactDecrypt, decodeProtectedHeader } from 'jose'

/** JOSE as the KMS and its clients use it. @source webex.md 9 */

/** The ciphertext, the fourth part, is empty when an empty text was encrypted. */
const COMPACT_JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/

/** Whether a text is a field encrypted by a content key: a compact JWE, `dir`, `A256GCM`. */
export function isEncryptedField(text: string): boolean {
  if (!COMPACT_JWE.test(text)) return false
  const header = readHeader(text)
  return header?.['alg'] === 'dir' && header['enc'] === 'A256GCM' && text.split('.')[1] === ''
}

/** The protected header, or undefined when the text has none that can be read. */
export function readHeader(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return decodeProtectedHeader(text)
  } catch {
    // Whatever it is, it is not JOSE: the caller says so in its own words.
    return undefined
  }
}

/** Opens what was encrypted by a 256-bit key, or to the RSA key of a pair. Rejects when the key does not fit. */
export async function decrypt(jwe: string, key: KeyObject | Uint8Array): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, key)
  return Buffer.from(plaintext).toString('utf8')
}

/** Encrypts by a shared 256-bit key; `kid` tells the other side which. */
export function encrypt(text: string, key: Uint8Array, kid?: string): Promise<string> {
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) })
    .encrypt(key)
}

export function sign(text: string, key: KeyObject, kid: string): Promise<string> {
  return new CompactSign(Buffer.from(text)).setProtectedHeader({ alg: 'PS256', kid }).sign(key)
}
