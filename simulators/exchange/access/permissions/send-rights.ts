import type { Calendar } from '../../calendar/calendar.js'
import { delegatesOf } from '../../calendar/delegates.js'
import { linkKey, links } from '../../../directory/tree/link.js'
import type { Recipient } from '../../../directory/recipients/recipient.js'
import { principalsOf } from './access-control.js'
import { inherits } from './ad-permissions.js'

/** How somebody may send a message in the name of another: as if the other did, named beside the other, or not. */
export type SendRight = 'sendAs' | 'sendOnBehalf' | 'none'

type Directory = Pick<Calendar, 'world' | 'recipients'>

/**
 * How the owner of a mailbox may send for another recipient: Send-As comes before the delegates whom Outlook and
 * Set-Mailbox -GrantSendOnBehalfTo name. @source Microsoft's reference of Add-RecipientPermission: with both, mail is sent as
 */
export function sendRightFor(directory: Directory, acting: string, from: Recipient): SendRight {
  const sender = directory.recipients.byMailboxGuid(acting)?.objectGuid
  if (sender === undefined) return 'none'
  const isPrincipal = principalsOf(directory, sender)
  if (inherits(directory, { object: from.objectGuid, right: 'Send-As', isPrincipal })) return 'sendAs'
  return isDelegate(directory, acting, from) || isNamed(directory, sender, from) ? 'sendOnBehalf' : 'none'
}

function isDelegate({ world }: Directory, acting: string, { mailboxGuid }: Recipient): boolean {
  if (mailboxGuid === undefined) return false
  return delegatesOf(world, mailboxGuid).delegates.some((delegate) => delegate.mailboxGuid === acting)
}

/** Set-Mailbox -GrantSendOnBehalfTo names people and groups in the directory. */
function isNamed({ world, recipients }: Directory, sender: string, from: Recipient): boolean {
  return [sender, ...recipients.groupsOf(sender)].some(
    (to) =>
      world.get(links, linkKey({ attribute: 'publicDelegates', from: from.objectGuid, to })) !== undefined,
  )
}
