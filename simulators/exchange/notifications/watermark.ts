import type { World } from '../../core/index.js'
import { guidFromBytes, guidToBytes } from '../../directory/names/guid.js'

/** A place in the change log of one epoch. */
export interface Watermark {
  readonly epoch: string
  readonly sequence: number
}

const VERSION = 1
const LENGTH = 29

/** The epoch stands where the product has the guid of the mailbox database. @source ews.md 2.5 */
export function renderWatermark({ epoch, sequence }: Watermark): string {
  const bytes = Buffer.alloc(LENGTH)
  bytes.writeInt32LE(VERSION)
  guidToBytes(epoch).copy(bytes, 4)
  bytes.writeBigUInt64LE(BigInt(sequence), 20)
  bytes.writeUInt8(1, 28)
  return bytes.toString('base64')
}

/** Undefined for text that is no watermark. */
export function parseWatermark(text: string): Watermark | undefined {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text || bytes.length !== LENGTH || bytes.readInt32LE() !== VERSION) {
    return undefined
  }
  return { epoch: guidFromBytes(bytes.subarray(4, 20)), sequence: Number(bytes.readBigUInt64LE(20)) }
}

/** The place in this world's log that a watermark names; undefined when it is of another world or no watermark. */
export function readWatermark(world: World, text: string): number | undefined {
  const watermark = parseWatermark(text)
  const isOurs = watermark?.epoch === world.epoch && watermark.sequence <= world.sequence
  return isOurs ? watermark.sequence : undefined
}
