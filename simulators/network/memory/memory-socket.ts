import { Duplex } from 'node:stream'

/**
 * One end of a connection that never leaves the process. It has what HTTP and the services behind it ask of a
 * socket; there is no cable, so what sets a cable's options does nothing.
 */
export class MemorySocket extends Duplex {
  readonly encrypted: boolean
  readonly remoteAddress = '127.0.0.1'
  bytesRead = 0
  bytesWritten = 0
  #peer: MemorySocket | undefined
  #whenRead: (() => void) | undefined
  #heardAll = false

  private constructor(encrypted: boolean) {
    super({ allowHalfOpen: true })
    this.encrypted = encrypted
  }

  /** Two ends: what is written to one is read from the other. `encrypted` says what TLS would have. */
  static pair(encrypted: boolean): readonly [MemorySocket, MemorySocket] {
    const ends = [new MemorySocket(encrypted), new MemorySocket(encrypted)] as const
    ends[0].#peer = ends[1]
    ends[1].#peer = ends[0]
    return ends
  }

  override _read(): void {
    const goOn = this.#whenRead
    this.#whenRead = undefined
    goOn?.()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const peer = this.#peer
    if (peer === undefined || peer.destroyed) return done()
    this.bytesWritten += chunk.length
    peer.bytesRead += chunk.length
    if (peer.push(chunk)) process.nextTick(done)
    else peer.#whenRead = done
  }

  override _final(done: () => void): void {
    const peer = this.#peer
    if (peer !== undefined) peer.#hangUp()
    done()
  }

  /** The other end reads what is still under way to it, and then sees the connection closed. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const peer = this.#peer
    this.#peer = undefined
    this._read()
    if (peer !== undefined) process.nextTick(() => peer.#loseOther())
    done(error)
  }

  #hangUp(): void {
    if (this.#heardAll || this.destroyed) return
    this.#heardAll = true
    this.push(null)
  }

  #loseOther(): void {
    if (this.readableLength === 0) return void this.destroy()
    this.once('end', () => this.destroy())
    this.#hangUp()
  }

  resetAndDestroy(): this {
    return this.destroy()
  }

  setTimeout(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}
