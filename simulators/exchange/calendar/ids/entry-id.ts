import { createHash } from 'node:crypto'

/** Lengths of the store's own ids. @source ews.md 2.1 */
export const ITEM_ENTRY_LENGTH = 70
export const FOLDER_ENTRY_LENGTH = 46
const MESSAGE = 7
const FOLDER = 1

/** The two ids that a mailbox's store writes into every entry id. */
export interface StoreGuids {
  readonly provider: Buffer
  readonly replica: Buffer
}

/** Determined by the mailbox alone, so that ids need not be stored. */
export function storeGuids(mailbox: string): StoreGuids {
  const digest = createHash('sha256').update(mailbox).digest()
  return { provider: digest.subarray(0, 16), replica: digest.subarray(16, 32) }
}

/** What an entry id names: a folder, or a message in a folder. */
export interface EntryId {
  readonly folder: number
  readonly item: number | undefined
}

export function writeEntryId({ folder, item }: EntryId, guids: StoreGuids): Buffer {
  const bytes = Buffer.alloc(item === undefined ? FOLDER_ENTRY_LENGTH : ITEM_ENTRY_LENGTH)
  guids.provider.copy(bytes, 4)
  bytes.writeUInt8(item === undefined ? FOLDER : MESSAGE, 20)
  guids.replica.copy(bytes, 22)
  bytes.writeUIntBE(folder, 38, 6)
  if (item !== undefined) {
    guids.replica.copy(bytes, 46)
    bytes.writeUIntBE(item, 62, 6)
  }
  return bytes
}

/** Undefined for bytes that are no entry id of this mailbox's store. */
export function readEntryId(bytes: Buffer, guids: StoreGuids): EntryId | undefined {
  const isItem = bytes.length === ITEM_ENTRY_LENGTH
  if (!isItem && bytes.length !== FOLDER_ENTRY_LENGTH) return undefined
  if (bytes.readUInt8(20) !== (isItem ? MESSAGE : FOLDER)) return undefined
  if (!bytes.subarray(4, 20).equals(guids.provider) || !bytes.subarray(22, 38).equals(guids.replica))
    return undefined
  return { folder: bytes.readUIntBE(38, 6), item: isItem ? bytes.readUIntBE(62, 6) : undefined }
}
