import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { recipientOf } from './recipient-of.js'
import type { AddressBookEntry, Recipient } from './recipient.js'

/** Reads what an entry says about a person, a room or a list. @source ldap.md 8; MS-ADA1 to MS-ADA3 */
export function addressBookEntryOf(tree: Tree, entry: StoredEntry): AddressBookEntry {
  const value = (attribute: string) => firstValue(entry, attribute)
  const recipients = (ids: Iterable<string>): readonly Recipient[] =>
    [...ids].flatMap((id) => {
      const found = tree.get(id)
      return (found === undefined ? undefined : recipientOf(tree, found)) ?? []
    })
  return {
    givenName: value('givenName'),
    initials: value('initials'),
    surname: value('sn'),
    company: value('company'),
    department: value('department'),
    title: value('title'),
    office: value('physicalDeliveryOfficeName'),
    notes: value('info'),
    assistant: value('msExchAssistantName'),
    address: {
      street: value('streetAddress'),
      city: value('l'),
      state: value('st'),
      country: value('co'),
      postalCode: value('postalCode'),
    },
    phones: {
      business: value('telephoneNumber'),
      business2: value('otherTelephone'),
      home: value('homePhone'),
      mobile: value('mobile'),
      fax: value('facsimileTelephoneNumber'),
      pager: value('pager'),
      assistant: value('telephoneAssistant'),
    },
    capacity: numberOf(value('msExchResourceCapacity')),
    manager: recipients(tree.linked('manager', entry.record.id))[0],
    directReports: recipients(tree.linking('manager', entry.record.id)),
  }
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value)
}
