import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { BerReader } from '../../ldap/ber/ber-reader.js'
import { contextPrimitive, TAG } from '../../ldap/ber/tags.js'
import { PduReader } from '../../ldap/pdu-reader.js'
import { MessageSecurity } from '../../ntlm/message-security.js'
import type { SessionSecurity } from '../../ntlm/session-security.js'
import { SecurityLayer } from '../security-layer.js'

/** A response, read just far enough to judge it. */
export interface RawResponse {
  readonly messageId: number
  readonly tag: number
  /** Result code, of responses that have one. */
  readonly code: number | undefined
  readonly matchedDn: Buffer
  readonly text: string
  /** serverSaslCreds of a bind response. */
  readonly credentials: Buffer | undefined
}

/** A client that sends any bytes and waits for whole messages. */
export class RawClient implements Disposable {
  readonly #socket: Socket
  readonly #reader = new PduReader(100_000_000)
  #layer: SecurityLayer | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  /** Connects by `ldap:`, or by `ldaps:` with the certificates of `ca`. */
  static async open(url: string, ca?: string): Promise<RawClient> {
    const { hostname, port, protocol } = new URL(url)
    const at = { port: Number(port), host: hostname }
    const isSecured = protocol === 'ldaps:'
    const socket = isSecured ? connectTls({ ...at, ...(ca === undefined ? {} : { ca }) }) : connect(at)
    await once(socket, isSecured ? 'secureConnect' : 'connect')
    return new RawClient(socket)
  }

  send(bytes: Buffer): void {
    this.#socket.write(this.#layer === undefined ? bytes : this.#layer.wrap(bytes))
  }

  /** Protects what is sent from now on, and takes the protection off what comes. */
  protectBy(security: SessionSecurity): void {
    this.#layer = new SecurityLayer(new MessageSecurity(security, 'client'), 100_000_000)
  }

  /** The next message, or undefined when the server has closed the connection. */
  async next(): Promise<RawResponse | undefined> {
    for (;;) {
      const pdu = this.#reader.next()
      if (pdu !== undefined) return read(pdu)
      const chunk = this.#socket.read() as Buffer | null
      if (chunk !== null) this.#reader.push(this.#layer === undefined ? chunk : this.#layer.unwrap(chunk))
      else if (this.#socket.readableEnded || this.#socket.destroyed) return undefined
      else await happens(this.#socket, ['readable', 'end', 'close'])
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }
}

function happens(socket: Socket, events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const heard = () => {
      for (const event of events) socket.off(event, heard)
      resolve()
    }
    for (const event of events) socket.on(event, heard)
  })
}

const NO_RESULT = { code: undefined, matchedDn: Buffer.alloc(0), text: '', credentials: undefined } as const

function read(pdu: Buffer): RawResponse {
  const message = new BerReader(pdu).inside()
  const messageId = message.integer()
  const { tag, content } = message.any()
  const body = new BerReader(content)
  if (body.peek() !== TAG.enumerated) return { messageId, tag, ...NO_RESULT }
  const code = body.enumerated()
  const matchedDn = body.octets()
  const text = body.text()
  const credentials = body.peek() === contextPrimitive(7) ? body.octets(contextPrimitive(7)) : undefined
  return { messageId, tag, code, matchedDn, text, credentials }
}
