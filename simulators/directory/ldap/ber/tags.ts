/** Identifier octets of the universal types that LDAP uses. @source X.690 8.1.2 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const

export function contextPrimitive(number: number): number {
  return 0x80 | number
}

export function contextConstructed(number: number): number {
  return 0xa0 | number
}

export function applicationPrimitive(number: number): number {
  return 0x40 | number
}

export function applicationConstructed(number: number): number {
  return 0x60 | number
}
