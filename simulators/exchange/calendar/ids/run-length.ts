/** The compression of item ids: a byte that repeats is written twice, then how often it follows. @source ews.md 2.1 */

const MAX_RUN = 257

export function compressRuns(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length + (bytes.length >> 1))
  let written = 0
  for (let at = 0; at < bytes.length;) {
    const value = bytes[at] as number
    const length = runLength(bytes, at)
    out[written++] = value
    if (length > 1) {
      out[written++] = value
      out[written++] = length - 2
    }
    at += length
  }
  return out.subarray(0, written)
}

/** Undefined when the bytes end within a run. */
export function expandRuns(bytes: Buffer): Buffer | undefined {
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const value = bytes.readUInt8(at)
    out.push(value)
    if (bytes[at + 1] !== value) continue
    const more = bytes[at + 2]
    if (more === undefined) return undefined
    for (let copies = 0; copies <= more; copies++) out.push(value)
    at += 2
  }
  return Buffer.from(out)
}

function runLength(bytes: Buffer, start: number): number {
  let end = start + 1
  while (end < bytes.length && bytes[end] === bytes[start] && end - start < MAX_RUN) end++
  return end - start
}
