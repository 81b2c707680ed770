import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { fromUtcFields, toDate } from '../../core/index.js'
import { signCertificate } from './certificate.js'
import {
  alternativeNames,
  authorityKey,
  basicConstraints,
  keyUsage,
  serverAuthentication,
  subjectKey,
} from './extensions.js'

/** What can be wrong with a certificate on demand. */
export type CertificateFlaw = 'expired' | 'wrong-host' | 'unknown-ca'

export interface CertificateRequest {
  /** DNS names and IP addresses the certificate is for; the first is its common name. */
  readonly hosts: readonly string[]
  readonly flaw?: CertificateFlaw
}

/** A certificate with its key, in PEM. `certificatePem` holds the leaf only. */
export interface IssuedCertificate {
  readonly certificatePem: string
  readonly keyPem: string
}

/**
 * Validity is wide instead of derived from a clock, because TLS libraries compare it with the machine's time
 * while the lab may live in another.
 */
export const CERTIFICATE_VALIDITY = { notBefore: yearBegins(2020), notAfter: yearBegins(2050) }
const EXPIRED = { notBefore: yearBegins(2020), notAfter: yearBegins(2021) }

function yearBegins(year: number) {
  return toDate(fromUtcFields({ year }))
}

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** The lab's own certificate authority. P-256 keys: a handshake with them is the cheapest. */
export class CertificateAuthority {
  readonly pem: string
  readonly #name: string
  readonly #keys: KeyPair

  private constructor(name: string, keys: KeyPair, pem: string) {
    this.#name = name
    this.#keys = keys
    this.pem = pem
  }

  static async create(commonName: string): Promise<CertificateAuthority> {
    const keys = await generateKeys()
    const { publicKey, privateKey } = keys
    const content = {
      subject: commonName,
      issuer: commonName,
      ...CERTIFICATE_VALIDITY,
      publicKey,
      extensions: [basicConstraints(true), keyUsage('keyCertSign', 'cRLSign'), subjectKey(publicKey)],
    }
    return new CertificateAuthority(commonName, keys, signCertificate(content, privateKey))
  }

  async issue({ hosts, flaw }: CertificateRequest): Promise<IssuedCertificate> {
    const issuer = flaw === 'unknown-ca' ? await generateKeys() : this.#keys
    const names = flaw === 'wrong-host' ? ['wrong.host.invalid'] : hosts
    const { publicKey, privateKey } = await generateKeys()
    const content = {
      subject: names[0] ?? 'localhost',
      issuer: this.#name,
      ...(flaw === 'expired' ? EXPIRED : CERTIFICATE_VALIDITY),
      publicKey,
      extensions: [
        basicConstraints(false),
        keyUsage('digitalSignature'),
        serverAuthentication(),
        alternativeNames(names),
        authorityKey(this.#keys.publicKey),
      ],
    }
    return {
      certificatePem: signCertificate(content, issuer.privateKey),
      keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  }
}

const generate = promisify(generateKeyPair)

function generateKeys(): Promise<KeyPair> {
  return generate('ec', { namedCurve: 'P-256' })
}
