import { sendRightFor } from '../../../access/permissions/index.js'
import type { Changes } from '../../../calendar/changes.js'
import type { Mail, Person, Unplaced } from '../../../calendar/item.js'
import { recipientsOf, sendMail } from '../../../calendar/mail/send-mail.js'
import { isSamePerson, personOf } from '../../../calendar/meetings/people.js'
import type { ActingMailbox } from '../../caller.js'
import { ItemError } from '../item-error.js'
import type { Service } from '../service.js'

/**
 * Sends a message and gives it as its sender keeps it. Who may send as the person in `From` leaves no trace; a
 * delegate sends on his behalf; nobody else may name another. @source ews.md 4.5
 */
export function send(
  { store }: Service,
  changes: Changes,
  { mail, self }: { readonly mail: Unplaced<Mail>; readonly self: ActingMailbox },
): Unplaced<Mail> {
  const people = recipientsOf(mail.message)
  if (
    people.length === 0 ||
    !people.every(({ address }) => isAddress(address, store.recipients.resolve(address)))
  )
    throw new ItemError('ErrorInvalidRecipients')

  const own = personOf(store.recipients, self.primarySmtpAddress, self.displayName)
  const { sender: _, ...message } = mail.message
  const sender =
    isSamePerson(own, message.from) || sendsAs(changes, message.from, self) ? {} : { sender: own }
  const sent: Unplaced<Mail> = {
    ...mail,
    message: { ...message, ...sender, sentAt: changes.now, isRead: true },
  }
  sendMail(changes, sent)
  return sent
}

/** Whether somebody sends as another, and not on his behalf. */
function sendsAs({ calendar }: Changes, from: Person, { mailboxGuid }: ActingMailbox): boolean {
  const recipient = calendar.recipients.resolve(from.address)
  const right = recipient === undefined ? 'none' : sendRightFor(calendar, mailboxGuid, recipient)
  if (right === 'none') throw new ItemError('ErrorSendAsDenied')
  return right === 'sendAs'
}

function isAddress(address: string, known: unknown): boolean {
  return known !== undefined || /^[^@\s]+@[^@\s]+$/.test(address)
}
