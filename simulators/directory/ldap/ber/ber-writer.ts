import { TAG } from './tags.js'

/** The bytes of a buffer; it serves several messages of the size of the last. */
const LEAST_BYTES = 1024
const MOST_BYTES = 128 * 1024
const MESSAGES = 8
const NOTHING = Buffer.alloc(0)
/** What is shorter has a length of one octet. */
const SHORT = 0x80

/** A text is written as UTF-8, octets as they are. */
export type Octets = string | Uint8Array

/**
 * Writes BER elements one after the other. Constructed elements get a length of four octets that is filled in
 * when they end, as Windows does; so nothing is measured or copied beforehand.
 * @observed Windows domain controllers: every SEQUENCE begins 30 84
 */
export class BerWriter {
  #bytes: Buffer = NOTHING
  /** Where in the buffer begins what has not been taken, and where it ends. */
  #start = 0
  #length = 0
  #nextBytes = LEAST_BYTES

  get length(): number {
    return this.#length - this.#start
  }

  /** Writes an element whose content `write` writes. */
  constructed(tag: number, write: () => void): void {
    const start = this.begin(tag)
    write()
    this.end(start)
  }

  /** Begins a constructed element; what it returns ends it. */
  begin(tag: number): number {
    this.#reserve(6)
    this.#bytes[this.#length] = tag
    this.#bytes[this.#length + 1] = 0x84
    this.#length += 6
    return this.length
  }

  end(begun: number): void {
    const size = this.length - begun
    const bytes = this.#bytes
    const start = this.#start + begun
    bytes[start - 4] = size >>> 24
    bytes[start - 3] = size >>> 16
    bytes[start - 2] = size >>> 8
    bytes[start - 1] = size
  }

  sequence(write: () => void): void {
    this.constructed(TAG.sequence, write)
  }

  octets(value: Octets, tag: number = TAG.octetString): void {
    if (typeof value === 'string' && value.length < SHORT && this.#ascii(value, tag)) return
    const size = typeof value === 'string' ? Buffer.byteLength(value) : value.length
    this.#header(tag, size)
    if (typeof value === 'string') this.#bytes.write(value, this.#length, 'utf8')
    else this.#bytes.set(value, this.#length)
    this.#length += size
  }

  integer(value: number, tag: number = TAG.integer): void {
    const size = integerSize(value)
    this.#header(tag, size)
    this.#bytes.writeIntBE(value, this.#length, size)
    this.#length += size
  }

  enumerated(value: number): void {
    this.integer(value, TAG.enumerated)
  }

  boolean(value: boolean, tag: number = TAG.boolean): void {
    this.octets(value ? Buffer.of(0xff) : Buffer.of(0), tag)
  }

  /** Elements that are ready already. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** What was written since the last call. */
  take(): Buffer {
    const written = this.#bytes.subarray(this.#start, this.#length)
    this.#start = this.#length
    this.#nextBytes = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, MESSAGES * written.length))
    return written
  }

  /** Short ASCII texts, which are nearly all, cost less here than a call of the runtime. False for any other. */
  #ascii(text: string, tag: number): boolean {
    this.#reserve(2 + SHORT)
    const bytes = this.#bytes
    const start = this.#length + 2
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 0x80) return false
      bytes[start + at] = code
    }
    bytes[start - 2] = tag
    bytes[start - 1] = text.length
    this.#length = start + text.length
    return true
  }

  #header(tag: number, size: number): void {
    this.#reserve(6 + size)
    this.#bytes[this.#length++] = tag
    if (size < 0x80) {
      this.#bytes[this.#length++] = size
      return
    }
    const octets = size < 0x100 ? 1 : size < 0x10000 ? 2 : size < 0x1000000 ? 3 : 4
    this.#bytes[this.#length++] = 0x80 | octets
    this.#length = this.#bytes.writeUIntBE(size, this.#length, octets)
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    const kept = this.length
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#nextBytes, 2 * (kept + bytes)))
    this.#bytes.copy(larger, 0, this.#start, this.#length)
    this.#bytes = larger
    this.#start = 0
    this.#length = kept
  }
}

function integerSize(value: number): number {
  let size = 1
  for (let limit = 0x80; value >= limit || value < -limit; limit *= 0x100) size++
  return size
}
