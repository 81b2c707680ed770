import { createHash, timingSafeEqual } from 'node:crypto'
import { NTLM_FLAG } from './ntlm-message.js'
import { hmacMd5 } from './ntlm-v2.js'
import { Rc4 } from './rc4.js'
import type { SessionSecurity } from './session-security.js'

export type Side = 'client' | 'server'

const WAY: Readonly<Record<Side, string>> = { client: 'client-to-server', server: 'server-to-client' }
const OTHER: Readonly<Record<Side, Side>> = { client: 'server', server: 'client' }

/** The version that each signature begins with, and the length of one. @source MS-NLMP 2.2.2.9.2 */
const VERSION = Buffer.from('01000000', 'hex')
const SIGNATURE_LENGTH = 16

/** What the two sides have agreed to do to each message. */
export function protectionOf({ flags }: SessionSecurity): 'none' | 'signed' | 'sealed' {
  if ((flags & NTLM_FLAG.seal) !== 0) return 'sealed'
  return (flags & NTLM_FLAG.sign) !== 0 ? 'signed' : 'none'
}

/** The messages that one side sends: signed, and sealed if that was agreed. @source MS-NLMP 3.4.3 and 3.4.4.2 */
class Lane {
  readonly #signingKey: Buffer
  readonly #sealing: Rc4
  readonly #isSealed: boolean
  /** Whether the client has chosen the key, which makes checksums travel encrypted. */
  readonly #isKeyExchanged: boolean
  #sequence: number

  constructor(security: SessionSecurity, side: Side) {
    this.#signingKey = magicKey(security.key, `${WAY[side]} signing`)
    this.#sealing = new Rc4(sealingKey(security, side))
    this.#isSealed = protectionOf(security) === 'sealed'
    this.#isKeyExchanged = (security.flags & NTLM_FLAG.keyExchange) !== 0
    this.#sequence = security.sequence
  }

  wrap(message: Uint8Array): Buffer {
    const sealed = this.#isSealed ? this.#sealing.apply(message) : message
    return Buffer.concat([this.sign(message), sealed])
  }

  unwrap(token: Buffer): Buffer | undefined {
    if (token.length < SIGNATURE_LENGTH) return undefined
    const sealed = token.subarray(SIGNATURE_LENGTH)
    const message = this.#isSealed ? this.#sealing.apply(sealed) : sealed
    return timingSafeEqual(this.sign(message), token.subarray(0, SIGNATURE_LENGTH)) ? message : undefined
  }

  sign(message: Uint8Array): Buffer {
    const sequence = Buffer.alloc(4)
    sequence.writeUInt32LE(this.#sequence++ >>> 0)
    const checksum = hmacMd5(this.#signingKey, Buffer.concat([sequence, message])).subarray(0, 8)
    return Buffer.concat([VERSION, this.#isKeyExchanged ? this.#sealing.apply(checksum) : checksum, sequence])
  }
}

/** Protects the messages of a session after its log-on, both ways. @source MS-NLMP 3.4 (GSS_WrapEx, GSS_UnwrapEx) */
export class MessageSecurity {
  readonly #sent: Lane
  readonly #received: Lane

  constructor(security: SessionSecurity, side: Side) {
    this.#sent = new Lane(security, side)
    this.#received = new Lane(security, OTHER[side])
  }

  /** The signature and the message, which is sealed if that was agreed. */
  wrap(message: Uint8Array): Buffer {
    return this.#sent.wrap(message)
  }

  /** What the other side has wrapped; undefined when somebody has changed it. */
  unwrap(token: Buffer): Buffer | undefined {
    return this.#received.unwrap(token)
  }
}

/** The next signature that a side makes over a message. */
export function sign(security: SessionSecurity, side: Side, message: Uint8Array): Buffer {
  return new Lane(security, side).sign(message)
}

/** @source MS-NLMP 3.4.5.3 (SEALKEY) */
function sealingKey({ key, flags }: SessionSecurity, side: Side): Buffer {
  const length = (flags & NTLM_FLAG.strong128) !== 0 ? 16 : (flags & NTLM_FLAG.strong56) !== 0 ? 7 : 5
  return magicKey(key.subarray(0, length), `${WAY[side]} sealing`)
}

function magicKey(key: Uint8Array, purpose: string): Buffer {
  const magic = `session key to ${purpose} key magic constant\0`
  return createHash('md5').update(key).update(magic, 'latin1').digest()
}
