import { LabError, put, remove, type Change, type Instant, type Write } from '../../core/index.js'
import type { Calendar } from './calendar.js'
import {
  folderKey,
  folders,
  items,
  mailboxes,
  outboundMail,
  uidKey,
  type Mailbox,
  type OutboundMail,
  type StoredFolder,
} from './collections.js'
import type { FolderReason, ItemReason } from './events.js'
import { FOLDER_NUMBERS, type Folder } from './folders.js'
import {
  isEventItem,
  itemKey,
  type CalendarItem,
  type EventItem,
  type Item,
  type ItemPlace,
  type Unplaced,
} from './item.js'

type BeforeSending<Sent> = Sent extends unknown ? Omit<Sent, 'id' | 'sentAt'> : never

/**
 * The writes of one client's action, committed together. Reading through it sees what was written before in
 * the same action. Numbers items and changes from their mailbox's counter.
 */
export class Changes {
  readonly calendar: Calendar
  readonly now: Instant
  /** The display name of who acts. */
  readonly by: string
  /** `key` of the item that is written, if it is one. */
  #writes: { readonly key: string | undefined; readonly write: Write }[] = []
  /** Items that did not exist before this action, with the reason of their first write. */
  readonly #fresh = new Map<string, ItemReason>()
  readonly #items = new Map<string, Item | undefined>()
  readonly #mailboxes = new Map<string, Mailbox>()

  constructor(calendar: Calendar, by: string) {
    this.calendar = calendar
    this.now = calendar.clock.now()
    this.by = by
  }

  item(key: string): Item | undefined {
    return this.#items.has(key) ? this.#items.get(key) : this.calendar.world.get(items, key)
  }

  /** The items in a folder as this action has left them. */
  itemsIn(mailbox: string, folder: number): readonly Item[] {
    const stored = [...this.calendar.world.by(items, 'folder', folderKey(mailbox, folder))]
    return [...new Set([...stored.map(({ key }) => key), ...this.#items.keys()])]
      .flatMap((key) => this.item(key) ?? [])
      .filter((item) => item.mailbox === mailbox && item.folder === folder)
  }

  /**
   * The appointment of a mailbox's own calendar with that UID; with `recurrenceId` the one occurrence of it that
   * stands there without its series.
   */
  appointment(mailbox: string, uid: string, recurrenceId?: Instant): CalendarItem | undefined {
    return this.appointments(mailbox, uid).find(({ event }) => event.recurrenceId === recurrenceId)
  }

  /** Everything with that UID in a mailbox's own calendar. */
  appointments(mailbox: string, uid: string): readonly CalendarItem[] {
    return this.withUid(mailbox, uid).filter((item) => isAppointment(item, mailbox, uid))
  }

  /** Everything with that UID in a mailbox, messages too. */
  withUid(mailbox: string, uid: string): readonly EventItem[] {
    const stored = [...this.calendar.world.by(items, 'uid', uidKey(mailbox, uid))].map(({ key }) => key)
    const found = [...new Set([...this.#items.keys(), ...stored])].map((key) => this.item(key))
    return found.filter(
      (item) => item?.mailbox === mailbox && isEventItem(item) && item.event.uid === uid,
    ) as readonly EventItem[]
  }

  create<I extends Item>(
    at: { readonly mailbox: string; readonly folder: number },
    item: Unplaced<I>,
    reason: ItemReason,
  ): I {
    const number = this.#next(at.mailbox)
    const place: ItemPlace = {
      mailbox: at.mailbox,
      folder: at.folder,
      number,
      change: number,
      createdAt: this.now,
      modifiedAt: this.now,
      modifiedBy: this.by,
    }
    this.#fresh.set(itemKey(at.mailbox, number), reason)
    return this.#put({ ...item, ...place } as I, reason)
  }

  update<Kept extends Item>(item: Kept, reason: ItemReason): Kept {
    const change = this.#next(item.mailbox)
    return this.#put({ ...item, change, modifiedAt: this.now, modifiedBy: this.by }, reason)
  }

  /** Moves an item to another folder of its mailbox, which gives it a new id; a new item begins there. */
  move<Moved extends Item>(item: Moved, folder: number): Moved {
    const key = itemKey(item.mailbox, item.number)
    const created = this.#fresh.get(key)
    this.#remove(item, 'ItemMovedOut')
    const number = this.#next(item.mailbox)
    const moved = { ...item, folder, number, change: number }
    if (created === undefined) return this.#put({ ...moved, movedFrom: key }, 'ItemMovedIn')
    this.#fresh.set(itemKey(item.mailbox, number), created)
    return this.#put(moved, created)
  }

  /** Puts a copy of an item into a folder of the same mailbox. */
  copy(item: Item, folder: number): Item {
    const number = this.#next(item.mailbox)
    const { movedFrom: _, ...original } = item
    const copiedFrom = itemKey(item.mailbox, item.number)
    const place = { folder, number, change: number, copiedFrom, modifiedAt: this.now, modifiedBy: this.by }
    return this.#put<Item>({ ...original, ...place }, 'ItemCopied')
  }

  delete(item: Item): void {
    this.#remove(item, 'ItemDeleted')
  }

  /** Creates a folder in another one. */
  createFolder(
    mailbox: string,
    folder: Pick<Folder, 'parent' | 'displayName' | 'folderClass' | 'extended'>,
  ): StoredFolder {
    const number = this.#next(mailbox)
    const times = { createdAt: this.now, modifiedAt: this.now }
    return this.#putFolder({ ...folder, ...times, mailbox, number, change: number }, 'FolderCreated')
  }

  /** Writes a folder that is there; its number stays, wherever it goes. */
  updateFolder(
    mailbox: string,
    folder: Folder,
    reason: Extract<FolderReason, 'FolderUpdated' | 'FolderMoved'>,
  ): StoredFolder {
    const stored = this.calendar.world.get(folders, folderKey(mailbox, folder.number))
    const times = { createdAt: stored?.createdAt ?? this.now, modifiedAt: this.now }
    return this.#putFolder({ ...folder, ...times, mailbox, change: this.#next(mailbox) }, reason)
  }

  /** Takes a created folder away; what is in it has to go first. */
  deleteFolder(mailbox: string, { number }: Folder): void {
    const key = folderKey(mailbox, number)
    this.also([remove(folders, key, 'FolderDeleted' satisfies FolderReason)])
  }

  /** Writes of others that belong to the same action. */
  also(writes: readonly Write[]): void {
    this.#writes.push(...writes.map((write) => ({ key: undefined, write })))
  }

  /** Sends a message out of the organization. */
  mailOut(mail: BeforeSending<OutboundMail>): void {
    this.also([
      put<OutboundMail, string>(outboundMail, { ...mail, id: this.calendar.chance.uuid(), sentAt: this.now }),
    ])
  }

  mailbox(guid: string): Mailbox | undefined {
    return this.#mailboxes.get(guid) ?? this.calendar.world.get(mailboxes, guid)
  }

  /** `cause` is the id of the interaction that asked for the changes. */
  commit(cause: string): readonly Change[] {
    const writes = this.#writes.map(({ write }) => write)
    for (const mailbox of this.#mailboxes.values()) writes.push(put(mailboxes, mailbox))
    return this.calendar.world.commit({ cause, reason: 'exchange', writes })
  }

  #put<Kept extends Item>(item: Kept, reason: ItemReason): Kept {
    const record: Item = item
    const key = itemKey(record.mailbox, record.number)
    this.#items.set(key, record)
    this.#writes.push({ key, write: put(items, record, reason) })
    return item
  }

  #putFolder(folder: StoredFolder, reason: FolderReason): StoredFolder {
    this.also([put(folders, folder, reason)])
    return folder
  }

  /** What came and went within one action has never been. */
  #remove(item: Item, reason: ItemReason): void {
    const key = itemKey(item.mailbox, item.number)
    this.#items.set(key, undefined)
    if (this.#fresh.delete(key)) this.#writes = this.#writes.filter((written) => written.key !== key)
    else this.#writes.push({ key, write: remove(items, key, reason) })
  }

  #next(guid: string): number {
    const mailbox = this.mailbox(guid)
    if (mailbox === undefined) {
      throw new LabError('MAILBOX_UNKNOWN', {
        message: `There is no mailbox ${guid}.`,
        hint: 'Provision it for its recipient first.',
      })
    }
    const counter = mailbox.counter + 1
    this.#mailboxes.set(guid, { ...mailbox, counter })
    return counter
  }
}

function isAppointment(item: Item, mailbox: string, uid: string): item is CalendarItem {
  const isHere = item.mailbox === mailbox && item.folder === FOLDER_NUMBERS.calendar
  return isHere && item.kind === 'CalendarItem' && item.event.uid === uid
}
