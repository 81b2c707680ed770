/** What a mail recipient is, as Exchange sees it. */
export type RecipientKind = 'user' | 'shared' | 'room' | 'equipment' | 'group' | 'contact' | 'remote'

/** A mail-enabled entry of the directory, as Exchange reads it. */
export interface Recipient {
  /** Dashed, lower case; the key of the directory entry. */
  readonly objectGuid: string
  readonly kind: RecipientKind
  readonly displayName: string
  readonly alias: string
  /** In the case the administrator wrote it. */
  readonly primarySmtpAddress: string
  /** All proxy addresses with their prefixes; `SMTP:` in capitals is the primary one. */
  readonly proxyAddresses: readonly string[]
  readonly legacyExchangeDN: string
  readonly distinguishedName: string
  /** Dashed, lower case; undefined for everything without a mailbox in this Exchange. */
  readonly mailboxGuid: string | undefined
  readonly sid: string | undefined
  readonly userPrincipalName: string | undefined
  readonly sAMAccountName: string | undefined
  /** The mailbox that somebody of the kind `remote` has in Exchange Online, once that is known here. */
  readonly remote?: RemoteMailbox
  /** Where mail for a remote mailbox or a contact goes, without the prefix. */
  readonly targetAddress: string | undefined
  /** True for a distribution list whose members are rooms. */
  readonly isRoomList: boolean
  /** True when address lists and name resolution leave it out. */
  readonly hidden: boolean
}

/** A mailbox in Exchange Online, as the directory on premises knows of it. */
export interface RemoteMailbox {
  readonly mailboxGuid: string
  /** What it is there. */
  readonly kind: RecipientKind
}

/** What the address book says about somebody; what is not known is undefined. */
export interface AddressBookEntry {
  readonly givenName: string | undefined
  readonly initials: string | undefined
  readonly surname: string | undefined
  readonly company: string | undefined
  readonly department: string | undefined
  readonly title: string | undefined
  readonly office: string | undefined
  readonly notes: string | undefined
  readonly assistant: string | undefined
  readonly address: {
    readonly street: string | undefined
    readonly city: string | undefined
    readonly state: string | undefined
    readonly country: string | undefined
    readonly postalCode: string | undefined
  }
  readonly phones: {
    readonly business: string | undefined
    readonly business2: string | undefined
    readonly home: string | undefined
    readonly mobile: string | undefined
    readonly fax: string | undefined
    readonly pager: string | undefined
    readonly assistant: string | undefined
  }
  /** How many people a room holds. */
  readonly capacity: number | undefined
  readonly manager: Recipient | undefined
  readonly directReports: readonly Recipient[]
}

/** True for the kinds that have a mailbox of their own in this organization. */
export function hasMailbox(recipient: Recipient): recipient is Recipient & { readonly mailboxGuid: string } {
  return recipient.mailboxGuid !== undefined
}
