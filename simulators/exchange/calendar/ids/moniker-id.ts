import { compressRuns, expandRuns } from './run-length.js'

/** The parts of an EWS id around the store's own bytes. @source ews.md 2.1 */
export interface MonikerId {
  /** `address` (the legacy form) names the mailbox by an SMTP address, the others by its guid. */
  readonly storage: 'mailbox' | 'address' | 'conversation'
  readonly moniker: string
  readonly processing: 'normal' | 'occurrence' | 'series'
  readonly store: Buffer
  /** The ids of an attachment and of those that it is in, the outermost first. */
  readonly attachments?: readonly Buffer[]
}

const COMPRESSED = Buffer.from([1])
const STORAGE = { address: 0, mailbox: 3, conversation: 4 } as const
const PROCESSING = ['normal', 'occurrence', 'series'] as const
/** @source ews.md 1.11 */
const MAX_ID_LENGTH = 684

/** Writes the id in base64, compressed only when that is shorter. */
export function writeMonikerId({ storage, moniker, processing, store, attachments = [] }: MonikerId): string {
  const nameLength = Buffer.byteLength(moniker)
  const id = Buffer.alloc(1 + 3 + nameLength + 3 + store.length + lengthOf(attachments))
  let at = id.writeUInt8(STORAGE[storage], 1)
  at = id.writeUInt16LE(nameLength, at)
  at += id.write(moniker, at)
  at = id.writeUInt8(PROCESSING.indexOf(processing), at)
  at = id.writeUInt16LE(store.length, at)
  at += store.copy(id, at)
  if (attachments.length > 0) at = id.writeUInt8(attachments.length, at)
  for (const bytes of attachments) {
    at = id.writeUInt16LE(bytes.length, at)
    at += bytes.copy(id, at)
  }
  return (compressed(id) ?? id).toString('base64')
}

function lengthOf(attachments: readonly Buffer[]): number {
  return attachments.reduce((length, bytes) => length + 2 + bytes.length, Math.min(attachments.length, 1))
}

/** The id with all behind its first byte compressed; undefined unless that is shorter. */
function compressed(id: Buffer): Buffer | undefined {
  const runs = compressRuns(id.subarray(1))
  return runs.length < id.length - 1 ? Buffer.concat([COMPRESSED, runs]) : undefined
}

/** Undefined for text that is not an id. */
export function readMonikerId(text: string): MonikerId | undefined {
  if (text.length > MAX_ID_LENGTH || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  const plain =
    bytes[0] === 0 ? bytes.subarray(1) : bytes[0] === 1 ? expandRuns(bytes.subarray(1)) : undefined
  return plain === undefined || plain.length < 3 ? undefined : readPlain(plain)
}

function readPlain(plain: Buffer): MonikerId | undefined {
  const storage =
    plain[0] === STORAGE.mailbox ? 'mailbox' : plain[0] === STORAGE.address ? 'address' : undefined
  const afterMoniker = 3 + plain.readUInt16LE(1)
  const storeStart = afterMoniker + 3
  if (storage === undefined || plain.length < storeStart) return undefined

  const processing = PROCESSING[plain.readUInt8(afterMoniker)]
  const storeEnd = storeStart + plain.readUInt16LE(afterMoniker + 1)
  if (processing === undefined || plain.length < storeEnd) return undefined
  const moniker = plain.toString('utf8', 3, afterMoniker)
  const named = { storage, moniker, processing, store: plain.subarray(storeStart, storeEnd) } as const
  if (plain.length === storeEnd) return named
  const attachments = readAttachments(plain.subarray(storeEnd))
  return attachments === undefined ? undefined : { ...named, attachments }
}

/** @source ews.md 2.1 */
function readAttachments(bytes: Buffer): readonly Buffer[] | undefined {
  const found: Buffer[] = []
  let at = 1
  for (let level = bytes.readUInt8(0); level > 0; level--) {
    if (at + 2 > bytes.length) return undefined
    const end = at + 2 + bytes.readUInt16LE(at)
    if (end > bytes.length) return undefined
    found.push(bytes.subarray(at + 2, end))
    at = end
  }
  return found.length > 0 && at === bytes.length ? found : undefined
}
