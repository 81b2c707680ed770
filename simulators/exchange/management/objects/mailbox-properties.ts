import { ACCOUNT_CONTROL } from '../../../directory/accounts/user-account-control.js'
import { allValues, firstValue, integerValue } from '../../../directory/tree/values.js'
import { deliverySettingsOf, type DeliverySettings } from '../../ews/operations/people/delivery-settings.js'
import { instant } from '../../../core/index.js'
import { shellObject } from '../cmdlet.js'
import type { ManagementServices } from '../management-services.js'
import type { ShellObject, ShellValue } from '../values.js'
import { canonicalName, typeOf, type FoundMailbox, type FoundRecipient } from './find.js'

/** Attributes of the directory that the shell shows and sets under names of its own, with what they are. */
export const DIRECTORY_PROPERTIES = {
  DisplayName: 'displayName',
  Office: 'physicalDeliveryOfficeName',
  UserPrincipalName: 'userPrincipalName',
  SamAccountName: 'sAMAccountName',
  Alias: 'mailNickname',
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, at) => [`CustomAttribute${at + 1}`, `extensionAttribute${at + 1}`]),
  ),
} as const satisfies Readonly<Record<string, string>>

/** Somebody with a mailbox here, as Get-Mailbox shows him. */
export function mailboxObject(services: ManagementServices, found: FoundMailbox): ShellObject {
  const { entry, recipient } = found
  const { kind } = recipient
  const database = services.servers.homeOf(entry.key)
  const isResource = kind === 'room' || kind === 'equipment'
  return shellObject('Mailbox', entry.key, {
    ...commonProperties(services, found),
    ServerName: database?.activeOn.toLowerCase() ?? null,
    Database: database?.name ?? null,
    ExchangeGuid: recipient.mailboxGuid,
    ProhibitSendQuota: 'Unlimited',
    ProhibitSendReceiveQuota: settingsOf(services, entry.key).isFull === true ? '0 B (0 bytes)' : 'Unlimited',
    UseDatabaseQuotaDefaults: firstValue(entry, 'mDBUseDefaults') === 'TRUE',
    IsMailboxEnabled: true,
    AccountDisabled: (integerValue(entry, 'userAccountControl') & ACCOUNT_CONTROL.disabled) !== 0,
    IsResource: isResource,
    ResourceType: isResource ? (kind === 'room' ? 'Room' : 'Equipment') : null,
    ResourceCapacity: numberOrNull(firstValue(entry, 'msExchResourceCapacity')),
    IsShared: kind === 'shared',
    ThrottlingPolicy: services.throttling.policyOf(entry.key)?.name ?? null,
    ...lastProperties(services, found),
  })
}

/** Somebody whose mailbox is elsewhere, as Get-RemoteMailbox shows him. */
export function remoteMailboxObject(services: ManagementServices, found: FoundRecipient): ShellObject {
  const { entry, recipient } = found
  return shellObject('RemoteMailbox', entry.key, {
    ...commonProperties(services, found),
    RemoteRoutingAddress: `SMTP:${recipient.targetAddress ?? ''}`,
    RemoteRecipientType: REMOTE_TYPES[firstValue(entry, 'msExchRemoteRecipientType') ?? ''] ?? null,
    OnPremisesOrganizationalUnit: canonicalName(services, entry.record.parent ?? ''),
    ...lastProperties(services, found),
  })
}

/** @source ldap.md 8 */
const REMOTE_TYPES: Readonly<Record<string, string>> = { '1': 'ProvisionMailbox', '4': 'Migrated' }

/** Any recipient, as Get-Recipient shows it. */
export function recipientObject(services: ManagementServices, found: FoundRecipient): ShellObject {
  return shellObject('ReducedRecipient', found.entry.key, {
    ...commonProperties(services, found),
    ...lastProperties(services, found),
  })
}

function commonProperties(services: ManagementServices, { entry, recipient }: FoundRecipient) {
  const { type, details } = typeOf(entry)
  const settings = settingsOf(services, entry.key)
  const named = (ids: Iterable<string>) => [...ids].map((id) => canonicalName(services, id))
  return {
    Name: entry.record.name,
    Alias: recipient.alias,
    ...directoryProperties(entry),
    PrimarySmtpAddress: recipient.primarySmtpAddress,
    WindowsEmailAddress: firstValue(entry, 'mail') ?? '',
    EmailAddresses: recipient.proxyAddresses,
    RecipientType: type,
    RecipientTypeDetails: details,
    HiddenFromAddressListsEnabled: recipient.hidden,
    LegacyExchangeDN: recipient.legacyExchangeDN,
    GrantSendOnBehalfTo: named(services.directory.tree.linked('publicDelegates', entry.key)),
    AcceptMessagesOnlyFromSendersOrMembers: named(settings.acceptsOnlyFrom ?? []),
    ModerationEnabled: settings.isModerated === true,
    MailTip: settings.mailTip ?? null,
  } as const
}

function directoryProperties(entry: FoundRecipient['entry']): Readonly<Record<string, ShellValue>> {
  const { Alias: _alias, ...others } = DIRECTORY_PROPERTIES
  return Object.fromEntries(
    Object.entries(others).map(([name, attribute]) => [name, allValues(entry, attribute)[0] ?? '']),
  )
}

function lastProperties(services: ManagementServices, { entry }: FoundRecipient) {
  const { directory } = services
  return {
    OrganizationalUnit: canonicalName(services, entry.record.parent ?? ''),
    DistinguishedName: directory.tree.nameOf(entry),
    Identity: canonicalName(services, entry.key),
    Id: canonicalName(services, entry.key),
    Guid: entry.key,
    WhenCreated: { kind: 'moment', at: instant(entry.record.createdAt) },
    WhenChanged: { kind: 'moment', at: instant(entry.record.changedAt) },
    OriginatingServer: directory.controllers.preferred.name.toLowerCase(),
    IsValid: true,
  } as const
}

export function settingsOf({ core }: ManagementServices, objectGuid: string): DeliverySettings {
  return deliverySettingsOf(core.world, objectGuid)
}

function numberOrNull(value: string | undefined): number | null {
  return value === undefined ? null : Number(value)
}
