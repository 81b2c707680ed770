/** Writes values in DER. @source X.690 */

/** An element of parts that are already encoded. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content])
}

export const sequence = (...parts: readonly Uint8Array[]) => element(0x30, ...parts)

export const set = (...parts: readonly Uint8Array[]) => element(0x31, ...parts)

/** A part that has a number instead of its own tag, or around it. */
export const context = (number: number, ...parts: readonly Uint8Array[]) => element(0xa0 | number, ...parts)

/** Octets that have a number for a tag. */
export const contextOctets = (number: number, octets: Uint8Array) => element(0x80 | number, octets)

export const boolean = (value: boolean) => element(0x01, Buffer.of(value ? 0xff : 0))

/** A number that is not negative, by its octets, the highest first. */
export function unsigned(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0)
  const significant = first < 0 ? Buffer.of(0) : octets.subarray(first)
  return (significant[0] ?? 0) < 0x80 ? element(0x02, significant) : element(0x02, Buffer.of(0), significant)
}

export const nothing = () => element(0x05)

export const octetString = (octets: Uint8Array) => element(0x04, octets)

/** Bits whose number is a multiple of eight, unless some of the last octet are not used. */
export const bitString = (octets: Uint8Array, unused = 0) => element(0x03, Buffer.of(unused), octets)

export const utf8String = (text: string) => element(0x0c, Buffer.from(text, 'utf8'))

/** `1.2.840.10045.2.1` */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...others].flatMap(base128)))
}

/** Two digits for the year until 2049, four from then on. @source RFC 5280 4.1.2.5 */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits))
}

function base128(value: number): readonly number[] {
  const octets = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80)
  return octets
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(length)
  const significant = octets.subarray(octets.findIndex((octet) => octet !== 0))
  return Buffer.concat([Buffer.of(0x80 | significant.length), significant])
}
