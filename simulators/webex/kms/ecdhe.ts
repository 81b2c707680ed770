import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import { instant, type Clock, type Ids, type Instant } from '../../core/index.js'
import { KmsFault } from './kms-message.js'

/** @source webex.md 9: an hour; the client drops it 30 s before */
const LIFETIME_MS = 3_600_000

/** A secret shared with one client for a while. It dies with the server. */
export interface SharedKey {
  readonly uri: string
  readonly secret: Uint8Array
  readonly expires: Instant
}

export interface Agreement extends SharedKey {
  /** The server's half, for the client. */
  readonly publicJwk: object
}

/**
 * Agrees on a key with a client: ECDH on P-256, then HKDF-SHA-256 with 32 zero bytes of salt.
 * @observed equal to node-jose's ECDH-HKDF, webex.md 9. Throws `KmsFault` 400 when the client's half is no such key.
 */
export function agree(
  { ids, clock, kmsUri }: { ids: Ids; clock: Clock; kmsUri: string },
  clientJwk: object,
): Agreement {
  const theirs = readClientKey(clientJwk)
  const ours = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const agreed = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs })
  return {
    uri: `${kmsUri}/ecdhe/${ids.uuid()}`,
    secret: new Uint8Array(hkdfSync('sha256', agreed, Buffer.alloc(32), Buffer.alloc(0), 32)),
    expires: instant(clock.now() + LIFETIME_MS),
    publicJwk: ours.publicKey.export({ format: 'jwk' }),
  }
}

function readClientKey(jwk: object): KeyObject {
  try {
    const key = createPublicKey({ key: jwk as Record<string, unknown>, format: 'jwk' })
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch {
    // Refused below, as a key of another kind is.
  }
  throw new KmsFault(400, 'The key is not an elliptic-curve key on P-256.')
}
