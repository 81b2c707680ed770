import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BerReader } from '../../ldap/ber/ber-reader.js'
import { contextPrimitive, TAG } from '../../ldap/ber/tags.js'
import { PduReader } from '../../ldap/pdu-reader.js'

/** A response, read just far enough to judge it. */
export interface RawResponse {
  readonly messageId: number
  readonly tag: number
  /** Result code, of responses that have one. */
  readonly code: number | undefined
  /** serverSaslCreds of a bind response. */
  readonly credentials: Buffer | undefined
}

/** A client that sends any bytes and waits for whole messages. */
export class RawClient implements Disposable {
  readonly #socket: Socket
  readonly #reader = new PduReader(100_000_000)

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async open(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return new RawClient(socket)
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** The next message, or undefined when the server has closed the connection. */
  async next(): Promise<RawResponse | undefined> {
    for (;;) {
      const pdu = this.#reader.next()
      if (pdu !== undefined) return read(pdu)
      const chunk = this.#socket.read() as Buffer | null
      if (chunk !== null) this.#reader.push(chunk)
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

function read(pdu: Buffer): RawResponse {
  const message = new BerReader(pdu).inside()
  const messageId = message.integer()
  const { tag, content } = message.any()
  const body = new BerReader(content)
  if (body.peek() !== TAG.enumerated) return { messageId, tag, code: undefined, credentials: undefined }
  const code = body.enumerated()
  body.octets()
  body.octets()
  const credentials = body.peek() === contextPrimitive(7) ? body.octets(contextPrimitive(7)) : undefined
  return { messageId, tag, code, credentials }
}
