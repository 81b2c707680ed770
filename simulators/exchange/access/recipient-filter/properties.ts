import { findByCanonicalName } from '../../../directory/accounts/canonical-name.js'
import { ACCOUNT_CONTROL } from '../../../directory/accounts/user-account-control.js'
import { parseGuid } from '../../../directory/names/guid.js'
import { parseDn } from '../../../directory/names/parse-dn.js'
import { RECIPIENT_TYPE } from '../../../directory/recipients/recipient-type.js'
import type { StoredEntry, Tree } from '../../../directory/tree/tree.js'
import { allValues, firstValue, integerValue } from '../../../directory/tree/values.js'

/** What a property of the shell is in the directory. */
export type Property =
  /** The values of an entry, in the words of the shell. */
  | { readonly kind: 'text'; readonly read: (entry: StoredEntry, tree: Tree) => readonly string[] }
  /** The ids of other entries: compared by what their names mean, not as text. */
  | { readonly kind: 'link'; readonly read: (entry: StoredEntry, tree: Tree) => Iterable<string> }

const attribute = (name: string): Property => ({ kind: 'text', read: (entry) => allValues(entry, name) })
const flag = (name: string): Property => ({
  kind: 'text',
  read: (entry) => [firstValue(entry, name) === 'TRUE' ? 'True' : 'False'],
})
const single = (read: (entry: StoredEntry, tree: Tree) => string | undefined): Property => ({
  kind: 'text',
  read(entry, tree) {
    const value = read(entry, tree)
    return value === undefined ? [] : [value]
  },
})
const linked = (name: string): Property => ({
  kind: 'link',
  read: (entry, tree) => tree.linked(name, entry.record.id),
})

/** @source Microsoft's reference of Get-Mailbox: RecipientTypeDetails, by the numbers of ldap.md 8 */
const TYPE_DETAILS: ReadonlyMap<string, string> = new Map(
  [
    [RECIPIENT_TYPE.user, 'UserMailbox'],
    [RECIPIENT_TYPE.linked, 'LinkedMailbox'],
    [RECIPIENT_TYPE.shared, 'SharedMailbox'],
    [RECIPIENT_TYPE.legacy, 'LegacyMailbox'],
    [RECIPIENT_TYPE.room, 'RoomMailbox'],
    [RECIPIENT_TYPE.equipment, 'EquipmentMailbox'],
    [RECIPIENT_TYPE.contact, 'MailContact'],
    [RECIPIENT_TYPE.mailUser, 'MailUser'],
    [RECIPIENT_TYPE.distributionGroup, 'MailUniversalDistributionGroup'],
    [RECIPIENT_TYPE.nonUniversalGroup, 'MailNonUniversalGroup'],
    [RECIPIENT_TYPE.securityGroup, 'MailUniversalSecurityGroup'],
    [RECIPIENT_TYPE.dynamicGroup, 'DynamicDistributionGroup'],
    [RECIPIENT_TYPE.roomList, 'RoomList'],
    [RECIPIENT_TYPE.remoteUser, 'RemoteUserMailbox'],
    [RECIPIENT_TYPE.remoteRoom, 'RemoteRoomMailbox'],
    [RECIPIENT_TYPE.remoteEquipment, 'RemoteEquipmentMailbox'],
    [RECIPIENT_TYPE.remoteShared, 'RemoteSharedMailbox'],
  ].map(([number, name]) => [String(number), String(name)]),
)

/** What RecipientType calls the kinds that RecipientTypeDetails tells apart. */
const TYPES: Readonly<Record<string, string>> = {
  LinkedMailbox: 'UserMailbox',
  SharedMailbox: 'UserMailbox',
  LegacyMailbox: 'UserMailbox',
  RoomMailbox: 'UserMailbox',
  EquipmentMailbox: 'UserMailbox',
  RoomList: 'MailUniversalDistributionGroup',
  RemoteUserMailbox: 'MailUser',
  RemoteRoomMailbox: 'MailUser',
  RemoteEquipmentMailbox: 'MailUser',
  RemoteSharedMailbox: 'MailUser',
}

/** The word for what kind of recipient an entry is; undefined when it is none. */
export function recipientTypeDetails(entry: StoredEntry): string | undefined {
  return TYPE_DETAILS.get(firstValue(entry, 'msExchRecipientTypeDetails') ?? '')
}

export function recipientType(entry: StoredEntry): string | undefined {
  const details = recipientTypeDetails(entry)
  return details === undefined ? undefined : (TYPES[details] ?? details)
}

const customAttributes = Object.fromEntries(
  Array.from({ length: 15 }, (_, at) => [
    `CustomAttribute${at + 1}`,
    attribute(`extensionAttribute${at + 1}`),
  ]),
)

/**
 * The properties that a filter of recipients may ask for.
 * @source Microsoft's reference "Filterable properties for the -Filter parameter on Exchange cmdlets": with the
 * attribute of the directory beside each
 */
export const FILTERABLE: Readonly<Record<string, Property>> = {
  Alias: attribute('mailNickname'),
  City: attribute('l'),
  CommonName: single(({ record }) => record.name),
  Company: attribute('company'),
  CountryOrRegion: attribute('c'),
  Co: attribute('co'),
  Database: linked('homeMDB'),
  Department: attribute('department'),
  DisplayName: attribute('displayName'),
  DistinguishedName: single((entry, tree) => tree.nameOf(entry)),
  EmailAddresses: attribute('proxyAddresses'),
  ExchangeUserAccountControl: single((entry) =>
    (integerValue(entry, 'userAccountControl') & ACCOUNT_CONTROL.disabled) === 0 ? 'None' : 'AccountDisabled',
  ),
  FirstName: attribute('givenName'),
  HiddenFromAddressListsEnabled: flag('msExchHideFromAddressLists'),
  Guid: single(({ record }) => record.id),
  LastName: attribute('sn'),
  LegacyExchangeDN: attribute('legacyExchangeDN'),
  Manager: linked('manager'),
  MemberOfGroup: { kind: 'link', read: ({ record }, tree) => tree.linking('member', record.id) },
  Name: single(({ record }) => record.name),
  Notes: attribute('info'),
  ObjectClass: attribute('objectClass'),
  Office: attribute('physicalDeliveryOfficeName'),
  Phone: attribute('telephoneNumber'),
  PostalCode: attribute('postalCode'),
  PrimarySmtpAddress: attribute('mail'),
  RecipientType: single(recipientType),
  RecipientTypeDetails: single(recipientTypeDetails),
  RemoteRecipientType: attribute('msExchRemoteRecipientType'),
  ResourceCapacity: attribute('msExchResourceCapacity'),
  SamAccountName: attribute('sAMAccountName'),
  Sid: attribute('objectSid'),
  StateOrProvince: attribute('st'),
  Title: attribute('title'),
  UserPrincipalName: attribute('userPrincipalName'),
  WindowsEmailAddress: attribute('mail'),
  ...customAttributes,
}

const byLowerName = new Map(
  Object.entries(FILTERABLE).map(([name, property]) => [name.toLowerCase(), property]),
)

export function filterableProperty(name: string): Property | undefined {
  return byLowerName.get(name.toLowerCase())
}

/**
 * The entry that a value of a filter means: by its distinguished name, its canonical name or its GUID, as an identity
 * of the directory is written. @inferred that a display name or alias that only one entry has does too
 */
export function namedEntry(tree: Tree, value: string): StoredEntry | undefined {
  return (
    tree.find(parseDn(value) ?? []) ??
    tree.get(parseGuid(value) ?? '') ??
    findByCanonicalName(tree, value) ??
    tree.unique('mailNickname', value) ??
    tree.unique('displayName', value) ??
    tree.unique('name', value)
  )
}
