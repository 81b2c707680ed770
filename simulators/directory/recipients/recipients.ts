import type { AddressBookEntry, Recipient } from './recipient.js'

/** What Exchange asks the directory about mail recipients. Every answer reads the present tree. */
export interface Recipients {
  /**
   * By any identity a client may write: an SMTP address (primary or proxy, any case), a proxy address with
   * its prefix (`smtp:`, `sip:`, `x500:`), legacyExchangeDN, UPN, SID, `DOMAIN\user`.
   */
  resolve(identity: string): Recipient | undefined
  /** By SMTP address alone, primary or proxy. */
  byAddress(smtpAddress: string): Recipient | undefined
  byGuid(objectGuid: string): Recipient | undefined
  byMailboxGuid(mailboxGuid: string): Recipient | undefined
  bySid(sid: string): Recipient | undefined
  /** Every recipient that has a mailbox here; lazily, in the order of the tree. */
  mailboxes(): Iterable<Recipient>
  /** Every visible distribution list of rooms. */
  roomLists(): Iterable<Recipient>
  /** What the address book says about a recipient. */
  addressBookEntry(objectGuid: string): AddressBookEntry | undefined
  /** The mail domains of the organization. */
  domains(): readonly string[]
  /** Direct members of a group that are recipients. */
  members(objectGuid: string): readonly Recipient[]
  /** All members of a group through nested groups, groups left out, each once; loops end. */
  expand(objectGuid: string): readonly Recipient[]
  /** Ids of all groups that somebody is in, nested ones included; also of groups without an address. */
  groupsOf(objectGuid: string): ReadonlySet<string>
  /** Ids of the database of a mailbox and of everything above it, nearest first. */
  storedIn(objectGuid: string): readonly string[]
  /** Ambiguous name resolution over the visible recipients (ResolveNames), at most `limit`. */
  search(text: string, limit: number): readonly Recipient[]
}
