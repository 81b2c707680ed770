import { malformed } from '../malformed.js'
import { readHeader, type ElementHeader } from './ber-length.js'
import { TAG } from './tags.js'

/**
 * Reads BER elements one after the other from a buffer, without copying. Every method throws `LDAP_MALFORMED`
 * when the bytes are not what was asked for.
 */
export class BerReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** The tag of the next element, or undefined at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#at]
  }

  /** The content of the next element, which must have this tag. */
  octets(tag: number = TAG.octetString): Buffer {
    const header = this.#header()
    if (header.tag !== tag)
      throw malformed(`tag 0x${header.tag.toString(16)} where 0x${tag.toString(16)} belongs`)
    return this.#take(header)
  }

  /** The next element, whatever it is. */
  any(): { readonly tag: number; readonly content: Buffer } {
    const header = this.#header()
    return { tag: header.tag, content: this.#take(header) }
  }

  inside(tag: number = TAG.sequence): BerReader {
    return new BerReader(this.octets(tag))
  }

  text(tag: number = TAG.octetString): string {
    return this.octets(tag).toString('utf8')
  }

  integer(tag: number = TAG.integer): number {
    const octets = this.octets(tag)
    if (octets.length === 0 || octets.length > 6) throw malformed(`an integer of ${octets.length} octets`)
    return octets.readIntBE(0, octets.length)
  }

  enumerated(): number {
    return this.integer(TAG.enumerated)
  }

  boolean(tag: number = TAG.boolean): boolean {
    const octets = this.octets(tag)
    if (octets.length !== 1) throw malformed(`a boolean of ${octets.length} octets`)
    return octets[0] !== 0
  }

  /** Reads elements with `read` until the end; more than `most` are too many. */
  each<T>(read: (reader: this) => T, most = Infinity): T[] {
    const all: T[] = []
    while (!this.isAtEnd) {
      if (all.length >= most) throw malformed(`more than ${most} elements`)
      all.push(read(this))
    }
    return all
  }

  #header(): ElementHeader {
    const header = readHeader(this.#bytes, this.#at)
    if (header === undefined || header.contentStart + header.contentLength > this.#bytes.length) {
      throw malformed('an element that ends after its container')
    }
    return header
  }

  #take({ contentStart, contentLength }: ElementHeader): Buffer {
    this.#at = contentStart + contentLength
    return this.#bytes.subarray(contentStart, this.#at)
  }
}
