import { createHash } from 'node:crypto'
import { put, type Core, type Stored, type Tombstone, type Write } from '../../core/index.js'
import { createZones, type Zones } from '../../core/zones/zones.js'
import type { Recipient } from '../../directory/recipients/recipient.js'
import type { Calendar, ChangeKeyDemand, NamedProperties, RecipientLookup } from './calendar.js'
import { defaultProcessing, type CalendarProcessing } from './calendar-processing.js'
import { Changes } from './changes.js'
import {
  folderKey,
  folders,
  items,
  mailboxes,
  outboundMail,
  type Mailbox,
  type OutboundMail,
} from './collections.js'
import { createFolderTree } from './folder-tree.js'
import { FOLDER_NUMBERS } from './folders.js'
import { createEwsIds } from './ids/ews-ids.js'
import type { Item } from './item.js'
import { automaticReplies } from './mail/automatic-replies.js'
import { remoteDomains } from './mail/remote-domains.js'
import { receiveMail, type MailFromOutside } from './mail/incoming-mail.js'
import {
  receiveAnswer,
  receiveMeeting,
  type AnswerFromOutside,
  type MeetingFromOutside,
} from './meetings/incoming.js'
import { NEVER_SET, outOfOffice, type OutOfOffice } from './out-of-office.js'
import { DEFAULT_PRODUCT, PRODUCT_VERSIONS, type ProductVersion } from '../versions/index.js'

export interface CalendarStoreOptions {
  readonly recipients: RecipientLookup
  /** Default `onUpdate`. */
  readonly namedProperties?: NamedProperties
  /** Default: Exchange 2016. */
  readonly product?: ProductVersion
  /** Default `lenient`. */
  readonly changeKeys?: ChangeKeyDemand
  readonly zones?: Zones
}

/** What crosses the border of the organization by mail. */
export type MailOutside = Pick<CalendarStore, 'sentMail' | 'receiveAnswer'>

/** The mailboxes of one Exchange and what is in them. */
export interface CalendarStore extends Calendar {
  /** The writes that give a recipient its mailbox, for a seed; nothing for one without `mailboxGuid`. */
  mailboxWrites(recipient: Recipient): readonly Write[]
  /** Gives a recipient its mailbox while the lab runs. */
  provision(recipient: Recipient, cause: string): void
  mailbox(guid: string): Mailbox | undefined
  mailboxByAddress(address: string): Mailbox | undefined
  configure(guid: string, processing: Partial<CalendarProcessing>, cause: string): void
  /** The automatic replies of a mailbox. */
  outOfOffice(guid: string): OutOfOffice
  setOutOfOffice(guid: string, settings: OutOfOffice, cause: string): void
  item(key: string): Item | undefined
  itemsIn(mailbox: string, folder: number): Iterable<Stored<Item>>
  itemCount(mailbox: string, folder: number): number
  unreadCount(mailbox: string, folder: number): number
  removedFrom(mailbox: string, folder: number): Iterable<Tombstone<Item>>
  /** The item that a moved item has become, by the key that it had before; also when that is gone again. */
  movedTo(key: string): Item | undefined
  /** Lets mail about meetings arrive from outside the organization. */
  receiveAnswer(answer: AnswerFromOutside, cause: string): void
  receiveMeeting(meeting: MeetingFromOutside, cause: string): void
  /** Lets mail arrive from outside the organization. */
  receiveMail(mail: MailFromOutside, cause: string): void
  /** The soft-deleted items of a folder: those that went from there where they can be recovered. @inferred */
  recoverableFrom(mailbox: string, folder: number): Iterable<Item>
  /** Begins an action of somebody, by display name. */
  changes(by: string): Changes
  /** Everything that was sent out of the organization. */
  sentMail(): Iterable<Stored<OutboundMail>>
}

/** Counters start high, as in a mailbox that has been used. */
const LOWEST_COUNTER = 0x1000000

export function createCalendarStore(core: Core, options: CalendarStoreOptions): CalendarStore {
  const { world, clock } = core
  const { recipients } = options
  world.register([mailboxes, folders, items, outboundMail, outOfOffice, automaticReplies, remoteDomains])
  const calendar: Calendar = {
    ...createFolderTree(world),
    world,
    clock,
    chance: core.ids.fork('calendar'),
    zones: options.zones ?? createZones(),
    ids: createEwsIds(),
    recipients,
    namedProperties: options.namedProperties ?? 'onUpdate',
    product: options.product ?? PRODUCT_VERSIONS[DEFAULT_PRODUCT],
    changeKeys: options.changeKeys ?? 'lenient',
  }
  const mailbox = (guid: string) => world.get(mailboxes, guid)

  return {
    ...calendar,
    mailboxWrites,
    provision(recipient, cause) {
      world.commit({ cause, reason: 'MailboxCreated', writes: mailboxWrites(recipient) })
    },
    mailbox,
    mailboxByAddress(address) {
      const guid = recipients.resolve(address)?.mailboxGuid
      return guid === undefined ? undefined : mailbox(guid)
    },
    configure(guid, processing, cause) {
      const known = mailbox(guid)
      if (known === undefined) return
      const changed = { ...known, processing: { ...known.processing, ...processing } }
      world.commit({ cause, reason: 'MailboxConfigured', writes: [put(mailboxes, changed)] })
    },
    outOfOffice: (guid) => world.get(outOfOffice, guid) ?? NEVER_SET,
    setOutOfOffice(guid, settings, cause) {
      const writes = [put(outOfOffice, { ...settings, mailbox: guid })]
      world.commit({ cause, reason: 'OutOfOfficeSet', writes })
    },
    item: (key) => world.get(items, key),
    itemsIn: (guid, folder) => world.by(items, 'folder', folderKey(guid, folder)),
    itemCount: (guid, folder) => world.countBy(items, 'folder', folderKey(guid, folder)),
    unreadCount: (guid, folder) => world.countBy(items, 'unread', folderKey(guid, folder)),
    removedFrom: (guid, folder) => world.tombstonesBy(items, 'folder', folderKey(guid, folder)),
    movedTo(key) {
      const present = world.one(items, 'movedFrom', key)
      if (present !== undefined) return present
      for (const tombstone of world.tombstonesBy(items, 'movedFrom', key)) return tombstone.last
      return undefined
    },
    receiveAnswer(answer, cause) {
      const changes = new Changes(calendar, answer.from)
      receiveAnswer(changes, answer)
      changes.commit(cause)
    },
    receiveMeeting(meeting, cause) {
      const changes = new Changes(calendar, meeting.meeting.organizer.name)
      receiveMeeting(changes, meeting)
      changes.commit(cause)
    },
    receiveMail(mail, cause) {
      const changes = new Changes(calendar, mail.from)
      receiveMail(changes, mail)
      changes.commit(cause)
    },
    *recoverableFrom(guid, folder) {
      const kept = folderKey(guid, FOLDER_NUMBERS.recoverableitemsdeletions)
      for (const { record } of world.by(items, 'folder', kept)) {
        if (world.tombstone(items, record.movedFrom ?? '')?.last.folder === folder) yield record
      }
    },
    changes: (by) => new Changes(calendar, by),
    sentMail: () => world.all(outboundMail),
  }
}

function mailboxWrites(recipient: Recipient): readonly Write[] {
  const { mailboxGuid, kind } = recipient
  if (mailboxGuid === undefined) return []
  const counter = LOWEST_COUNTER + createHash('sha256').update(mailboxGuid).digest().readUIntBE(0, 3)
  return [put(mailboxes, { guid: mailboxGuid, counter, processing: defaultProcessing(kind) })]
}
