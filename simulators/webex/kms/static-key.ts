import { generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSigned } from '../../network/index.js'

/** A long-lived key of a KMS: clients encrypt their first message to it and check its signatures. */
export interface StaticKey {
  readonly privateKey: KeyObject
  /** `{kty, kid, e, n, x5c}`, as clients get it. */
  readonly publicJwk: object
}

const generate = promisify(generateKeyPair)

/**
 * Makes a key pair with a self-signed certificate, which is enough for clients. The host in it and in every `kms:` URI
 * must be one and the same: the SDK checks it. @observed webex.md 9
 */
export async function createStaticKey(host: string): Promise<StaticKey> {
  const keys = await generate('rsa', { modulusLength: 2048 })
  const { e, n } = keys.publicKey.export({ format: 'jwk' })
  const { raw } = new X509Certificate(selfSigned(host, keys))
  return {
    privateKey: keys.privateKey,
    publicJwk: { kty: 'RSA', kid: `kms://${host}`, e, n, x5c: [raw.toString('base64')] },
  }
}
