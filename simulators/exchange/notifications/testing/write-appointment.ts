import { put, type Core } from '../../../core/index.js'
import { items } from '../../calendar/collections.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import type { Item } from '../../calendar/item.js'
import type { Exchange } from '../../exchange.js'

/** Writes an item into somebody's calendar, as far as notifications look at it. */
export function writeAppointment(
  { core, exchange }: { readonly core: Core; readonly exchange: Exchange },
  address: string,
  number: number,
): void {
  const mailbox = exchange.mailboxes.mailboxByAddress(address)?.guid ?? ''
  const place = {
    mailbox,
    number,
    folder: FOLDER_NUMBERS.calendar,
    kind: 'CalendarItem',
    event: { uid: 'U' },
  }
  const item = place as unknown as Item
  core.world.commit({ cause: 'test', reason: 'CalendarItemUpdated', writes: [put(items, item)] })
}
