import { Latest } from '../../../core/index.js'
import { itemKey } from '../item.js'
import { writeChangeKey } from './change-key.js'
import { readEntryId, storeGuids, writeEntryId, type StoreGuids } from './entry-id.js'
import { readAttachmentBytes, writeAttachmentBytes } from './attachment-bytes.js'
import { readMonikerId, writeMonikerId, type MonikerId } from './moniker-id.js'
import { readOccurrence, writeOccurrence } from './occurrence-bytes.js'

interface Place {
  readonly mailbox: string
  readonly folder: number
}

/** What an id names. `date` is the original date of an occurrence, as in `Exception.date`. */
export type EwsId =
  | (Place & { readonly kind: 'folder' })
  | (Place & { readonly kind: 'item'; readonly number: number })
  | (Place & { readonly kind: 'occurrence'; readonly number: number; readonly date: number })

/** What the id of an attachment names: an item, and the numbers of the attachments in it, each inside the one before. */
export interface AttachmentId {
  readonly owner: Exclude<EwsId, { readonly kind: 'folder' }>
  readonly path: readonly number[]
}

/** Writes and reads the ids of EWS. Nothing is stored: an id is made of guids and counters. @source ews.md 2.1 */
export interface EwsIds {
  write(id: EwsId): string
  /** Undefined for text that is no id of this server (`ErrorInvalidIdMalformed`). */
  read(text: string): EwsId | undefined
  writeAttachment(id: AttachmentId): string
  /** Undefined for text that is no id of an attachment of this server. */
  readAttachment(text: string): AttachmentId | undefined
  /** The store's own id, as MAPI knows it. */
  entryId(id: EwsId): Buffer
  fromEntryId(mailbox: string, bytes: Buffer): EwsId | undefined
  /** `element` is the name of the element that carries the id. */
  changeKey(element: string, mailbox: string, change: number): string
  /** Id and change key of an item; each version is asked for often, and has its own once and for all. */
  ofItem(item: Version): ItemIds
}

/** What the ids of an item say. */
type Version = Place & { readonly number: number; readonly change: number; readonly kind: string }

export interface ItemIds {
  readonly id: string
  readonly changeKey: string
}

const MOST_GIVEN = 5_000

export function createEwsIds(): EwsIds {
  const known = new Map<string, StoreGuids>()
  const versions = new WeakMap<Version, ItemIds>()
  /** Ids that were given out or asked for last: they come back soon. */
  const given = new Latest<string, EwsId>(MOST_GIVEN)
  /** The same by what they name, which keeps its id when it changes. */
  const givenTo = new Latest<string, string>(MOST_GIVEN)

  function guidsOf(mailbox: string): StoreGuids {
    let guids = known.get(mailbox)
    if (guids === undefined) known.set(mailbox, (guids = storeGuids(mailbox)))
    return guids
  }

  function entryId(id: EwsId): Buffer {
    const item = id.kind === 'folder' ? undefined : id.number
    return writeEntryId({ folder: id.folder, item }, guidsOf(id.mailbox))
  }

  function fromEntryId(mailbox: string, bytes: Buffer): EwsId | undefined {
    const entry = readEntryId(bytes, guidsOf(mailbox))
    if (entry === undefined) return undefined
    if (entry.item === undefined) return { kind: 'folder', mailbox, folder: entry.folder }
    return { kind: 'item', mailbox, folder: entry.folder, number: entry.item }
  }

  function monikerOf(id: EwsId): MonikerId {
    const isOccurrence = id.kind === 'occurrence'
    const store = isOccurrence ? writeOccurrence(id.date, entryId(id)) : entryId(id)
    const processing = isOccurrence ? 'occurrence' : 'normal'
    return { storage: 'mailbox', moniker: id.mailbox, processing, store }
  }

  function readMoniker({ storage, moniker: guid, processing, store }: MonikerId): EwsId | undefined {
    if (storage !== 'mailbox') return undefined
    const mailbox = guid.toLowerCase()
    if (processing !== 'occurrence') return fromEntryId(mailbox, store)

    const occurrence = readOccurrence(store)
    const master = occurrence === undefined ? undefined : fromEntryId(mailbox, occurrence.master)
    if (occurrence === undefined || master?.kind !== 'item') return undefined
    return { ...master, kind: 'occurrence', date: occurrence.dateMs }
  }

  function write(id: EwsId): string {
    return writeMonikerId(monikerOf(id))
  }

  function changeKey(element: string, mailbox: string, change: number): string {
    return writeChangeKey(element, guidsOf(mailbox).replica, change)
  }

  function ofItem(item: Version): ItemIds {
    let ids = versions.get(item)
    if (ids === undefined) {
      const { mailbox, change, kind } = item
      ids = { id: idOf(item), changeKey: changeKey(kind, mailbox, change) }
      versions.set(item, ids)
    }
    return ids
  }

  function idOf({ mailbox, folder, number }: Version): string {
    const name = `${mailbox} ${folder} ${number}`
    const known = givenTo.get(name)
    if (known !== undefined) return known
    const id = write({ kind: 'item', mailbox, folder, number })
    givenTo.set(name, id)
    given.set(id, { kind: 'item', mailbox, folder, number })
    return id
  }

  return {
    write,
    changeKey,
    ofItem,
    read(text) {
      const known = given.get(text)
      if (known !== undefined) return known
      const moniker = readMonikerId(text)
      if (moniker === undefined || moniker.attachments !== undefined) return undefined
      const id = readMoniker(moniker)
      // written anew: the client's text is a part of its request, which would be kept with it
      if (id !== undefined) given.set(write(id), id)
      return id
    },
    writeAttachment({ owner, path }) {
      const { replica } = guidsOf(owner.mailbox)
      const attachments = path.map((number) => writeAttachmentBytes(number, replica))
      return writeMonikerId({ ...monikerOf(owner), attachments })
    },
    readAttachment(text) {
      const moniker = readMonikerId(text)
      const owner = moniker?.attachments === undefined ? undefined : readMoniker(moniker)
      if (owner === undefined || owner.kind === 'folder') return undefined
      const { replica } = guidsOf(owner.mailbox)
      const numbers = moniker?.attachments?.map((bytes) => readAttachmentBytes(bytes, replica)) ?? []
      const path = numbers.filter((number) => number !== undefined)
      return path.length === numbers.length ? { owner, path } : undefined
    },
    entryId,
    fromEntryId,
  }
}

/** The key of the record that an id of an item leads to. */
export function recordKey(id: Exclude<EwsId, { kind: 'folder' }>): string {
  return itemKey(id.mailbox, id.number)
}
