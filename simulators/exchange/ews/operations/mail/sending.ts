import type { Changes } from '../../../calendar/changes.js'
import { delegatesOf } from '../../../calendar/delegates.js'
import type { Mail, Person, Unplaced } from '../../../calendar/item.js'
import { recipientsOf, sendMail } from '../../../calendar/mail/send-mail.js'
import { isSamePerson, personOf } from '../../../calendar/meetings/people.js'
import type { ActingMailbox } from '../../caller.js'
import { ItemError } from '../item-error.js'
import type { Service } from '../service.js'

/**
 * Sends a message and gives it as its sender keeps it. Who is a delegate of the person in `From` sends on his behalf;
 * nobody else may name another. @source ews.md 4.5; @inferred that delegates may not send as their principal
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
  const sender = isSamePerson(own, message.from)
    ? {}
    : { sender: onBehalf(changes, message.from, { own, self }) }
  const sent: Unplaced<Mail> = {
    ...mail,
    message: { ...message, ...sender, sentAt: changes.now, isRead: true },
  }
  sendMail(changes, sent)
  return sent
}

function onBehalf(
  { calendar }: Changes,
  from: Person,
  { own, self }: { readonly own: Person; readonly self: ActingMailbox },
): Person {
  const principal = calendar.recipients.resolve(from.address)?.mailboxGuid
  const delegates = principal === undefined ? [] : delegatesOf(calendar.world, principal).delegates
  if (delegates.some(({ mailboxGuid }) => mailboxGuid === self.mailboxGuid)) return own
  throw new ItemError('ErrorSendAsDenied')
}

function isAddress(address: string, known: unknown): boolean {
  return known !== undefined || /^[^@\s]+@[^@\s]+$/.test(address)
}
