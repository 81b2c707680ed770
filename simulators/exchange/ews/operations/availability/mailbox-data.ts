import { EwsFault } from '../../ews-fault.js'
import type { EwsObject } from '../../tree.js'
import { child, list, text } from '../request-parts.js'

/** Whose calendar is asked about. */
export interface MailboxData {
  readonly address: string
  readonly excludesConflicts: boolean
}

/** @source ews.md 4.14 */
const MAX_MAILBOXES = 100

export function readMailboxData(request: EwsObject): readonly MailboxData[] {
  const mailboxes = list(child(request, 'MailboxDataArray'), 'MailboxData')
  if (mailboxes.length === 0) throw new EwsFault('ErrorMailboxDataArrayEmpty')
  if (mailboxes.length > MAX_MAILBOXES) throw new EwsFault('ErrorMailboxDataArrayTooBig')
  return mailboxes.map((mailbox) => ({
    address: text(child(mailbox, 'Email'), 'Address') ?? '',
    excludesConflicts: mailbox['ExcludeConflicts'] === true,
  }))
}
