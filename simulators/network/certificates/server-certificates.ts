import { createSecureContext, type SecureContext } from 'node:tls'
import { LabError } from '../../core/index.js'
import type { CertificateAuthority, IssuedCertificate } from './certificate-authority.js'

/** A name for which a client asked is kept with its certificate; more than this many are asked by nobody honest. */
const MAX_NAMED = 500

/**
 * The certificates that a lab's listeners show: one for clients that name no host (or an address), and one for
 * each real host name, issued when it is first asked for.
 */
export class ServerCertificates {
  readonly #ca: CertificateAuthority
  readonly #isServed: (host: string) => boolean
  readonly #covered = new Set<string>()
  readonly #named = new Map<string, Promise<SecureContext>>()
  readonly #listeners = new Set<(certificate: IssuedCertificate) => void>()
  #common: Promise<IssuedCertificate> | undefined
  #context: SecureContext | undefined

  constructor(ca: CertificateAuthority, isServed: (host: string) => boolean) {
    this.#ca = ca
    this.#isServed = isServed
  }

  /** The certificate for everybody, once it holds these names and addresses as well. */
  async covering(hosts: readonly string[]): Promise<IssuedCertificate> {
    if (this.#common !== undefined && hosts.every((host) => this.#covered.has(host))) return this.#common
    for (const host of hosts) this.#covered.add(host)
    const issued = await (this.#common = this.#ca.issue({ hosts: [...this.#covered] }))
    this.#context = createSecureContext(pemOf(issued))
    for (const listener of this.#listeners) listener(issued)
    return issued
  }

  /** The certificate for everybody as TLS takes it, for a protocol that turns to TLS by itself. */
  context(): SecureContext {
    if (this.#context !== undefined) return this.#context
    throw new LabError('CERTIFICATE_NONE', { message: 'No certificate has been issued yet.' })
  }

  /** Calls the listener when there is another certificate for everybody. */
  onChange(listener: (certificate: IssuedCertificate) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) }
  }

  /** What a client is shown that asks for this host; undefined for the certificate for everybody. */
  forHost(host: string): Promise<SecureContext> | undefined {
    if (!this.#isServed(host)) return undefined
    const known = this.#named.get(host)
    if (known !== undefined || this.#named.size >= MAX_NAMED) return known
    const issuing = this.#ca.issue({ hosts: [host] }).then((issued) => createSecureContext(pemOf(issued)))
    this.#named.set(host, issuing)
    return issuing
  }
}

function pemOf({ certificatePem, keyPem }: IssuedCertificate): {
  readonly cert: string
  readonly key: string
} {
  return { cert: certificatePem, key: keyPem }
}
