const SID = /^S-1-(\d{1,14})((?:-\d{1,10}){1,15})$/i

/** The binary form of a security identifier. @source MS-DTYP 2.4.2.2 */
export function sidToBytes(sid: string): Buffer {
  const [authority = 0, ...subAuthorities] = numbersOf(sid)
  const bytes = Buffer.allocUnsafe(8 + 4 * subAuthorities.length)
  bytes[0] = 1
  bytes[1] = subAuthorities.length
  bytes.writeUIntBE(authority, 2, 6)
  let at = 8
  for (const part of subAuthorities) at = bytes.writeUInt32LE(part, at)
  return bytes
}

/** The numbers after `S-1-`. */
function numbersOf(sid: string): number[] {
  const numbers: number[] = []
  let number = 0
  for (let at = 4; at < sid.length; at++) {
    const code = sid.charCodeAt(at)
    if (code !== DASH) number = number * 10 + code - ZERO
    else {
      numbers.push(number)
      number = 0
    }
  }
  numbers.push(number)
  return numbers
}

const DASH = 0x2d
const ZERO = 0x30

/** The string form; undefined when the octets are not a security identifier. */
export function sidFromBytes(bytes: Uint8Array): string | undefined {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (octets.length < 12 || octets[0] !== 1 || octets.length !== 8 + 4 * (octets[1] ?? 0)) return undefined
  const parts = Array.from({ length: octets[1] ?? 0 }, (_, index) => octets.readUInt32LE(8 + 4 * index))
  return ['S-1', octets.readUIntBE(2, 6), ...parts].join('-')
}

/** The string form in canonical case when the text is a security identifier. */
export function parseSid(text: string): string | undefined {
  const match = SID.exec(text)
  if (match === null) return undefined
  const [, authority = '', rest = ''] = match
  const parts = rest.split('-').slice(1).map(Number)
  if (Number(authority) >= 2 ** 48 || parts.some((part) => part >= 2 ** 32)) return undefined
  return ['S-1', Number(authority), ...parts].join('-')
}

/** The last part: names the account inside its domain. */
export function relativeId(sid: string): number {
  return Number(sid.slice(sid.lastIndexOf('-') + 1))
}
