import {
  CompactEncrypt,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type JWK,
} from 'jose'

import { ClientError } from '../client-error.js'

/** JOSE as clients of the KMS use it. @source webex.md 9 */

/** Encrypts by a shared 256-bit key that `keyId` names. */
export function encryptBy(text: string, key: Uint8Array, keyId: string): Promise<string> {
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keyId })
    .encrypt(key)
}

/** Encrypts to the long-lived key of a KMS. */
export async function encryptTo(text: string, jwk: JWK): Promise<string> {
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: jwk.kid ?? '' })
    .encrypt(await importJWK(jwk, 'RSA-OAEP'))
}

/** Opens what was encrypted by a 256-bit key. Throws a ClientError CLIENT_JWE when the key does not fit. */
export async function decryptBy(token: string, key: Uint8Array): Promise<string> {
  try {
    return Buffer.from((await compactDecrypt(token, key)).plaintext).toString('utf8')
  } catch (cause) {
    throw new ClientError('CLIENT_JWE', 'A text cannot be opened with the key that is named for it.', {
      cause,
    })
  }
}

/** What was signed with the long-lived key of a KMS; throws when it was not. */
export async function verifyBy(token: string, jwk: JWK): Promise<string> {
  const { payload } = await compactVerify(token, await importJWK(jwk, 'PS256'))
  return Buffer.from(payload).toString('utf8')
}

export function keyIdOf(token: string): string {
  return decodeProtectedHeader(token).kid ?? ''
}
