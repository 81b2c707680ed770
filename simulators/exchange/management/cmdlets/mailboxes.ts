import type { MailboxKind } from '../../../directory/index.js'
import { hasMailbox } from '../../../directory/index.js'
import { remove } from '../../../core/index.js'
import { fold } from '../../../directory/names/fold.js'
import { mailboxes } from '../../calendar/collections.js'
import {
  boolean,
  filter,
  flag,
  identity,
  integer,
  limit,
  name,
  optionalIdentity,
  secret,
  someOf,
  text,
  type Limit,
} from '../binding/kind.js'
import { mandatory, mandatoryIn, optional } from '../binding/parameter.js'
import { cmdlet, type Cmdlet, type Running } from '../cmdlet.js'
import { mustBeFree } from '../objects/addresses.js'
import {
  mailboxNamed,
  userNamed,
  typeOf,
  wantedMailboxes,
  type Found,
  type FoundMailbox,
} from '../objects/find.js'
import { mailboxObject } from '../objects/mailbox-properties.js'
import { mustBePrepared } from '../objects/configuration.js'
import { aliasOf, planAccount } from '../objects/new-account.js'
import { refused, wrongRecipientType } from '../objects/refusals.js'
import { online, onPremises } from '../releases.js'
import { propertyOf, textOf, type ShellObject } from '../values.js'
import { bindTo } from './throttling-policies.js'

const tasks = 'RecipientTasks'
const COLUMNS = ['Name', 'Alias', 'ServerName', 'ProhibitSendQuota']
/** What a Get- cmdlet gives that is not told how much. @source Exchange documentation of -ResultSize */
const DEFAULT_RESULTS = 1000

export const TYPE_DETAILS = [
  'UserMailbox',
  'SharedMailbox',
  'RoomMailbox',
  'EquipmentMailbox',
  'LinkedMailbox',
  'LegacyMailbox',
] as const

const ACCOUNT = {
  Name: mandatory(name, { position: 0 }),
  Alias: optional(name),
  DisplayName: optional(text),
  FirstName: optional(text),
  LastName: optional(text),
  SamAccountName: optional(name, { knownTo: onPremises }),
  PrimarySmtpAddress: optional(name),
  OrganizationalUnit: optional(identity('OrganizationalUnitIdParameter')),
  ResetPasswordOnNextLogon: optional(boolean),
}

const MARKED = { Room: 'Room', Equipment: 'Equipment', Shared: 'Shared' } as const

/** @source Exchange documentation of New-Mailbox; parameters for archives, policies and address books have no effect here */
const WITHOUT_NEW = [
  'AcceptMessagesOnlyFrom ActiveSyncMailboxPolicy AddressBookPolicy Archive ArchiveDatabase Force',
  'ForestWideDomainController ImmutableId Initials ManagedFolderMailboxPolicy ModeratedBy ModerationEnabled',
  'RemotePowerShellEnabled RetentionPolicy RoleAssignmentPolicy SendModerationNotifications SharingPolicy MailboxPlan',
].flatMap((line) => line.split(' '))

/** Get-, New-, Remove-, Enable- and Disable-Mailbox. @source Exchange documentation of these cmdlets */
export const MAILBOX_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Get-Mailbox',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: optional(identity('MailboxIdParameter'), { position: 0, sets: ['Identity'] }),
      Anr: optional(text, { sets: ['AnrSet'] }),
      Filter: optional(filter),
      RecipientTypeDetails: optional(
        someOf('Microsoft.Exchange.Data.Directory.Recipient.RecipientTypeDetails', TYPE_DETAILS),
      ),
      Database: optional(identity('DatabaseIdParameter'), { sets: ['DatabaseSet'], knownTo: onPremises }),
      Server: optional(identity('ServerIdParameter'), { sets: ['ServerSet'], knownTo: onPremises }),
      OrganizationalUnit: optional(identity('OrganizationalUnitIdParameter')),
      ResultSize: optional(limit()),
      SortBy: optional(text),
    },
    without: [
      'Archive',
      'Arbitration',
      'IgnoreDefaultScope',
      'ReadFromDomainController',
      'SoftDeletedMailbox',
      'PublicFolder',
      'Monitoring',
    ],
    run(
      {
        Identity,
        Anr,
        Filter,
        RecipientTypeDetails,
        Database,
        Server,
        OrganizationalUnit,
        ResultSize,
        SortBy,
      },
      running,
    ) {
      const found = wantedMailboxes(running, { identity: Identity, anr: Anr, filter: Filter }).filter(
        (each) =>
          (RecipientTypeDetails?.some((details) => details === typeOf(each.entry).details) ?? true) &&
          isIn(running, each, { database: Database, server: Server, unit: OrganizationalUnit }),
      )
      const objects = found.map((each) => mailboxObject(running, each))
      return upTo(running, ResultSize, typeof SortBy === 'string' ? sorted(objects, SortBy) : objects)
    },
  }),
  cmdlet({
    name: 'New-Mailbox',
    tasks,
    columns: COLUMNS,
    parameters: {
      ...ACCOUNT,
      UserPrincipalName: mandatoryIn(['User'], name),
      Password: mandatoryIn(['User', 'MicrosoftOnlineServicesID'], secret),
      MicrosoftOnlineServicesID: mandatoryIn(['MicrosoftOnlineServicesID'], name, { knownTo: online }),
      Room: mandatoryIn(['Room'], flag),
      Equipment: mandatoryIn(['Equipment'], flag),
      Shared: mandatoryIn(['Shared'], flag),
      Database: optional(identity('DatabaseIdParameter'), { knownTo: onPremises }),
      ResourceCapacity: optional(integer, { sets: ['Room', 'Equipment'] }),
      Office: optional(text, { sets: ['Room', 'Equipment', 'User'] }),
      EnableRoomMailboxAccount: optional(boolean, { sets: ['Room'] }),
      RoomMailboxPassword: optional(secret, { sets: ['Room'] }),
      ThrottlingPolicy: optional(optionalIdentity('ThrottlingPolicyIdParameter'), { knownTo: onPremises }),
    },
    without: WITHOUT_NEW,
    run(given, running) {
      const { ThrottlingPolicy, EnableRoomMailboxAccount, MicrosoftOnlineServicesID, ...account } = given
      const kind = kindOf(given)
      const password = EnableRoomMailboxAccount === true ? given.RoomMailboxPassword : given.Password
      const principalName = given.UserPrincipalName ?? MicrosoftOnlineServicesID
      const plan = planAccount(running, {
        ...account,
        ...(password === undefined ? {} : { Password: password }),
        ...(principalName === undefined ? {} : { UserPrincipalName: principalName }),
      })
      const { alias, primaryAddress } = plan
      mustBeFree(running, [`SMTP:${primaryAddress}`])
      const mail = running.mailEnabling.mailbox(
        { kind, alias, primaryAddress },
        databaseFor(running, given.Database),
      )
      const resource = {
        msExchResourceCapacity: given.ResourceCapacity === undefined ? [] : [String(given.ResourceCapacity)],
        physicalDeliveryOfficeName: typeof given.Office === 'string' ? [given.Office] : [],
      }
      const objectGuid = running.provisioning.addUser({
        ...plan,
        values: { ...plan.values, ...mail, ...resource },
      })
      if (typeof ThrottlingPolicy === 'string') bindTo(running, objectGuid, ThrottlingPolicy)
      return [opened(running, objectGuid)]
    },
  }),
  cmdlet({
    name: 'Remove-Mailbox',
    tasks,
    parameters: {
      Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
      Permanent: optional(boolean),
      Force: optional(flag),
    },
    without: ['KeepWindowsLiveID', 'RemoveLastArbitrationMailboxAllowed', 'PermanentlyDelete'],
    run({ Identity, Permanent }, running) {
      const { entry, recipient } = mailboxNamed(running, Identity)
      running.throttling.associate(entry.key, null)
      running.provisioning.remove(entry.key)
      if (Permanent === true) forget(running, recipient.mailboxGuid)
      return undefined
    },
  }),
  cmdlet({
    name: 'Enable-Mailbox',
    tasks,
    columns: COLUMNS,
    knownTo: onPremises,
    parameters: {
      Identity: mandatory(identity('UserIdParameter'), { position: 0 }),
      Alias: optional(name),
      DisplayName: optional(text),
      PrimarySmtpAddress: optional(name),
      Database: optional(identity('DatabaseIdParameter')),
      Room: optional(flag, { sets: ['Room'] }),
      Equipment: optional(flag, { sets: ['Equipment'] }),
      Shared: optional(flag, { sets: ['Shared'] }),
    },
    without: [
      'Archive',
      'ActiveSyncMailboxPolicy',
      'AddressBookPolicy',
      'RetentionPolicy',
      'RoleAssignmentPolicy',
      'Force',
    ],
    run(given, running) {
      const found = userNamed(running, given.Identity)
      const alias = given.Alias ?? mailAliasOf(found)
      const primaryAddress = given.PrimarySmtpAddress ?? `${alias}@${running.directory.forest.dnsDomain}`
      mustHaveNoMailbox(found, given.Identity)
      mustBeFree(running, [`SMTP:${primaryAddress}`], found.entry.key)
      running.provisioning.set(found.entry.key, {
        ...running.mailEnabling.mailbox(
          { kind: kindOf(given), alias, primaryAddress },
          databaseFor(running, given.Database),
        ),
        ...(typeof given.DisplayName === 'string' ? { displayName: [given.DisplayName] } : {}),
      })
      return [opened(running, found.entry.key)]
    },
  }),
  cmdlet({
    name: 'Disable-Mailbox',
    tasks,
    knownTo: onPremises,
    parameters: { Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }) },
    without: [
      'Archive',
      'Arbitration',
      'DisableLastArbitrationMailboxAllowed',
      'IgnoreLegalHold',
      'PermanentlyDisable',
    ],
    run({ Identity }, running) {
      const { entry } = mailboxNamed(running, Identity)
      running.provisioning.set(entry.key, running.mailEnabling.none)
      return undefined
    },
  }),
]

/** By a property of theirs. */
function sorted(objects: readonly ShellObject[], property: string): readonly ShellObject[] {
  const key = (object: ShellObject) => textOf(propertyOf(object, property))
  return objects.toSorted((a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }))
}

function kindOf(marks: Readonly<Partial<Record<keyof typeof MARKED, boolean>>>): MailboxKind {
  const names = Object.keys(MARKED) as readonly (keyof typeof MARKED)[]
  return names.find((each) => marks[each] === true) ?? 'Regular'
}

interface Place {
  readonly database: string | undefined
  readonly server: string | undefined
  readonly unit: string | undefined
}

function isIn(running: Running, { entry }: FoundMailbox, { database, server, unit }: Place): boolean {
  const home = running.servers.homeOf(entry.key)
  const isThere = (asked: string | undefined, at: string | undefined) =>
    asked === undefined || asked.toLowerCase() === at?.toLowerCase()
  const above = entry.record.parent === null ? undefined : running.directory.tree.get(entry.record.parent)
  return isThere(database, home?.name) && isThere(server, home?.activeOn) && isThere(unit, above?.record.name)
}

/** As many as were asked for; without a word a thousand, with a warning when there are more. */
export function upTo<Each>(
  running: Running,
  size: Limit | undefined,
  found: readonly Each[],
): readonly Each[] {
  const most = size === undefined ? DEFAULT_RESULTS : typeof size === 'number' ? size : found.length
  if (size === undefined && found.length > most) {
    running.warn(
      `By default, only the first ${most} items are returned. Use the ResultSize parameter to specify the number of ` +
        'items returned. To return all items, specify "-ResultSize Unlimited".',
    )
  }
  return found.slice(0, most)
}

/** The database that was asked for, else the first; by the objectGuid of its entry. */
function databaseFor(running: Running, wanted: string | undefined): string {
  const { servers, directory } = running
  mustBePrepared(running)
  const database = wanted === undefined ? servers.databases()[0] : servers.database(wanted)
  if (database === undefined) throw refused('No mailbox database is available.')
  return directory.tree.get(database.objectGuid)?.key ?? entryOf(running, database.name)
}

/** An organization that came to the directory after its servers had started names its databases as they do, or not. */
function entryOf({ directory: { tree } }: Running, name: string): string {
  for (const { key, record } of tree.byValue('name', fold(name)))
    if (record.values['objectClass']?.includes('msExchPrivateMDB') === true) return key
  throw refused(`The directory has no mailbox database "${name}".`)
}

/** The mailbox of somebody whom the directory has just given one, ready for use. */
function opened(running: Running, objectGuid: string): ShellObject {
  const { tree, recipients } = running.directory
  const recipient = recipients.byGuid(objectGuid)
  const entry = tree.get(objectGuid)
  if (recipient === undefined || entry === undefined || !hasMailbox(recipient))
    throw refused('The mailbox could not be created: the directory has no Exchange organization.')
  return mailboxObject(running, { entry, recipient })
}

function mailAliasOf({ entry }: Found): string {
  return aliasOf(entry.record.values['sAMAccountName']?.[0] ?? entry.record.name)
}

function mustHaveNoMailbox({ entry, recipient }: Found, wanted: string): void {
  if (recipient !== undefined) throw wrongRecipientType(wanted, typeOf(entry).details)
}

/** What is left of a mailbox without an owner goes too. */
function forget({ core }: Running, mailboxGuid: string): void {
  core.world.commit({
    cause: 'management',
    reason: 'MailboxPurged',
    writes: [remove(mailboxes, mailboxGuid)],
  })
}
