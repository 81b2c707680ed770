/** objectGUID as people write it: its first three fields are little-endian. @source ldap.md 7 */
export function readGuid(octets: Buffer): string {
  const hex = (from: number, to: number): string => octets.subarray(from, to).toString('hex')
  const swapped = (from: number, to: number): string =>
    Buffer.from(octets.subarray(from, to)).reverse().toString('hex')
  return [swapped(0, 4), swapped(4, 6), swapped(6, 8), hex(8, 10), hex(10, 16)].join('-')
}

/** The octets of a GUID that was written with dashes. */
export function guidOctets(guid: string): Buffer {
  const octets = Buffer.from(guid.replaceAll('-', ''), 'hex')
  const parts = [octets.subarray(0, 4), octets.subarray(4, 6), octets.subarray(6, 8)]
  return Buffer.concat([...parts.map((part) => Buffer.from(part).reverse()), octets.subarray(8)])
}
