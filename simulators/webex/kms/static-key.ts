import 'reflect-metadata'
import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto'
import { cryptoProvider, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { CERTIFICATE_VALIDITY } from '../../network/index.js'

/** The host in the certificate and in every `kms:` URI must be one and the same: the SDK checks it. */
export const KMS_HOST = 'kms.exwex.example'
export const KMS_URI = `kms://${KMS_HOST}`

/** The long-lived key of the KMS: clients encrypt their first message to it and check its signatures. */
export interface StaticKey {
  readonly privateKey: KeyObject
  /** `{kty, kid, e, n, x5c}`, as clients get it. */
  readonly publicJwk: object
}

const RSA = {
  name: 'RSA-PSS',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
} as const

/** Makes a key pair with a self-signed certificate, which is enough for clients. @observed webex.md 9 */
export async function createStaticKey(): Promise<StaticKey> {
  cryptoProvider.set(webcrypto)
  const keys = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${KMS_HOST}`,
    keys,
    ...CERTIFICATE_VALIDITY,
    signingAlgorithm: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 },
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: KMS_HOST }])],
  })
  const jwk = await webcrypto.subtle.exportKey('jwk', keys.privateKey)
  const { e, n } = jwk
  return {
    privateKey: createPrivateKey({ key: jwk as Record<string, unknown>, format: 'jwk' }),
    publicJwk: { kty: 'RSA', kid: KMS_URI, e, n, x5c: [Buffer.from(certificate.rawData).toString('base64')] },
  }
}
