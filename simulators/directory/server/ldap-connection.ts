import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { NO_ENTRY, type Instant } from '../../core/index.js'
import type { TcpConnection } from '../../network/index.js'
import { decodeEnvelope } from '../ldap/decode-request.js'
import { requestNotDecoded } from '../ldap/diagnostics.js'
import { encodeResponse } from '../ldap/encode-response.js'
import { isMalformed } from '../ldap/malformed.js'
import { PduReader } from '../ldap/pdu-reader.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import type { LdapInteraction } from './interaction.js'
import type { HandleRequest } from './ldap-pipeline.js'
import type { OpenConnections, WatchedConnection } from './open-connections.js'
import { Outgoing } from './outgoing.js'
import type { Session } from './session.js'
import type { SecurityLayer } from './security-layer.js'
import { WaitingRequests } from './waiting-requests.js'

/** @source RFC 4511 4.4.1 */
const NOTICE_OF_DISCONNECTION = '1.3.6.1.4.1.1466.20036'

export interface LdapConnectionOptions {
  readonly connection: TcpConnection
  readonly protocol: 'ldap' | 'gc'
  readonly session: Session
  /** All connections of the domain controller. */
  readonly open: OpenConnections
  readonly handle: HandleRequest
  /** Told of a defect of the server; the connection is closed. */
  readonly report: (defect: unknown) => void
}

/**
 * Reads requests from a socket and answers them one after the other. What one chunk asked for is answered with one
 * write. While an answer waits for the client, a few more requests are read, so that an Abandon or Unbind is heard.
 */
export class LdapConnection implements WatchedConnection {
  hasSpoken = false
  heardAt: Instant
  readonly #options: LdapConnectionOptions
  readonly #outgoing: Outgoing
  readonly #waiting = new WaitingRequests()
  #socket: Socket
  #reader: PduReader
  /** What has begun and is not done: an answer, or what the client has not yet taken of earlier ones. */
  #waitedFor = 0
  #layer: SecurityLayer | undefined
  #hasEnded = false

  constructor(options: LdapConnectionOptions) {
    this.#options = options
    this.#socket = options.connection.socket
    this.#outgoing = new Outgoing(this.#socket)
    this.#reader = this.#newReader()
    this.heardAt = options.session.clock.now()
  }

  get isWaiting(): boolean {
    return this.#isBusy || this.#options.session.outstanding.staying > 0
  }

  get #isBusy(): boolean {
    return this.#waitedFor > 0
  }

  start(): void {
    this.#options.open.add(this)
    this.#listen()
  }

  expire(): void {
    if (this.hasSpoken) return this.#disconnect(result('unavailable'))
    this.#leave()
    this.#socket.destroy()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('data', (chunk: Buffer) => this.#goOn(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#leave())
    socket.resume()
  }

  #newReader(): PduReader {
    return new PduReader(this.#options.session.directory.limits().MaxReceiveBuffer)
  }

  /** Nobody is there any more, or will be heard. */
  #leave(): void {
    this.#hasEnded = true
    this.#options.open.remove(this)
    this.#options.session.outstanding.abandonAll()
  }

  #goOn(chunk?: Buffer): void {
    try {
      if (chunk !== undefined) this.#hear(chunk)
      if (!this.#isBusy) this.#answerAll()
      if (this.#isBusy) this.#lookAhead()
    } catch (error) {
      if (isMalformed(error)) this.#disconnect(requestNotDecoded())
      else this.#fail(error)
    }
  }

  #hear(chunk: Buffer): void {
    this.heardAt = this.#options.session.clock.now()
    this.hasSpoken = true
    this.#reader.push(this.#layer === undefined ? chunk : this.#layer.unwrap(chunk))
  }

  #answerAll(): void {
    while (!this.#isBusy && !this.#hasEnded) {
      const interaction = this.#takeWaiting() ?? this.#cut()
      if (interaction === undefined) break
      this.#answer(interaction)
      if (this.#outgoing.isFull) this.#waitFor(this.#outgoing.flush())
    }
    if (!this.#isBusy) this.#waitFor(this.#outgoing.flush())
  }

  /** Hears what must not wait while the connection is busy, and so much of the rest as may wait. */
  #lookAhead(): void {
    while (!this.#waiting.isFull && !this.#hasEnded) {
      const interaction = this.#cut()
      if (interaction === undefined) break
      const { kind } = interaction.envelope
      if (kind === 'abandon' || kind === 'unbind') this.#answer(interaction)
      else this.#wait(interaction)
    }
    if (this.#waiting.isFull) this.#socket.pause()
  }

  #wait(interaction: LdapInteraction): void {
    this.#waiting.add(interaction)
    this.#noteAbandon(interaction)
  }

  #takeWaiting(): LdapInteraction | undefined {
    const interaction = this.#waiting.take()
    if (interaction === undefined) return undefined
    this.#options.session.outstanding.end(interaction.envelope.messageId)
    this.#socket.resume()
    return interaction
  }

  /** The next request of the stream, when it has come. */
  #cut(): LdapInteraction | undefined {
    const pdu = this.#reader.next()
    if (pdu === undefined) return undefined
    const { connection, protocol, session } = this.#options
    return {
      connection,
      protocol,
      session,
      entry: NO_ENTRY,
      envelope: decodeEnvelope(pdu),
      outgoing: this.#outgoing,
      said: { entries: 0, references: 0, bytes: 0 },
      request: undefined,
      answer: undefined,
      allowance: undefined,
      isAbandoned: false,
      staysOpen: false,
      fate: 'goes-on',
    }
  }

  #answer(interaction: LdapInteraction): void {
    const answering = this.#options.handle(interaction)
    if (!(answering instanceof Promise)) return this.#follow(interaction)
    this.#noteAbandon(interaction)
    this.#waitFor(
      answering.then(() => {
        this.#options.session.outstanding.end(interaction.envelope.messageId)
        this.#follow(interaction)
      }),
    )
  }

  #noteAbandon(interaction: LdapInteraction): void {
    const abandon = () => void (interaction.isAbandoned = true)
    this.#options.session.outstanding.begin(interaction.envelope.messageId, abandon)
  }

  /** Goes on when something is done; nothing to wait for is done. */
  #waitFor(something: Promise<void> | undefined): void {
    if (something === undefined) return
    this.#waitedFor++
    something.then(
      () => {
        this.#waitedFor--
        this.#goOn()
      },
      (defect: unknown) => this.#fail(defect),
    )
  }

  #follow({ fate }: LdapInteraction): void {
    if (fate === 'goes-on' || this.#hasEnded) return
    void this.#outgoing.flush()
    if (fate === 'secures') return this.#secure()
    if (fate === 'protects') return this.#protect()
    this.#leave()
    if (fate === 'resets') this.#socket.resetAndDestroy()
    else if (this.#isBusy) this.#socket.destroy()
    else this.#socket.end()
  }

  #disconnect(why: LdapResult): void {
    const response = { kind: 'extended', result: why, name: NOTICE_OF_DISCONNECTION } as const
    encodeResponse(this.#outgoing.writer, { messageId: 0, response })
    void this.#outgoing.flush()
    this.#leave()
    this.#socket.end()
  }

  #fail(defect: unknown): void {
    this.#options.report(defect)
    this.#leave()
    this.#socket.destroy()
  }

  /** What follows travels in the tokens of a log-on; what came behind it is the first of them. */
  #protect(): void {
    const { session } = this.#options
    const layer = session.agreedLayer
    if (layer === undefined) return
    session.agreedLayer = undefined
    session.hasLayer = true
    const rest = this.#reader.takeRest()
    this.#reader.push(this.#layer === undefined ? layer.unwrap(rest) : rest)
    this.#layer = layer
    this.#outgoing.protectBy(layer)
  }

  /** The same connection goes on inside TLS; what came in clear after the request is dropped. */
  #secure(): void {
    const { connection, session } = this.#options
    const plain = this.#socket
    plain.removeAllListeners('data')
    const secured = new TLSSocket(plain, { isServer: true, secureContext: connection.tls })
    session.secure = true
    this.#socket = secured
    this.#outgoing.moveTo(secured)
    this.#waiting.clear()
    this.#reader = this.#newReader()
    this.#listen()
  }
}
