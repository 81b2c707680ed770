import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** The picture is a pattern of so many fields each way, the same from left and from right. */
const FIELDS = 5

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Eight bits of a palette: the ground, and the colour. */
const HEADER_TAIL = [8, 3, 0, 0, 0]

/** A picture that is always the same for one name, square, `size` pixels each way. @source PNG, ISO 15948 */
export function drawAvatar(name: string, size: number): Buffer {
  const digest = createHash('sha256').update(name).digest()
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set(HEADER_TAIL, 8)
  const palette = Buffer.concat([Buffer.from([0xf0, 0xf0, 0xf0]), digest.subarray(0, 3)])
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(pixels(digest, size))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each line begins with the number of its filter, which is none. */
function pixels(digest: Buffer, size: number): Buffer {
  const lines = Buffer.alloc(size * (size + 1))
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      lines[y * (size + 1) + 1 + x] = isColoured(digest, fieldAt(x, size), fieldAt(y, size)) ? 1 : 0
    }
  }
  return lines
}

const fieldAt = (position: number, size: number): number => Math.floor((position * FIELDS) / size)

function isColoured(digest: Buffer, column: number, row: number): boolean {
  const mirrored = Math.min(column, FIELDS - 1 - column)
  return ((digest[3 + row * FIELDS + mirrored] ?? 0) & 1) === 1
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
