import { randomBytes, sign, type KeyObject } from 'node:crypto'
import { LabError } from '../../core/index.js'
import { bitString, context, nothing, objectId, sequence, set, time, unsigned, utf8String } from './der.js'

/** What a certificate says. */
export interface CertificateContent {
  /** Common names. */
  readonly subject: string
  readonly issuer: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  readonly extensions: readonly Buffer[]
}

/** How keys of each kind sign a SHA-256 digest. @source RFC 5758 3.2, RFC 4055 5 */
const ALGORITHMS: Readonly<Record<string, Buffer>> = {
  ec: sequence(objectId('1.2.840.10045.4.3.2')),
  rsa: sequence(objectId('1.2.840.113549.1.1.11'), nothing()),
}
const COMMON_NAME = objectId('2.5.4.3')
const VERSION_3 = context(0, unsigned(Buffer.of(2)))

/** @source RFC 5280 4.1.2.2: at most 20 octets */
const SERIAL_BYTES = 16

/** A certificate in PEM. @source RFC 5280 4.1 */
export function signCertificate(content: CertificateContent, issuerKey: KeyObject): string {
  const algorithm = algorithmOf(issuerKey)
  const toBeSigned = sequence(
    VERSION_3,
    unsigned(randomBytes(SERIAL_BYTES)),
    algorithm,
    commonName(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    commonName(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...content.extensions)),
  )
  const signature = bitString(sign('sha256', toBeSigned, issuerKey))
  return pem(sequence(toBeSigned, algorithm, signature))
}

function algorithmOf({ asymmetricKeyType }: KeyObject): Buffer {
  const algorithm = ALGORITHMS[String(asymmetricKeyType)]
  if (algorithm !== undefined) return algorithm
  throw new LabError('KEY_UNKNOWN', {
    message: `A key of the kind "${asymmetricKeyType}" signs no certificate.`,
  })
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(COMMON_NAME, utf8String(name))))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----`
}
