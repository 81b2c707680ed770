import { createPublicKey, type KeyObject } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, compactVerify, decodeProtectedHeader, type JWK } from 'jose'
import { ConnectorError } from '../error.js'
import type { Activity } from '../time-and-chance/activity.js'

/** Compact JWE and JWS as the Webex key management uses them. Each call is counted as work: it runs on other threads. */
export interface Jose {
  /** `dir` with A256GCM; a header without `keyId` is the form of encrypted fields (webex.md 9). */
  encryptDirect(text: string, key: Uint8Array, keyId?: string): Promise<string>
  decryptDirect(token: string, key: Uint8Array): Promise<string>
  /** RSA-OAEP with A256GCM, to a server's static key. */
  encryptTo(text: string, key: PublicKey): Promise<string>
  verify(token: string, key: PublicKey): Promise<string>
}

export interface PublicKey {
  readonly id: string
  readonly key: KeyObject
}

export function createJose(activity: Activity): Jose {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
  const reading = async (token: Promise<string>): Promise<string> => {
    try {
      return await token
    } catch (cause) {
      throw new ConnectorError('KEY_SERVICE', {
        message: 'An answer of the key service cannot be opened.',
        cause,
      })
    }
  }
  return {
    encryptDirect: (plain, key, keyId) => {
      const header = { alg: 'dir', enc: 'A256GCM', ...(keyId === undefined ? {} : { kid: keyId }) }
      return activity.during(() =>
        new CompactEncrypt(Buffer.from(plain, 'utf8')).setProtectedHeader(header).encrypt(key),
      )
    },
    decryptDirect: (token, key) =>
      reading(activity.during(async () => text((await compactDecrypt(token, key)).plaintext))),
    encryptTo: (plain, { id, key }) =>
      activity.during(() =>
        new CompactEncrypt(Buffer.from(plain, 'utf8'))
          .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: id })
          .encrypt(key),
      ),
    verify: (token, { key }) =>
      reading(activity.during(async () => text((await compactVerify(token, key)).payload))),
  }
}

/** A public key from its JWK. */
export function toPublicKey(jwk: JWK): PublicKey {
  return { id: jwk.kid ?? '', key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) }
}

/** The key a token names, or an empty text. */
export function keyIdOf(token: string): string {
  return decodeProtectedHeader(token).kid ?? ''
}
