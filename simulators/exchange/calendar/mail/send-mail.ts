import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { Mail, MessageFields, Person, Unplaced } from '../item.js'
import { destinationsOf } from '../meetings/people.js'
import { replyAutomatically } from './automatic-replies.js'
import { reportNonDelivery } from './non-delivery.js'

/**
 * Sends a message to everybody in its address fields: who has a mailbox here gets it in the Inbox, addresses outside
 * get mail, and the sender hears of addresses of the own domain that nobody has. @source ews.md 6
 */
export function sendMail(changes: Changes, mail: Unplaced<Mail>): void {
  const unknown: Person[] = []
  for (const destination of destinationsOf(changes.calendar.recipients, recipientsOf(mail.message))) {
    const { person } = destination
    if (destination.kind === 'mailbox' && changes.mailbox(destination.guid) !== undefined) {
      deliverMail(changes, destination.guid, mail)
    } else if (isOfOwnDomain(mail.message.from, person) && !isKnown(changes, person)) {
      unknown.push(person)
    } else {
      sendMailOutside(changes, person, mail)
    }
  }
  if (unknown.length > 0) reportNonDelivery(changes, mail, unknown)
}

/** Puts a message into the Inbox of a mailbox; who was copied blindly stays with the sender. */
export function deliverMail(changes: Changes, mailbox: string, mail: Unplaced<Mail>): Mail {
  const message = { ...mail.message, bcc: [], isRead: false }
  const received: Unplaced<Mail> = { ...mail, message, categories: [], reminderIsSet: false }
  const delivered = changes.create<Mail>(
    { mailbox, folder: FOLDER_NUMBERS.inbox },
    received,
    'MessageDelivered',
  )
  const reply = replyAutomatically(changes, mailbox, mail)
  if (reply !== undefined) sendMail(changes, reply)
  return delivered
}

export function recipientsOf({ to, cc, bcc }: MessageFields): readonly Person[] {
  return [...to, ...cc, ...bcc]
}

function sendMailOutside(changes: Changes, person: Person, { subject, body, message }: Unplaced<Mail>): void {
  const addresses = (people: readonly Person[]) => people.map(({ address }) => address)
  changes.mailOut({
    kind: 'Message',
    from: message.from.address,
    to: person.address,
    subject,
    body,
    internetMessageId: message.internetMessageId,
    recipients: { to: addresses(message.to), cc: addresses(message.cc) },
  })
}

function isKnown({ calendar }: Changes, { address }: Person): boolean {
  return calendar.recipients.resolve(address) !== undefined
}

/** The organization takes mail for the domain of its senders. @inferred that nobody else does */
function isOfOwnDomain(from: Person, { address }: Person): boolean {
  return domainOf(from.address) === domainOf(address)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
