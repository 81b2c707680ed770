import type { Duplex } from 'node:stream'
import { clientOf } from '../../network/index.js'
import { BerWriter } from '../ldap/ber/ber-writer.js'
import type { SecurityLayer } from './security-layer.js'

/** So much is gathered before it is written. */
const CHUNK_BYTES = 32 * 1024

/** What a connection says: gathered, and written in chunks, the next when the client has taken the one before. */
export class Outgoing {
  readonly writer = new BerWriter()
  #socket: Duplex
  #written = 0
  #layer: SecurityLayer | undefined

  constructor(socket: Duplex) {
    this.#socket = socket
  }

  /** The number of bytes of all that has been said so far. */
  get bytes(): number {
    return this.#written + this.writer.length
  }

  get isFull(): boolean {
    return this.writer.length >= CHUNK_BYTES
  }

  /** Nobody can hear any more. */
  get isClosed(): boolean {
    return !this.#socket.writable || clientOf(this.#socket) !== 'there'
  }

  /** What is said from now on goes to another socket. */
  moveTo(socket: Duplex): void {
    this.#socket = socket
  }

  /** What is written from now on is protected. */
  protectBy(layer: SecurityLayer): void {
    this.#layer = layer
  }

  /** Writes what has been gathered. Gives a promise when the client is slow: more may be said when it resolves. */
  flush(): Promise<void> | undefined {
    const { length } = this.writer
    if (length === 0) return undefined
    this.#written += length
    const plain = this.writer.take()
    const bytes = this.#layer === undefined ? plain : this.#layer.wrap(plain)
    const socket = this.#socket
    return !socket.writable || socket.write(bytes) ? undefined : taken(socket)
  }
}

function taken(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}
