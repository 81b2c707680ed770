import { elementOf } from '../../calendar/folders.js'
import { typeCodeOf } from '../../calendar/ids/change-key.js'
import { recordKey, type EwsId } from '../../calendar/ids/ews-ids.js'
import { readMonikerId, writeMonikerId } from '../../calendar/ids/moniker-id.js'
import { readOccurrence, writeOccurrence } from '../../calendar/ids/occurrence-bytes.js'
import type { CalendarStore } from '../../calendar/store.js'
import type { CallOperation } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsObject } from '../tree.js'
import { answerEach, ItemError } from './item-error.js'
import { child, members, text, valueOf } from './request-parts.js'
import type { Service } from './service.js'

/** How an id is written and read in one of the formats; `read` gives undefined for what is none. */
interface Format {
  /** Such ids name their mailbox, whatever `Mailbox` says. @observed DavMail learns its user's address that way */
  readonly namesMailbox?: boolean
  readonly write: (store: CalendarStore, id: EwsId, address: string) => string
  readonly read: (store: CalendarStore, text: string, mailbox: string) => EwsId | undefined
}

/** @source ews.md 4.1 */
const FORMATS: Readonly<Record<string, Format>> = {
  EwsId: {
    namesMailbox: true,
    write: (store, id) => store.ids.write(id),
    read: (store, id) => store.ids.read(id),
  },
  EntryId: binary('base64'),
  HexEntryId: binary('hex'),
  StoreId: {
    write: (store, id) => storeBytes(store, id).toString('base64'),
    read: (store, id, mailbox) => fromStoreBytes(store, mailbox, Buffer.from(id, 'base64')),
  },
  OwaId: {
    write: (store, id) => encodeURIComponent(storeBytes(store, id).toString('base64')),
    read: (store, id, mailbox) =>
      isEscaped(id)
        ? fromStoreBytes(store, mailbox, Buffer.from(decodeURIComponent(id), 'base64'))
        : undefined,
  },
  EwsLegacyId: {
    write: (store, id, address) =>
      writeMonikerId({
        storage: 'address',
        moniker: address,
        processing: id.kind === 'occurrence' ? 'occurrence' : 'normal',
        store: id.kind === 'occurrence' ? storeBytes(store, id) : store.ids.entryId(id),
      }),
    read: (store, id, mailbox) => {
      const moniker = readMonikerId(id)
      if (moniker?.storage !== 'address') return undefined
      return moniker.processing === 'occurrence'
        ? fromStoreBytes(store, mailbox, moniker.store)
        : store.ids.fromEntryId(mailbox, moniker.store)
    },
  },
}

/** ConvertId: ids in another format; also how clients ask for the server's version. @source ews.md 4.1 */
export function createConvertId({ store }: Service): CallOperation {
  return {
    name: 'ConvertId',
    handle({ request }) {
      const format = text(request, '@DestinationFormat') ?? ''
      const messages = answerEach(members(child(request, 'SourceIds')), ({ name, value }) => {
        // There are no public folders, so that no id is one of theirs.
        if (name !== 'AlternateId') throw new ItemError('ErrorInvalidIdMalformed')
        const source = valueOf({ name, value })
        const { id, address } = readSource(store, source)
        const converted = FORMATS[format]?.write(store, id, address)
        if (converted === undefined) throw new ItemError('ErrorInvalidIdMalformed')
        return success({
          AlternateId: {
            '@xsi:type': 'AlternateIdType',
            '@Format': format,
            '@Id': converted,
            '@Mailbox': address,
          },
        })
      })
      return responseMessages('ConvertId', messages)
    },
  }
}

/** The id that a source is, and the address of its mailbox. */
function readSource(
  store: CalendarStore,
  source: EwsObject,
): { readonly id: EwsId; readonly address: string } {
  const format = FORMATS[text(source, '@Format') ?? '']
  const address = text(source, '@Mailbox') ?? ''
  const mailbox = store.mailboxByAddress(address)?.guid
  if (mailbox === undefined && format?.namesMailbox !== true) throw new ItemError('ErrorNonExistentMailbox')
  const id = format?.read(store, text(source, '@Id') ?? '', mailbox ?? '')
  if (id === undefined) throw new ItemError('ErrorInvalidIdMalformed')
  const owner = format?.namesMailbox === true ? store.recipients.byMailboxGuid(id.mailbox) : undefined
  return { id, address: owner?.primarySmtpAddress ?? address }
}

function binary(encoding: 'base64' | 'hex'): Format {
  const spell = (written: string) => (encoding === 'hex' ? written.toUpperCase() : written)
  return {
    write: (store, id) => spell(store.ids.entryId(id).toString(encoding)),
    read: (store, id, mailbox) => store.ids.fromEntryId(mailbox, Buffer.from(id, encoding)),
  }
}

/**
 * The entry id between its length and the type of the object, as links of Outlook on the web have it (`RgAAAA…`);
 * an occurrence is its date and its master. The entry id of an occurrence is that of its master. @observed in
 * links of Exchange 2010, ews.md 2.1; the latter @inferred
 */
function storeBytes(store: CalendarStore, id: EwsId): Buffer {
  const entry = store.ids.entryId(id)
  if (id.kind === 'occurrence') return writeOccurrence(id.date, entry)
  return Buffer.concat([Buffer.from([entry.length]), entry, Buffer.from([typeCodeOf(elementFor(store, id))])])
}

function elementFor(store: CalendarStore, id: Exclude<EwsId, { kind: 'occurrence' }>): string {
  if (id.kind === 'item') return store.item(recordKey(id))?.kind ?? ''
  const folder = store.folder(id.mailbox, id.folder)
  return folder === undefined ? 'Folder' : elementOf(folder)
}

function fromStoreBytes(store: CalendarStore, mailbox: string, bytes: Buffer): EwsId | undefined {
  const occurrence = readOccurrence(bytes)
  if (occurrence === undefined) return store.ids.fromEntryId(mailbox, bytes.subarray(1, -1))
  const master = store.ids.fromEntryId(mailbox, occurrence.master)
  return master?.kind === 'item' ? { ...master, kind: 'occurrence', date: occurrence.dateMs } : undefined
}

function isEscaped(id: string): boolean {
  return /^([^%]|%[0-9a-f]{2})*$/i.test(id)
}
