const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The 16 octets of a GUID as directories and Exchange store it: the first three fields little-endian.
 * @source MS-DTYP 2.3.4.2
 */
export function guidToBytes(dashed: string): Buffer {
  return swapFields(Buffer.from(dashed.replaceAll('-', ''), 'hex'))
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
