import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { z } from 'zod'

import { parseInstant } from '../time-and-chance/clock.js'

/** A secret shared with the KMS for a while, and the URI that names it. */
export interface SharedKey {
  readonly uri: string
  readonly secret: Uint8Array
  readonly expires: number
}

/** The client's half of an agreement. */
export interface Handshake {
  readonly jwk: object
  /** What the answer of the KMS makes of it. */
  agree(answer: unknown): SharedKey
}

const answerShape = z.looseObject({
  key: z.looseObject({
    uri: z.string(),
    jwk: z.looseObject({ kty: z.literal('EC') }),
    expirationDate: z.string(),
  }),
})

/** ECDH on P-256, then HKDF-SHA-256 with 32 zero bytes of salt. @source webex.md 9 */
export function beginHandshake(): Handshake {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    jwk: publicKey.export({ format: 'jwk' }),
    agree(answer) {
      const { uri, jwk, expirationDate } = answerShape.parse(answer).key
      return { uri, secret: deriveSecret(privateKey, jwk), expires: parseInstant(expirationDate) }
    },
  }
}

function deriveSecret(privateKey: KeyObject, theirs: JWK): Uint8Array {
  const publicKey = createPublicKey({ key: { ...theirs }, format: 'jwk' })
  const agreed = diffieHellman({ privateKey, publicKey })
  return new Uint8Array(hkdfSync('sha256', agreed, Buffer.alloc(32), Buffer.alloc(0), 32))
}
