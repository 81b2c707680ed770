import type { MailboxKind } from '../../../directory/index.js'
import type { Values } from '../../../directory/tree/object-defaults.js'
import {
  deliverySettingsWrites,
  type DeliverySettings,
} from '../../ews/operations/people/delivery-settings.js'
import {
  boolean,
  flag,
  identity,
  integer,
  listOf,
  name,
  oneOf,
  optionalIdentity,
  secret,
  text,
  type Kind,
  type ListChange,
} from '../binding/kind.js'
import { mandatory, optional, type Given, type Parameter } from '../binding/parameter.js'
import { cmdlet, type Cmdlet, type Running } from '../cmdlet.js'
import { changedAddresses, mustBeFree, primaryOf, withPrimaryAddress } from '../objects/addresses.js'
import { changedIds } from '../objects/changed-ids.js'
import { mailboxNamed, type FoundMailbox } from '../objects/find.js'
import { DIRECTORY_PROPERTIES, settingsOf } from '../objects/mailbox-properties.js'
import { listOf as listOfOne } from '../objects/new-account.js'
import { refused, valueTaken } from '../objects/refusals.js'
import { onPremises } from '../releases.js'
import { bindTo } from './throttling-policies.js'

const ADDRESSES = listOf('Microsoft.Exchange.Data.ProxyAddressCollection')
const RECIPIENTS = listOf('Microsoft.Exchange.Configuration.Tasks.RecipientIdParameter[]')

/** Properties that are attributes of the directory, under the same names. */
const TEXTS = Object.fromEntries(
  Object.keys(DIRECTORY_PROPERTIES).map((each) => [each, optional(text)]),
) as Readonly<Record<keyof typeof DIRECTORY_PROPERTIES, Parameter<string | null, false>>>

/** A size such as `0KB` or `2.3 GB`, in bytes; null for none. */
const quota: Kind<number | null> = {
  typeName: 'Microsoft.Exchange.Data.Unlimited`1[Microsoft.Exchange.Data.ByteQuantifiedSize]',
  read(value) {
    const [, count = '', unit = ''] =
      /^([\d.]+)\s*([KMGT]?)B?(?:ytes)?\b/i.exec(String(text.read(value))) ?? []
    return count === ''
      ? null
      : Number(count) * 1024 ** ' KMGT'.indexOf(unit === '' ? ' ' : unit.toUpperCase())
  },
}

const PARAMETERS = {
  Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
  ...TEXTS,
  Name: optional(name),
  EmailAddresses: optional(ADDRESSES),
  PrimarySmtpAddress: optional(name),
  WindowsEmailAddress: optional(name),
  EmailAddressPolicyEnabled: optional(boolean),
  HiddenFromAddressListsEnabled: optional(boolean),
  Type: optional(
    oneOf('Microsoft.Exchange.Management.RecipientTasks.ConvertibleMailboxSubType', [
      'Regular',
      'Room',
      'Equipment',
      'Shared',
    ]),
  ),
  ResourceCapacity: optional(integer),
  GrantSendOnBehalfTo: optional(RECIPIENTS),
  AcceptMessagesOnlyFrom: optional(RECIPIENTS),
  AcceptMessagesOnlyFromSendersOrMembers: optional(RECIPIENTS),
  ModerationEnabled: optional(boolean),
  MailTip: optional(text),
  ThrottlingPolicy: optional(optionalIdentity('ThrottlingPolicyIdParameter'), { knownTo: onPremises }),
  Password: optional(secret),
  AccountDisabled: optional(boolean),
  UseDatabaseQuotaDefaults: optional(boolean, { knownTo: onPremises }),
  ProhibitSendReceiveQuota: optional(quota),
  Force: optional(flag),
}

/** @source Exchange documentation of Set-Mailbox; what has no effect on calendars, mail and log-ons here */
const WITHOUT = [
  'AddressBookPolicy AntispamBypassEnabled ArbitrationMailbox ArchiveName ArchiveQuota ArchiveWarningQuota AuditAdmin',
  'AuditDelegate AuditEnabled AuditLogAgeLimit AuditOwner BypassModerationFromSendersOrMembers CalendarVersionStoreDisabled',
  'CreateDTMFMap DefaultPublicFolderMailbox DeliverToMailboxAndForward ExternalOofOptions ForwardingAddress ForwardingSmtpAddress',
  'HiddenFromExchangeClientsEnabled ImmutableId IssueWarningQuota Languages LitigationHoldEnabled MailTipTranslations MaxReceiveSize',
  'MaxSendSize MessageCopyForSendOnBehalfEnabled MessageCopyForSentAsEnabled MessageTrackingReadStatusEnabled ModeratedBy ProhibitSendQuota RecipientLimits',
  'RecoverableItemsQuota RecoverableItemsWarningQuota RejectMessagesFrom RejectMessagesFromSendersOrMembers RemoteRecipientType',
  'RequireSenderAuthenticationEnabled RetainDeletedItemsFor RetentionPolicy RoleAssignmentPolicy RulesQuota SCLDeleteEnabled',
  'SendModerationNotifications SharingPolicy SimpleDisplayName SingleItemRecoveryEnabled UserCertificate',
  'RoomMailboxPassword EnableRoomMailboxAccount',
].flatMap((line) => line.split(' '))

type SetMailbox = Given<typeof PARAMETERS>

/** Set-Mailbox. @source Exchange documentation of this cmdlet */
export const SET_MAILBOX: Cmdlet = cmdlet({
  name: 'Set-Mailbox',
  tasks: 'RecipientTasks',
  parameters: PARAMETERS,
  without: WITHOUT,
  run(given, running) {
    const found = mailboxNamed(running, given.Identity)
    const { key } = found.entry
    const values = {
      ...textValues(running, found, given),
      ...addressValues(running, found, given),
      ...kindValues(running, given.Type),
      ...linkValues(running, found, given),
      ...otherValues(given),
    }
    running.provisioning.set(key, values)
    if (given.Name !== undefined) running.provisioning.rename(key, given.Name)
    setAccount(running, key, given)
    setDelivery(running, found, given)
    if (given.ThrottlingPolicy !== undefined) bindTo(running, key, given.ThrottlingPolicy)
    return undefined
  },
})

function textValues({ directory }: Running, { entry }: FoundMailbox, given: SetMailbox): Values {
  const values: Record<string, readonly string[]> = {}
  for (const [property, attribute] of Object.entries(DIRECTORY_PROPERTIES)) {
    const value = given[property as keyof typeof DIRECTORY_PROPERTIES]
    if (value === undefined) continue
    const owner =
      UNIQUE.includes(attribute) && value !== null ? directory.tree.unique(attribute, value) : undefined
    if (owner !== undefined && owner.key !== entry.key) throw valueTaken(property, value ?? '')
    values[attribute] = listOfOne(value)
  }
  return values
}

const UNIQUE: readonly string[] = ['userPrincipalName', 'sAMAccountName', 'mailNickname']

/** Of a new primary address, the one before stays as another; `mail` follows it. */
function addressValues(running: Running, { entry, recipient }: FoundMailbox, given: SetMailbox): Values {
  const primary = given.PrimarySmtpAddress ?? given.WindowsEmailAddress
  if (given.EmailAddresses === undefined && primary === undefined) return {}
  const changed =
    given.EmailAddresses === undefined
      ? recipient.proxyAddresses
      : changedAddresses(recipient.proxyAddresses, given.EmailAddresses)
  const proxyAddresses = primary === undefined ? changed : withPrimaryAddress(changed, primary)
  const mail = primaryOf(proxyAddresses)
  if (mail === undefined) throw refused('The recipient must have a primary SMTP address.')
  mustBeFree(running, proxyAddresses, entry.key)
  return { proxyAddresses, mail: [mail] }
}

function kindValues({ mailEnabling }: Running, kind: MailboxKind | undefined): Values {
  return kind === undefined ? {} : mailEnabling.kindOf(kind)
}

function linkValues(running: Running, { entry }: FoundMailbox, given: SetMailbox): Values {
  if (given.GrantSendOnBehalfTo === undefined) return {}
  const before = [...running.directory.tree.linked('publicDelegates', entry.key)]
  return { publicDelegates: changedIds(running, before, given.GrantSendOnBehalfTo) }
}

function otherValues(given: SetMailbox): Values {
  const { HiddenFromAddressListsEnabled: isHidden, ResourceCapacity, UseDatabaseQuotaDefaults } = given
  return {
    ...(isHidden === undefined ? {} : { msExchHideFromAddressLists: isHidden ? ['TRUE'] : [] }),
    ...(ResourceCapacity === undefined ? {} : { msExchResourceCapacity: [String(ResourceCapacity)] }),
    ...(UseDatabaseQuotaDefaults === undefined
      ? {}
      : { mDBUseDefaults: [UseDatabaseQuotaDefaults ? 'TRUE' : 'FALSE'] }),
  }
}

function setAccount(running: Running, objectGuid: string, given: SetMailbox): void {
  if (given.Password !== undefined) running.directory.accounts.setPassword(objectGuid, given.Password)
  if (given.AccountDisabled !== undefined) running.provisioning.enable(objectGuid, !given.AccountDisabled)
}

/** How mail is taken; a mailbox is full when its quota leaves no room, other quotas are not counted here. */
function setDelivery(running: Running, { entry }: FoundMailbox, given: SetMailbox): void {
  const { MailTip, ModerationEnabled, ProhibitSendReceiveQuota: most } = given
  const { acceptsOnlyFrom: before = [], ...settings } = settingsOf(running, entry.key)
  const accepts = given.AcceptMessagesOnlyFromSendersOrMembers ?? given.AcceptMessagesOnlyFrom
  const only = accepts === undefined ? before : changedIds(running, before, accepts)
  const { mailTip, ...others } = settings
  const tip = MailTip === undefined ? mailTip : (MailTip ?? undefined)
  const changed: DeliverySettings = {
    ...others,
    ...(tip === undefined ? {} : { mailTip: tip }),
    ...(only.length === 0 ? {} : { acceptsOnlyFrom: only }),
    ...(ModerationEnabled === undefined ? {} : { isModerated: ModerationEnabled }),
    ...(most === undefined ? {} : { isFull: most === 0 }),
  }
  if (isSetting(given, accepts))
    running.core.world.commit({
      cause: 'management',
      reason: 'DeliverySettingsSet',
      writes: deliverySettingsWrites(changed),
    })
}

function isSetting(given: SetMailbox, accepts: ListChange | undefined): boolean {
  const { MailTip, ModerationEnabled, ProhibitSendReceiveQuota } = given
  return [MailTip, ModerationEnabled, ProhibitSendReceiveQuota, accepts].some((each) => each !== undefined)
}
