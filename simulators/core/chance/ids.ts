import type { Random } from './random.js'

/** Names that the lab gives to things: seeded, so that the same run gives the same names. */
export interface Ids {
  /** A version 4 UUID, lower case. */
  uuid(): string
  /** `length` random bytes in lower-case hexadecimal. */
  hex(length: number): string
  bytes(length: number): Buffer
  /** 1, 2, 3 … for each name. */
  count(name: string): number
  fork(label: string): Ids
}

export function createIds(random: Random): Ids {
  const counters = new Map<string, number>()

  return {
    uuid: () => formatUuid(random.bytes(16)),
    hex: (length) => random.bytes(length).toString('hex'),
    bytes: (length) => random.bytes(length),
    count(name) {
      const value = (counters.get(name) ?? 0) + 1
      counters.set(name, value)
      return value
    },
    fork: (label) => createIds(random.fork(label)),
  }
}

function formatUuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
