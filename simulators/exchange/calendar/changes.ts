import { LabError, put, remove, type Change, type Instant, type Write } from '../../core/index.js'
import type { Calendar } from './calendar.js'
import { items, mailboxes, outboundMail, uidKey, type Mailbox, type OutboundMail } from './collections.js'
import type { ItemReason } from './events.js'
import { FOLDER_NUMBERS } from './folders.js'
import { itemKey, type CalendarItem, type Item, type ItemPlace, type Unplaced } from './item.js'

/**
 * The writes of one client's action, committed together. Reading through it sees what was written before in
 * the same action. Numbers items and changes from their mailbox's counter.
 */
export class Changes {
  readonly calendar: Calendar
  readonly now: Instant
  /** The display name of who acts. */
  readonly by: string
  #writes: { readonly key: string; readonly write: Write }[] = []
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

  /** The appointment of a mailbox's own calendar with that UID. */
  appointment(mailbox: string, uid: string): CalendarItem | undefined {
    const stored = [...this.calendar.world.by(items, 'uid', uidKey(mailbox, uid))].map(({ key }) => key)
    for (const key of new Set([...this.#items.keys(), ...stored])) {
      const item = this.item(key)
      if (item !== undefined && isAppointment(item, mailbox, uid)) return item
    }
    return undefined
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

  delete(item: Item): void {
    this.#remove(item, 'ItemDeleted')
  }

  /** Sends a message out of the organization. */
  mailOut(mail: Omit<OutboundMail, 'id' | 'sentAt'>): void {
    const id = this.calendar.chance.uuid()
    this.#writes.push({ key: id, write: put(outboundMail, { ...mail, id, sentAt: this.now }) })
  }

  mailbox(guid: string): Mailbox | undefined {
    return this.#mailboxes.get(guid) ?? this.calendar.world.get(mailboxes, guid)
  }

  /** `cause` is the id of the interaction that asked for the changes. */
  commit(cause: string): readonly Change[] {
    const counters = [...this.#mailboxes.values()].map((mailbox) => put(mailboxes, mailbox))
    const writes = [...this.#writes.map(({ write }) => write), ...counters]
    return this.calendar.world.commit({ cause, reason: 'exchange', writes })
  }

  #put<Kept extends Item>(item: Kept, reason: ItemReason): Kept {
    const record: Item = item
    const key = itemKey(record.mailbox, record.number)
    this.#items.set(key, record)
    this.#writes.push({ key, write: put(items, record, reason) })
    return item
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
