import type { Recipient } from '../../../../directory/recipients/recipient.js'
import type { RecipientLookup } from '../../../calendar/calendar.js'
import { personOf } from '../../../calendar/meetings/people.js'
import type { EwsObject } from '../../tree.js'
import { mailboxElement } from '../properties/people-elements.js'

/** `t:Mailbox` of somebody in the directory. */
export function recipientMailbox(recipients: RecipientLookup): (recipient: Recipient) => EwsObject {
  return ({ primarySmtpAddress }) => mailboxElement(personOf(recipients, primarySmtpAddress))
}
