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
    uuid: () => drawUuid(random),
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

/** Each byte in hexadecimal. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Each byte of a UUID: what of it is drawn, what is fixed, and whether a dash stands before it. */
const UUID_BYTES = Array.from({ length: 16 }, (_, at) => {
  const [drawn, fixed] = at === 6 ? [0x0f, 0x40] : at === 8 ? [0x3f, 0x80] : [0xff, 0]
  return { drawn, fixed, dash: at === 4 || at === 6 || at === 8 || at === 10 ? '-' : '' }
})

function drawUuid(random: Random): string {
  let text = ''
  for (const { drawn, fixed, dash } of UUID_BYTES)
    text += dash + (HEX[(random.integer(256) & drawn) | fixed] ?? '')
  return text
}
