import { malformed } from '../malformed.js'

/** The header of one element: where its content begins, and how long the content is. */
export interface ElementHeader {
  readonly tag: number
  readonly contentStart: number
  readonly contentLength: number
}

/**
 * Reads identifier and length octets at `at`. Undefined when the bytes end inside the header. The indefinite
 * form and tags above 30 do not occur in LDAP.
 * @source X.690 8.1.3, RFC 4511 5.1
 */
export function readHeader(bytes: Uint8Array, at: number): ElementHeader | undefined {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return undefined
  if ((tag & 0x1f) === 0x1f) throw malformed('a tag number above 30')
  if (first < 0x80) return { tag, contentStart: at + 2, contentLength: first }

  const octets = first & 0x7f
  if (octets === 0 || octets > 4) throw malformed(`a length of ${octets} octets`)
  if (at + 2 + octets > bytes.length) return undefined
  let contentLength = 0
  for (let index = 0; index < octets; index++)
    contentLength = contentLength * 256 + (bytes[at + 2 + index] ?? 0)
  return { tag, contentStart: at + 2 + octets, contentLength }
}
