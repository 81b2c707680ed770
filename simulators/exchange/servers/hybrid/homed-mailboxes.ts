import type { CalendarStore } from '../../calendar/store.js'
import type { Recipients } from '../../../directory/recipients/recipients.js'
import type { ProductVersion } from '../../versions/index.js'

/** One side of a hybrid organization. */
export interface Side {
  readonly product: ProductVersion
  /** What this side knows of recipients: those alone have a mailbox guid whose mailbox is here. */
  readonly recipients: Recipients
}

/** The mailboxes of one side: to the other side's it has no way but by mail. @source ews.md 8.5 */
export function homedMailboxes(store: CalendarStore, { product, recipients }: Side): CalendarStore {
  const isHere = (guid: string) => recipients.byMailboxGuid(guid)?.mailboxGuid === guid
  return {
    ...store,
    product,
    recipients,
    mailbox: (guid) => (isHere(guid) ? store.mailbox(guid) : undefined),
    mailboxByAddress(address) {
      const guid = recipients.resolve(address)?.mailboxGuid
      return guid === undefined ? undefined : store.mailbox(guid)
    },
  }
}
