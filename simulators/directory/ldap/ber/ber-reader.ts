import { malformed } from '../malformed.js'
import { contentLength, headerSize } from './ber-length.js'
import { TAG } from './tags.js'

/**
 * Reads BER elements one after the other from a part of a buffer, without copying. Every method throws
 * `LDAP_MALFORMED` when the bytes are not what was asked for.
 */
export class BerReader {
  readonly #bytes: Buffer
  readonly #end: number
  #at: number
  /** Where the content of the element begins that was entered last; it ends where the reader is. */
  #start = 0

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end
  }

  /** The tag of the next element, or undefined at the end. */
  peek(): number | undefined {
    return this.isAtEnd ? undefined : this.#bytes[this.#at]
  }

  /** The content of the next element, which must have this tag. */
  octets(tag: number = TAG.octetString): Buffer {
    this.#expect(tag)
    return this.#bytes.subarray(this.#start, this.#at)
  }

  /** The next element, whatever it is. */
  any(): { readonly tag: number; readonly content: Buffer } {
    const tag = this.#enter()
    return { tag, content: this.#bytes.subarray(this.#start, this.#at) }
  }

  inside(tag: number = TAG.sequence): BerReader {
    this.#expect(tag)
    return new BerReader(this.#bytes, this.#start, this.#at)
  }

  text(tag: number = TAG.octetString): string {
    this.#expect(tag)
    return this.#bytes.toString('utf8', this.#start, this.#at)
  }

  integer(tag: number = TAG.integer): number {
    this.#expect(tag)
    const size = this.#at - this.#start
    if (size === 0 || size > 6) throw malformed(`an integer of ${size} octets`)
    return this.#bytes.readIntBE(this.#start, size)
  }

  enumerated(): number {
    return this.integer(TAG.enumerated)
  }

  boolean(tag: number = TAG.boolean): boolean {
    this.#expect(tag)
    if (this.#at - this.#start !== 1) throw malformed(`a boolean of ${this.#at - this.#start} octets`)
    return this.#bytes[this.#start] !== 0
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

  #expect(tag: number): void {
    const found = this.#enter()
    if (found !== tag) throw malformed(`tag 0x${found.toString(16)} where 0x${tag.toString(16)} belongs`)
  }

  /** Goes behind the next element and notes where its content is; gives its tag. */
  #enter(): number {
    const at = this.#at
    const length = contentLength(this.#bytes, at, this.#end)
    this.#start = at + headerSize(this.#bytes, at)
    if (length < 0 || this.#start + length > this.#end)
      throw malformed('an element that ends after its container')
    this.#at = this.#start + length
    return this.#bytes[at] ?? 0
  }
}
