import { malformed } from '../ldap/malformed.js'
import type { MessageSecurity } from '../ntlm/message-security.js'

/** The length in front of each token. */
const PREFIX = 4
/** What a token has besides the message. */
const SIGNATURE = 16

/**
 * What SASL lays between LDAP and the connection: tokens, each behind its length in four octets.
 * @source RFC 4422 3.7, MS-ADTS 5.1.2.1
 */
export class SecurityLayer {
  readonly #security: MessageSecurity
  readonly #maxBytes: number
  #gathered: Buffer = Buffer.alloc(0)

  constructor(security: MessageSecurity, maxBytes: number) {
    this.#security = security
    this.#maxBytes = maxBytes + SIGNATURE
  }

  wrap(bytes: Buffer): Buffer {
    const token = this.#security.wrap(bytes)
    const prefix = Buffer.alloc(PREFIX)
    prefix.writeUInt32BE(token.length)
    return Buffer.concat([prefix, token])
  }

  /** What is in the tokens that have come whole. Throws `LDAP_MALFORMED` when one has been changed. */
  unwrap(chunk: Buffer): Buffer {
    const messages: Buffer[] = []
    this.#gathered = this.#gathered.length === 0 ? chunk : Buffer.concat([this.#gathered, chunk])
    for (let token = this.#next(); token !== undefined; token = this.#next()) {
      const message = this.#security.unwrap(token)
      if (message === undefined) throw malformed('a token whose signature is wrong')
      messages.push(message)
    }
    return Buffer.concat(messages)
  }

  #next(): Buffer | undefined {
    if (this.#gathered.length < PREFIX) return undefined
    const length = this.#gathered.readUInt32BE()
    if (length > this.#maxBytes) throw malformed(`a token of ${length} bytes`)
    if (this.#gathered.length < PREFIX + length) return undefined
    const token = this.#gathered.subarray(PREFIX, PREFIX + length)
    this.#gathered = this.#gathered.subarray(PREFIX + length)
    return token
  }
}
