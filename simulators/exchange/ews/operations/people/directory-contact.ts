import type { AddressBookEntry, Recipient } from '../../../../directory/recipients/recipient.js'
import type { RecipientLookup } from '../../../calendar/calendar.js'
import type { EwsObject } from '../../tree.js'
import { recipientMailbox } from './recipient-mailbox.js'

/** Which properties of a contact are shown: the usual, or all. */
export type ContactShape = 'Default' | 'AllProperties'

/** A contact has room for three addresses. @source XSD: EmailAddressKeyType */
const ADDRESS_KEYS = ['EmailAddress1', 'EmailAddress2', 'EmailAddress3']

/**
 * `t:Contact` of somebody in the directory. Addresses stand in it with their prefix, in capitals for the primary one.
 * @source MS documentation of ResolveNames, sample answer; @inferred which properties are usual
 */
export function directoryContact(
  recipients: RecipientLookup,
  recipient: Recipient,
  shape: ContactShape,
): EwsObject | undefined {
  const entry = recipients.addressBookEntry(recipient.objectGuid)
  if (entry === undefined) return undefined
  return {
    Culture: 'en-US',
    DisplayName: recipient.displayName,
    GivenName: entry.givenName,
    Initials: entry.initials,
    CompanyName: entry.company,
    EmailAddresses: entries(addresses(recipient)),
    PhysicalAddresses: physicalAddresses(entry),
    PhoneNumbers: entries(phones(entry)),
    AssistantName: entry.assistant,
    ContactSource: 'ActiveDirectory',
    Department: entry.department,
    JobTitle: entry.title,
    Manager: entry.manager?.displayName,
    OfficeLocation: entry.office,
    Surname: entry.surname,
    ...(shape === 'AllProperties' ? moreOf(recipients, recipient, entry) : {}),
  }
}

/** What came with Exchange 2010 SP2 and must be asked for. */
function moreOf(
  recipients: RecipientLookup,
  { alias, objectGuid }: Recipient,
  { notes, manager, directReports }: AddressBookEntry,
): EwsObject {
  const mailbox = recipientMailbox(recipients)
  return {
    HasPicture: false,
    Alias: alias,
    Notes: notes,
    DirectoryId: objectGuid,
    ManagerMailbox: manager && { Mailbox: mailbox(manager) },
    DirectReports: directReports.length === 0 ? undefined : { Mailbox: directReports.map(mailbox) },
  }
}

function addresses({ proxyAddresses, primarySmtpAddress }: Recipient): readonly [string, string][] {
  const smtp = proxyAddresses.filter((address) => /^smtp:/i.test(address))
  const known = smtp.length === 0 ? [`SMTP:${primarySmtpAddress}`] : smtp
  const primaryFirst = known.toSorted((a, b) => Number(b.startsWith('SMTP:')) - Number(a.startsWith('SMTP:')))
  return ADDRESS_KEYS.flatMap((key, at): [string, string][] => {
    const address = primaryFirst[at]
    return address === undefined ? [] : [[key, address]]
  })
}

function phones({ phones: known }: AddressBookEntry): readonly [string, string | undefined][] {
  return [
    ['AssistantPhone', known.assistant],
    ['BusinessFax', known.fax],
    ['BusinessPhone', known.business],
    ['BusinessPhone2', known.business2],
    ['HomePhone', known.home],
    ['MobilePhone', known.mobile],
    ['Pager', known.pager],
  ]
}

function entries(values: readonly (readonly [string, string | undefined])[]): EwsObject | undefined {
  const present = values.filter(([, value]) => value !== undefined)
  return present.length === 0
    ? undefined
    : { Entry: present.map(([key, value]) => ({ '@Key': key, $text: value })) }
}

function physicalAddresses({ address }: AddressBookEntry): EwsObject | undefined {
  const { street, city, state, country, postalCode } = address
  const business = {
    Street: street,
    City: city,
    State: state,
    CountryOrRegion: country,
    PostalCode: postalCode,
  }
  const isEmpty = Object.values(business).every((part) => part === undefined)
  return isEmpty ? undefined : { Entry: [{ '@Key': 'Business', ...business }] }
}
