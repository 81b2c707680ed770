import type { Socket } from 'node:net'
import { Duplex, Writable } from 'node:stream'
import { turn } from '../../core/index.js'
import { stateOf, type ClientState } from './client-state.js'
import { UNDISTURBED, type NetworkConditions } from './conditions.js'
import { Lane, type LaneOptions, type Parcel } from './lane.js'

const NOTHING = Buffer.alloc(0)

export interface WireOptions extends Pick<LaneOptions, 'clock' | 'random' | 'conditions'> {
  /** The client's connection, inside TLS if there is any: its bytes are what the client sent and got. */
  readonly outer: Socket
  /** The connection below TLS, which alone can be reset. */
  readonly raw: Socket
}

/**
 * The lab's end of a connection that passes through a network with conditions. To the services it is a socket. What
 * a black hole holds back has been counted as received from the client, and not as sent to it.
 */
export class Wire extends Duplex {
  readonly encrypted: boolean
  readonly #outer: Socket
  readonly #raw: Socket
  readonly #conditions: () => NetworkConditions
  readonly #up: Lane
  readonly #down: Lane
  /** What is said passes through here; otherwise Node's HTTP parser may read from the client's connection itself. */
  #isWatched: boolean
  /** What the client may still get, when that is limited. */
  #left: number | undefined
  #hasHungUp = false

  constructor(options: WireOptions) {
    const { outer, raw, conditions } = options
    super({ allowHalfOpen: outer.allowHalfOpen, decodeStrings: false })
    this.#outer = outer
    this.#raw = raw
    this.#conditions = conditions
    this.encrypted = 'encrypted' in outer
    this.#up = new Lane({ ...options, deliver: ({ bytes }) => this.#arrive(bytes) })
    this.#down = new Lane({ ...options, deliver: (parcel) => this.#leave(parcel) })
    this.#isWatched = conditions() !== UNDISTURBED

    outer.on('data', (bytes: Buffer) => this.#up.send({ bytes }))
    outer.on('end', () => {
      this.#probe()
      this.#up.send({ bytes: null })
    })
    outer.on('timeout', () => this.emit('timeout'))
    outer.once('close', () => {
      if (this.#up.isEmpty) this.destroy()
      else this.once('end', () => this.destroy())
    })
    this.disturb()
  }

  get remoteAddress(): string | undefined {
    return this.#outer.remoteAddress
  }

  get localAddress(): string | undefined {
    return this.#outer.localAddress
  }

  get remotePort(): number | undefined {
    return this.#outer.remotePort
  }

  get bytesRead(): number {
    return this.#outer.bytesRead
  }

  get bytesWritten(): number {
    return this.#outer.bytesWritten
  }

  /** What is known of the client, which may be more than has arrived here. */
  get client(): ClientState {
    if (this.#raw.errored !== null) return 'reset'
    return this.destroyed ? 'gone' : stateOf(this.#outer)
  }

  /**
   * Where Node's HTTP parser reads by itself, past all streams, as it does from a socket of its own; null when it may
   * not. Node asks once, when it is given the connection.
   */
  get _handle(): unknown {
    return this.#isWatched ? null : (this.#outer as unknown as { readonly _handle: unknown })._handle
  }

  /** Node tells its sockets of what the parser has read. */
  _unrefTimer(): void {
    ;(this.#outer as unknown as { _unrefTimer(): void })._unrefTimer()
  }

  /**
   * A client that has gone refuses what comes after its end, and the system knows it when nothing is written to it. By
   * way of the prototype: Node forbids writing to who has ended. The error goes no further: there is nobody to tell.
   */
  #probe(): void {
    if (this.#raw.destroyed) return
    this.#raw.on('error', () => undefined)
    Writable.prototype.write.call(this.#raw, NOTHING, 'latin1')
  }

  /** Conditions have changed. */
  disturb(): void {
    this.#watch()
    const { reset, halfClose, truncateAfterBytes } = this.#conditions()
    this.#left = truncateAfterBytes
    if (reset === true) return this.#reset()
    if (truncateAfterBytes === 0) return void this.#outer.destroy()
    if (halfClose === true) this.#hangUp()
    this.#up.reconsider()
    this.#down.reconsider()
  }

  override _read(): void {
    this.#outer.resume()
  }

  /** While nothing disturbs it, what is written goes past the buffers of the client's connection. */
  override _write(chunk: Buffer | string, encoding: BufferEncoding, sent: () => void): void {
    if (!this.#isClear) this.#down.send({ bytes: bytesOf(chunk, encoding), sent })
    else if (this.#outer.writableLength > 0) this.#outer.write(chunk, encoding, sent)
    else this.#outer._write(chunk, encoding, sent)
  }

  override _writev(chunks: Written[], sent: () => void): void {
    const outer = this.#outer
    if (this.#isClear && outer.writableLength === 0) return outer._writev?.(chunks, sent)
    const bytes = Buffer.concat(chunks.map(writtenBytes))
    if (this.#isClear) outer.write(bytes, sent)
    else this.#down.send({ bytes, sent })
  }

  override _final(sent: () => void): void {
    this.#down.send({ bytes: null, sent })
  }

  /** What is under way to the client still arrives there, before it sees the connection end. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#up[Symbol.dispose]()
    if (this.#down.isEmpty && this.#conditions().blackHole !== true) this.#outer.destroy()
    else this.#down.send({ bytes: null, sent: () => undefined })
    done(error)
  }

  destroySoon(): void {
    if (this.writableFinished) return void this.destroy()
    this.once('finish', () => this.destroy())
    this.end()
  }

  resetAndDestroy(): this {
    this.#reset()
    return this
  }

  setTimeout(ms: number, whenIdle?: () => void): this {
    this.#outer.setTimeout(ms)
    if (whenIdle !== undefined) this.once('timeout', whenIdle)
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#outer.ref()
    return this
  }

  unref(): this {
    this.#outer.unref()
    return this
  }

  /** Whether what is written goes straight to the client, so that it need not be looked at here. */
  get #isClear(): boolean {
    return this.#left === undefined && !this.#hasHungUp && !this.#outer.destroyed && this.#down.isClear
  }

  /** A listener for data makes Node's parser give the connection back. */
  #watch(): void {
    if (this.#isWatched || this.#conditions() === UNDISTURBED) return
    this.on('data', () => undefined)
    this.#isWatched = true
  }

  #arrive(bytes: Buffer | null): void {
    if (this.destroyed) return
    if (!this.push(bytes)) this.#outer.pause()
  }

  #leave({ bytes, sent }: Parcel): void {
    if (this.#outer.destroyed || this.#hasHungUp) return sent?.()
    if (bytes === null) {
      this.#outer.end(sent)
      if (this.destroyed) this.#outer.destroySoon()
    } else if (this.#left === undefined || bytes.length < this.#left) {
      if (this.#left !== undefined) this.#left -= bytes.length
      this.#outer.write(bytes, sent === undefined ? undefined : () => sent())
    } else {
      this.#outer.write(bytes.subarray(0, this.#left), () => this.#outer.destroy())
      this.#hasHungUp = true
      sent?.()
    }
  }

  #hangUp(): void {
    if (this.#hasHungUp) return
    this.#hasHungUp = true
    this.#outer.end()
  }

  /** A turn later: Node crashes when a connection is reset while its own TLS handshake calls back. */
  #reset(): void {
    this.#hasHungUp = true
    this.#outer.pause()
    void turn().then(() => {
      this.#raw.resetAndDestroy()
      this.#outer.destroy()
      this.destroy()
    })
  }
}

/** A part of what a service writes, as Node keeps it until then. */
interface Written {
  readonly chunk: Buffer | string
  readonly encoding: BufferEncoding
}

function writtenBytes({ chunk, encoding }: Written): Buffer {
  return bytesOf(chunk, encoding)
}

function bytesOf(chunk: Buffer | string, encoding: BufferEncoding): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
}
