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
  return recipient === undefined ? { name, address, mailboxType: 'OneOff' } : shown(recipient)
}

/** Whose mailbox it is. */
export function ownerOf(recipients: RecipientLookup, mailboxGuid: string): Person | undefined {
  const recipient = recipients.byMailboxGuid(mailboxGuid)
  return recipient === undefined ? undefined : shown(recipient)
}

/** Whether somebody is none of the organization. */
export function isExternal(recipients: RecipientLookup, { address }: Person): boolean {
  const recipient = recipients.resolve(address)
  return recipient === undefined || recipient.kind === 'contact'
}

export function isSamePerson(one: Person, other: Person): boolean {
  return one.address === other.address || one.address.toLowerCase() === other.address.toLowerCase()
}

export function includes(people: readonly Person[], wanted: Person): boolean {
  return people.some((person) => isSamePerson(person, wanted))
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
      const key = destinationKey(destination)
      if (!found.has(key)) found.set(key, destination)
    }
  }
  return [...found.values()]
}

/** Where messages for these people do not go, because they go there for `others` already. */
export function destinationsBeyond(
  recipients: RecipientLookup,
  people: readonly Person[],
  others: readonly Person[],
): readonly Destination[] {
  const reached = new Set(destinationsOf(recipients, others).map(destinationKey))
  return destinationsOf(recipients, people).filter((destination) => !reached.has(destinationKey(destination)))
}

/** The same for destinations that are the same. */
export function destinationKey(destination: Destination): string {
  return destination.kind === 'mailbox' ? destination.guid : destination.person.address.toLowerCase()
}

function destinationsOfOne(recipients: RecipientLookup, person: Person): readonly Destination[] {
  const recipient = recipients.resolve(person.address)
  if (recipient === undefined) return [{ kind: 'outside', person }]
  const members = recipient.kind === 'group' ? recipients.expand(recipient.objectGuid) : [recipient]
  return members.map((member) => {
    const known = shown(member)
    return member.mailboxGuid === undefined
      ? { kind: 'outside', person: known }
      : { kind: 'mailbox', guid: member.mailboxGuid, person: known }
  })
}

function shown({ displayName, primarySmtpAddress, kind }: Recipient): Person {
  return { name: displayName, address: primarySmtpAddress, mailboxType: MAILBOX_TYPES[kind] }
}
