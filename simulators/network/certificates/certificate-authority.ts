import { webcrypto } from 'node:crypto'
import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509'
import { isIP } from 'node:net'
import { fromUtcFields, toDate } from '../../core/index.js'

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

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/**
 * Validity is wide instead of derived from a clock, because TLS libraries compare it with the machine's time
 * while the lab may live in another.
 */
export const CERTIFICATE_VALIDITY = { notBefore: yearBegins(2020), notAfter: yearBegins(2050) }
const EXPIRED = { notBefore: yearBegins(2020), notAfter: yearBegins(2021) }

function yearBegins(year: number) {
  return toDate(fromUtcFields({ year }))
}

/** The lab's own certificate authority. P-256 keys: a handshake with them is the cheapest. */
export class CertificateAuthority {
  readonly pem: string
  readonly #name: string
  readonly #keys: webcrypto.CryptoKeyPair

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, pem: string) {
    this.#name = name
    this.#keys = keys
    this.pem = pem
  }

  static async create(commonName: string): Promise<CertificateAuthority> {
    cryptoProvider.set(webcrypto)
    const name = `CN=${commonName}`
    const keys = await generateKeys()
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      ...CERTIFICATE_VALIDITY,
      signingAlgorithm: KEY,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    return new CertificateAuthority(name, keys, certificate.toString('pem'))
  }

  async issue({ hosts, flaw }: CertificateRequest): Promise<IssuedCertificate> {
    const issuer = flaw === 'unknown-ca' ? await generateKeys() : this.#keys
    const names = flaw === 'wrong-host' ? ['wrong.host.invalid'] : hosts
    const keys = await generateKeys()
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${names[0] ?? 'localhost'}`,
      issuer: this.#name,
      publicKey: keys.publicKey,
      signingKey: issuer.privateKey,
      signingAlgorithm: KEY,
      ...(flaw === 'expired' ? EXPIRED : CERTIFICATE_VALIDITY),
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
      ],
    })
    return { certificatePem: certificate.toString('pem'), keyPem: await exportKey(keys.privateKey) }
  }
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify'])
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  const lines = pkcs8.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`
}
