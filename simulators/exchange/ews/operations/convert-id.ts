import type { EwsId } from '../../calendar/ids/ews-ids.js'
import { readMonikerId, writeMonikerId } from '../../calendar/ids/moniker-id.js'
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

/** The object type after the entry id in a store id. @inferred from the last byte of occurrence ids, ews.md 2.1 */
const STORE_TYPES = { folder: 0x01, item: 0x10, occurrence: 0x10 } as const

/** @source ews.md 4.1 */
const FORMATS: Readonly<Record<string, Format>> = {
  EwsId: {
    namesMailbox: true,
    write: (store, id) => store.ids.write(id),
    read: (store, id) => store.ids.read(id),
  },
  OwaId: {
    namesMailbox: true,
    write: (store, id) => encodeURIComponent(store.ids.write(id)),
    read: (store, id) => (isEscaped(id) ? store.ids.read(decodeURIComponent(id)) : undefined),
  },
  EntryId: binary('base64'),
  HexEntryId: binary('hex'),
  StoreId: {
    write: (store, id) => {
      const entry = store.ids.entryId(id)
      const bytes = [Buffer.from([entry.length]), entry, Buffer.from([STORE_TYPES[id.kind]])]
      return Buffer.concat(bytes).toString('base64')
    },
    read: (store, id, mailbox) => store.ids.fromEntryId(mailbox, Buffer.from(id, 'base64').subarray(1, -1)),
  },
  EwsLegacyId: {
    write: (store, id, address) =>
      writeMonikerId({
        storage: 'address',
        moniker: address,
        processing: 'normal',
        store: store.ids.entryId(id),
      }),
    read: (store, id, mailbox) => {
      const moniker = readMonikerId(id)
      return moniker?.storage === 'address' ? store.ids.fromEntryId(mailbox, moniker.store) : undefined
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
        if (name !== 'AlternateId') throw new ItemError('ErrorInvalidOperation')
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

function isEscaped(id: string): boolean {
  return /^([^%]|%[0-9a-f]{2})*$/i.test(id)
}
