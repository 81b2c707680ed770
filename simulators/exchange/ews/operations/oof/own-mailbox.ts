import type { CalendarStore } from '../../../calendar/store.js'
import type { OperationCall } from '../../operation.js'
import { ItemError } from '../item-error.js'
import { child, text } from '../request-parts.js'

/**
 * The mailbox that `t:Mailbox` names, which must be the one that the call acts for: nobody else's out of office
 * is open to a caller without impersonation. @source ews.md 4.13; @inferred the code for an unknown address
 */
export function ownMailbox(store: CalendarStore, { request, caller }: OperationCall): string {
  const address = text(child(request, 'Mailbox'), 'Address') ?? ''
  const named = store.mailboxByAddress(address)
  if (named === undefined) throw new ItemError('ErrorMailRecipientNotFound')
  if (named.guid !== caller.mailbox?.mailboxGuid) throw new ItemError('ErrorAccessDenied')
  return named.guid
}
