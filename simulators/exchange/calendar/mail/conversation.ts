import type { Instant } from '../../../core/index.js'
import type { Calendar } from '../calendar.js'

const HEADER_BYTES = 22
const CHILD_BYTES = 5
const FILETIME_EPOCH_MS = 11_644_473_600_000

/** The subject without what answers and forwards put before it. @source MS-OXCMSG 3.2.5.2: up to three letters */
export function topicOf(subject: string): string {
  return subject.replace(/^(?:[^\d\s:]{1,3}: )+/, '')
}

/** A reserved byte, five bytes of the time in units of 1.6384 ms, a GUID. @source MS-OXOMSG 2.2.1.3 */
export function newConversationIndex({ chance }: Pick<Calendar, 'chance'>, now: Instant): string {
  const index = Buffer.alloc(HEADER_BYTES)
  const time = (BigInt(now + FILETIME_EPOCH_MS) * 10_000n) >> 16n
  index.writeUInt8(1, 0)
  index.writeUIntBE(Number(time & 0xff_ffff_ffffn), 1, 5)
  Buffer.from(chance.bytes(16)).copy(index, 6)
  return index.toString('hex')
}

/**
 * The index of an answer: that of what it answers, and a block with the time since the conversation began.
 * @source MS-OXOMSG 2.2.1.3
 */
export function answerIndex({ chance }: Pick<Calendar, 'chance'>, parent: string, now: Instant): string {
  const bytes = Buffer.from(parent, 'hex')
  if (bytes.length < HEADER_BYTES) return newConversationIndex({ chance }, now)
  const began = bytes.readUIntBE(1, 5)
  const time = Number(((BigInt(now + FILETIME_EPOCH_MS) * 10_000n) >> 16n) & 0xff_ffff_ffffn)
  const child = Buffer.from(chance.bytes(CHILD_BYTES))
  child.writeUInt32BE((Math.max(time - began, 0) >> 2) & 0x7fff_ffff, 0)
  return parent + child.toString('hex')
}
