import { ConnectorError } from '../../../error.js'

/** The tags of BER that LDAP uses everywhere; the others are the numbers of the protocol. @source RFC 4511 4.1 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const

/** One element: its tag and what it holds. */
export interface Element {
  readonly tag: number
  readonly content: Buffer
}

/** An element with a tag and some content, which may be elements. */
export function element(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body])
}

export const octets = (value: Buffer | string): Buffer => element(TAG.octets, value)
export const sequence = (...parts: readonly Buffer[]): Buffer => element(TAG.sequence, ...parts)
export const boolean = (value: boolean, tag: number = TAG.boolean): Buffer =>
  element(tag, Buffer.from([value ? 0xff : 0]))

/** The shortest form of an integer of up to 32 bits and its sign. */
export function integer(value: number, tag: number = TAG.integer): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeIntBE(value, 0, 6)
  const sign = value < 0 ? 0xff : 0
  let start = 0
  while (start < 5 && bytes[start] === sign && ((bytes[start + 1] ?? 0) ^ sign) < 0x80) start += 1
  return element(tag, bytes.subarray(start))
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100)
  return [0x80 + bytes.length, ...bytes]
}

/** The element that begins a buffer and where it ends; null while there is not all of it. */
export function readElement(bytes: Buffer, at = 0): { element: Element; end: number } | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  const size = first < 0x80 ? 0 : first - 0x80
  if (size > 4 || first === 0x80) throw malformed()
  if (at + 2 + size > bytes.length) return null
  const length = size === 0 ? first : bytes.readUIntBE(at + 2, size)
  const start = at + 2 + size
  const end = start + length
  return end > bytes.length ? null : { element: { tag, content: bytes.subarray(start, end) }, end }
}

/** The elements that a constructed one holds. */
export function readElements(content: Buffer): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at < content.length;) {
    const next = readElement(content, at)
    if (next === null) throw malformed()
    found.push(next.element)
    at = next.end
  }
  return found
}

export function readInteger(content: Buffer | undefined): number {
  if (content === undefined || content.length === 0 || content.length > 6) throw malformed()
  return content.readIntBE(0, content.length)
}

export function malformed(): ConnectorError {
  return new ConnectorError('UNEXPECTED_ANSWER', {
    message: 'The directory server answered with something that is not LDAP.',
  })
}
