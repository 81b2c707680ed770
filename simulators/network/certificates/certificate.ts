import { randomBytes, sign, type KeyObject } from 'node:crypto'
import { bitString, context, objectId, sequence, set, time, unsigned, utf8String } from './der.js'

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

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const COMMON_NAME = objectId('2.5.4.3')
const VERSION_3 = context(0, unsigned(Buffer.of(2)))

/** @source RFC 5280 4.1.2.2: at most 20 octets */
const SERIAL_BYTES = 16

/** A certificate in PEM, signed with an elliptic-curve key. @source RFC 5280 4.1 */
export function signCertificate(content: CertificateContent, issuerKey: KeyObject): string {
  const toBeSigned = sequence(
    VERSION_3,
    unsigned(randomBytes(SERIAL_BYTES)),
    ECDSA_WITH_SHA256,
    commonName(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    commonName(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...content.extensions)),
  )
  const signature = bitString(sign('sha256', toBeSigned, issuerKey))
  return pem(sequence(toBeSigned, ECDSA_WITH_SHA256, signature))
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(COMMON_NAME, utf8String(name))))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----`
}
