const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Where in the dashed form each octet is written: the first three fields are little-endian. */
const PLACES = [6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34] as const

/**
 * The 16 octets of a GUID as directories and Exchange store it.
 * @source MS-DTYP 2.3.4.2
 */
export function guidToBytes(dashed: string): Buffer {
  const bytes = Buffer.allocUnsafe(PLACES.length)
  PLACES.forEach((place, at) => (bytes[at] = (digitAt(dashed, place) << 4) | digitAt(dashed, place + 1)))
  return bytes
}

/** The value of a hexadecimal digit, whatever its case. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57
}

/** The dashed lower-case form of 16 stored octets. */
export function guidFromBytes(bytes: Uint8Array): string {
  const hex = swapFields(Buffer.from(bytes)).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Lower-case dashed form of a GUID written with or without braces; undefined for anything else. */
export function parseGuid(text: string): string | undefined {
  const bare = text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text
  return DASHED.test(bare) ? bare.toLowerCase() : undefined
}

function swapFields(bytes: Buffer): Buffer {
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
