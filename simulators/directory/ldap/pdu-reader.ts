import { malformed } from './malformed.js'
import { contentLength, headerSize } from './ber/ber-length.js'
import { TAG } from './ber/tags.js'

/**
 * Cuts a stream of bytes into LDAP messages. A message above `maxBytes` is malformed before it is buffered.
 * @source lDAPAdminLimits MaxReceiveBuffer
 */
export class PduReader {
  readonly #maxBytes: number
  #chunks: Buffer[] = []
  #buffered = 0
  /** Bytes needed before it is worth looking again. */
  #needed = 2

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
  }

  /** The next whole message with its header, or undefined until more bytes come. */
  next(): Buffer | undefined {
    if (this.#buffered < this.#needed) return undefined
    const bytes = this.#join()
    const length = contentLength(bytes, 0, bytes.length)
    if (bytes[0] !== TAG.sequence) throw malformed('a message that is no SEQUENCE')
    if (length < 0) {
      this.#needed = bytes.length + 1
      return undefined
    }

    const size = headerSize(bytes, 0) + length
    if (size > this.#maxBytes) throw malformed(`a message of ${size} bytes`)
    if (bytes.length < size) {
      this.#needed = size
      return undefined
    }
    this.#keep(bytes.subarray(size))
    return bytes.subarray(0, size)
  }

  /** What has come after the last message; the reader is empty afterwards. */
  takeRest(): Buffer {
    const rest = this.#join()
    this.#keep(Buffer.alloc(0))
    return rest
  }

  #join(): Buffer {
    const [only = Buffer.alloc(0)] = this.#chunks
    if (this.#chunks.length <= 1) return only
    const joined = Buffer.concat(this.#chunks, this.#buffered)
    this.#chunks = [joined]
    return joined
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#buffered = rest.length
    this.#needed = 2
  }
}
