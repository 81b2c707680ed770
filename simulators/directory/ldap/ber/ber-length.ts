import { malformed } from '../malformed.js'

/** How many octets tag and length have at `at`. Where the bytes end before that is known, it is the least there can be. */
export function headerSize(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] ?? 0
  return first < 0x80 ? 2 : 2 + (first & 0x7f)
}

/**
 * The length of the content of the element at `at`, whose header ends before `end`; -1 when the bytes end inside the
 * header. The indefinite form and tags above 30 do not occur in LDAP.
 * @source X.690 8.1.3, RFC 4511 5.1
 */
export function contentLength(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return -1
  if (((bytes[at] ?? 0) & 0x1f) === 0x1f) throw malformed('a tag number above 30')
  const first = bytes[at + 1] ?? 0
  if (first < 0x80) return first

  const octets = first & 0x7f
  if (octets === 0 || octets > 4) throw malformed(`a length of ${octets} octets`)
  if (at + 2 + octets > end) return -1
  let length = 0
  for (let index = at + 2; index < at + 2 + octets; index++) length = length * 256 + (bytes[index] ?? 0)
  return length
}
