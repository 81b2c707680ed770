import type { Changes } from '../changes.js'
import type { MessageFields, Person } from '../item.js'

const HEADER_BYTES = 22
const FILETIME_EPOCH_MS = 11_644_473_600_000

/** The fields of a message that starts a conversation and is sent now. */
export function newMessageFields(
  changes: Changes,
  given: { readonly from: Person; readonly to: readonly Person[]; readonly subject: string },
): MessageFields {
  const { from, to, subject } = given
  const host = from.address.slice(from.address.indexOf('@') + 1)
  return {
    from,
    to,
    cc: [],
    bcc: [],
    replyTo: [],
    sentAt: changes.now,
    isRead: false,
    isReadReceiptRequested: false,
    isDeliveryReceiptRequested: false,
    internetMessageId: `<${changes.calendar.chance.uuid().replaceAll('-', '')}@${host}>`,
    conversationTopic: subject,
    conversationIndex: newConversationIndex(changes),
  }
}

/** A reserved byte, five bytes of the time in units of 1.6384 ms, a GUID. @source MS-OXOMSG 2.2.1.3 */
function newConversationIndex({ calendar, now }: Changes): string {
  const index = Buffer.alloc(HEADER_BYTES)
  const time = (BigInt(now + FILETIME_EPOCH_MS) * 10_000n) >> 16n
  index.writeUInt8(1, 0)
  index.writeUIntBE(Number(time & 0xff_ffff_ffffn), 1, 5)
  Buffer.from(calendar.chance.bytes(16)).copy(index, 6)
  return index.toString('hex')
}
