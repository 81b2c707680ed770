/** The compression of item ids: a byte that repeats is written twice, then how often it follows. @source ews.md 2.1 */

const MAX_RUN = 257

export function compressRuns(bytes: Buffer): Buffer {
  const out: number[] = []
  for (let at = 0; at < bytes.length;) {
    const value = bytes.readUInt8(at)
    const length = runLength(bytes, at)
    if (length === 1) out.push(value)
    else out.push(value, value, length - 2)
    at += length
  }
  return Buffer.from(out)
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
