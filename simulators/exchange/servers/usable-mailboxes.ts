import type { CallerResolver } from '../access/index.js'
import type { CalendarStore } from '../calendar/store.js'
import { EwsFault } from '../ews/ews-fault.js'
import { ItemError } from '../ews/operations/item-error.js'
import type { Whereabouts } from './mailbox-whereabouts.js'

/** Refuses to act for a mailbox that cannot be used now. @source ews.md 1.5; @inferred that it is a fault, 11.8 */
export function usable(resolve: CallerResolver, whereabouts: Whereabouts): CallerResolver {
  return (account, impersonation) => {
    const caller = resolve(account, impersonation)
    const trouble = caller.mailbox === undefined ? undefined : whereabouts.trouble(caller.mailbox.mailboxGuid)
    if (trouble !== undefined) throw new EwsFault(trouble)
    return caller
  }
}

/** Whoever asks for somebody else's mailbox that cannot be used now is told so for that item. */
export function withUsableMailboxes(store: CalendarStore, whereabouts: Whereabouts): CalendarStore {
  return {
    ...store,
    mailbox(guid) {
      const trouble = whereabouts.trouble(guid)
      if (trouble !== undefined) throw new ItemError(trouble)
      return store.mailbox(guid)
    },
  }
}
