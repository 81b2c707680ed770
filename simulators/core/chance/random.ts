import { createHash } from 'node:crypto'

/** The lab's source of chance: the same seed gives the same sequence, everywhere. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from 0 to `below` - 1. */
  integer(below: number): number
  bytes(length: number): Buffer
  pick<T>(from: readonly [T, ...T[]]): T
  /** An independent source, determined by this one's seed and the label alone, not by what was drawn before. */
  fork(label: string): Random
}

export function createRandom(seed: number | string): Random {
  const next = sfc32(createHash('sha256').update(String(seed)).digest())
  const integer = (below: number) => Math.floor(next() * below)

  return {
    next,
    integer,
    bytes(length) {
      const drawn = Buffer.alloc(length)
      for (let at = 0; at < length; at++) drawn[at] = integer(256)
      return drawn
    },
    pick: (from) => from[integer(from.length)] ?? from[0],
    fork: (label) => createRandom(`${seed}/${label}`),
  }
}

/** The generator sfc32 of PractRand: small, fast, and good enough for anything but secrets. */
function sfc32(state: Buffer): () => number {
  let a = state.readUInt32LE(0)
  let b = state.readUInt32LE(4)
  let c = state.readUInt32LE(8)
  let counter = 1

  return () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
}
