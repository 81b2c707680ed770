import { once } from 'node:events'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { TcpConnection } from '../../network/index.js'
import { BerWriter } from '../ldap/ber/ber-writer.js'
import { decodeEnvelope } from '../ldap/decode-request.js'
import { requestNotDecoded } from '../ldap/diagnostics.js'
import { encodeResponse } from '../ldap/encode-response.js'
import { isMalformed } from '../ldap/malformed.js'
import { PduReader } from '../ldap/pdu-reader.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { Fate, LdapInteraction } from './interaction.js'
import type { Session } from './session.js'

/** @source RFC 4511 4.4.1 */
const NOTICE_OF_DISCONNECTION = '1.3.6.1.4.1.1466.20036'

export interface LdapConnectionOptions {
  readonly connection: TcpConnection
  readonly protocol: 'ldap' | 'gc'
  readonly session: Session
  readonly handle: (interaction: LdapInteraction) => Promise<void>
  /** Told of a defect of the server; the connection is closed. */
  readonly report: (defect: unknown) => void
}

/**
 * Reads requests from a socket and answers them one after the other. What one chunk asked for is answered with one
 * write; no more is read until the client has taken it.
 */
export class LdapConnection {
  readonly #options: LdapConnectionOptions
  #socket: Socket

  constructor(options: LdapConnectionOptions) {
    this.#options = options
    this.#socket = options.connection.socket
  }

  start(): void {
    this.#listen()
  }

  #listen(): void {
    const socket = this.#socket
    const reader = new PduReader(LDAP_LIMITS.MaxReceiveBuffer)
    socket.on('data', (chunk: Buffer) => {
      socket.pause()
      reader.push(chunk)
      void this.#take(reader, socket)
    })
    socket.resume()
  }

  async #take(reader: PduReader, socket: Socket): Promise<void> {
    try {
      await this.#answerAll(reader)
      if (!socket.destroyed && socket === this.#socket) socket.resume()
    } catch (defect) {
      this.#options.report(defect)
      socket.destroy()
    }
  }

  async #answerAll(reader: PduReader): Promise<void> {
    const ready: Buffer[] = []
    let fate: Fate = 'goes-on'
    try {
      for (let pdu = reader.next(); pdu !== undefined && fate === 'goes-on'; pdu = reader.next()) {
        const interaction = this.#interaction(pdu)
        await this.#options.handle(interaction)
        if (interaction.bytes !== undefined) ready.push(interaction.bytes)
        fate = interaction.fate
      }
    } catch (error) {
      if (!isMalformed(error)) throw error
      ready.push(noticeOfDisconnection())
      fate = 'ends'
    }
    await this.#send(ready)
    this.#follow(fate)
  }

  #interaction(pdu: Buffer): LdapInteraction {
    const { connection, protocol, session } = this.#options
    return {
      connection,
      protocol,
      session,
      envelope: decodeEnvelope(pdu),
      request: undefined,
      answer: undefined,
      bytes: undefined,
      fate: 'goes-on',
    } as LdapInteraction
  }

  async #send(ready: readonly Buffer[]): Promise<void> {
    const socket = this.#socket
    if (ready.length === 0 || socket.destroyed) return
    const [only = Buffer.alloc(0)] = ready
    if (socket.write(ready.length === 1 ? only : Buffer.concat(ready))) return
    await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }

  #follow(fate: Fate): void {
    if (fate === 'ends') this.#socket.end()
    if (fate === 'resets') this.#socket.resetAndDestroy()
    if (fate === 'secures') this.#secure()
  }

  /** The same connection goes on inside TLS; what came in clear after the request is dropped. */
  #secure(): void {
    const { connection, session } = this.#options
    const plain = this.#socket
    plain.removeAllListeners('data')
    const secured = new TLSSocket(plain, { isServer: true, secureContext: connection.tls })
    secured.on('error', () => secured.destroy())
    session.secure = true
    this.#socket = secured
    this.#listen()
  }
}

function noticeOfDisconnection(): Buffer {
  const writer = new BerWriter()
  const result = requestNotDecoded()
  encodeResponse(writer, {
    messageId: 0,
    response: { kind: 'extended', result, name: NOTICE_OF_DISCONNECTION },
  })
  return writer.take()
}
