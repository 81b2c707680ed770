import { createHash, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'

/** The key by which the identity provider signs, and what it publishes of it. */
export interface SigningKey {
  readonly id: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly jwk: JsonWebKey
}

/** Real security, hence real chance: a key that could be guessed from a seed would not be one. */
export function createSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const id = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
  const jwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: id, x5t: id }
  return { id, privateKey, publicKey, jwk }
}
