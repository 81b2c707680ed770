import { createHash } from 'node:crypto'

const GUID_LENGTH = 16
const NUMBER_AT = 10
const LENGTH = 2 + GUID_LENGTH

/**
 * The id of an attachment in its item: the length of a GUID and a GUID, which is made of the attachment's number.
 * @observed in the attachment ids of Microsoft's own examples, which end in `AAABEgAQA…`
 */
export function writeAttachmentBytes(number: number, replica: Buffer): Buffer {
  const bytes = Buffer.alloc(LENGTH)
  bytes.writeUInt16LE(GUID_LENGTH, 0)
  digestOf(number, replica).copy(bytes, 2, 0, NUMBER_AT)
  bytes.writeUIntBE(number, 2 + NUMBER_AT, 6)
  return bytes
}

/** The number; undefined for bytes that this mailbox's store never wrote. */
export function readAttachmentBytes(bytes: Buffer, replica: Buffer): number | undefined {
  if (bytes.length !== LENGTH) return undefined
  const number = bytes.readUIntBE(2 + NUMBER_AT, 6)
  return writeAttachmentBytes(number, replica).equals(bytes) ? number : undefined
}

function digestOf(number: number, replica: Buffer): Buffer {
  return createHash('sha256').update(replica).update(String(number)).digest()
}
