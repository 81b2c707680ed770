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

const DIGITS = Buffer.from('0123456789abcdef')

/** Each byte of a UUID: what of it is drawn, what is fixed, and where it is written. */
const UUID_BYTES = Array.from({ length: 16 }, (_, at) => {
  const [drawn, fixed] = at === 6 ? [0x0f, 0x40] : at === 8 ? [0x3f, 0x80] : [0xff, 0]
  const dashes = [4, 6, 8, 10].filter((dash) => dash <= at).length
  return { drawn, fixed, place: 2 * at + dashes }
})

/** What a UUID is written in, one after the other. */
const paper = Buffer.alloc(36, '-')

function drawUuid(random: Random): string {
  for (const { drawn, fixed, place } of UUID_BYTES) {
    const byte = (random.integer(256) & drawn) | fixed
    paper[place] = DIGITS[byte >> 4] ?? 0
    paper[place + 1] = DIGITS[byte & 15] ?? 0
  }
  return paper.toString('latin1')
}
