import type { Recipient } from '../../../directory/recipients/recipient.js'
import type { RecipientLookup } from '../calendar.js'
import type { Person } from '../item.js'

const MAILBOX_TYPES: Readonly<Record<Recipient['kind'], Person['mailboxType']>> = {
  user: 'Mailbox',
  shared: 'Mailbox',
  room: 'Mailbox',
  equipment: 'Mailbox',
  remote: 'Mailbox',
  group: 'PublicDL',
  contact: 'Contact',
}

/** Somebody as an address field shows them: with the directory's name if it knows the address. */
export function personOf(recipients: RecipientLookup, address: string, name = address): Person {
  const recipient = recipients.resolve(address)
  if (recipient === undefined) return { name, address, mailboxType: 'OneOff' }
  return {
    name: recipient.displayName,
    address: recipient.primarySmtpAddress,
    mailboxType: MAILBOX_TYPES[recipient.kind],
  }
}

export function isSamePerson(one: Person, other: Person): boolean {
  return one.address.toLowerCase() === other.address.toLowerCase()
}

/** Where a message for somebody ends up: a mailbox here, or an address outside. */
export type Destination =
  | { readonly kind: 'mailbox'; readonly guid: string; readonly person: Person }
  | { readonly kind: 'outside'; readonly person: Person }

/** The destinations of a message: groups become their members, nobody gets it twice. @source ews.md 5.4 */
export function destinationsOf(
  recipients: RecipientLookup,
  people: readonly Person[],
): readonly Destination[] {
  const found = new Map<string, Destination>()
  for (const person of people) {
    for (const destination of destinationsOfOne(recipients, person)) {
      const key = destination.kind === 'mailbox' ? destination.guid : destination.person.address.toLowerCase()
      if (!found.has(key)) found.set(key, destination)
    }
  }
  return [...found.values()]
}

function destinationsOfOne(recipients: RecipientLookup, person: Person): readonly Destination[] {
  const recipient = recipients.resolve(person.address)
  if (recipient === undefined) return [{ kind: 'outside', person }]
  const members = recipient.kind === 'group' ? recipients.expand(recipient.objectGuid) : [recipient]
  return members.map((member) => {
    const known = personOf(recipients, member.primarySmtpAddress)
    return member.mailboxGuid === undefined
      ? { kind: 'outside', person: known }
      : { kind: 'mailbox', guid: member.mailboxGuid, person: known }
  })
}
