import type { MailboxKind } from '../../../directory/index.js'
import { routingDomain } from '../../servers/index.js'
import { boolean, filter, flag, identity, limit, name, secret, text } from '../binding/kind.js'
import { mandatory, mandatoryIn, optional } from '../binding/parameter.js'
import { cmdlet, type Cmdlet, type Running } from '../cmdlet.js'
import { mustBeFree } from '../objects/addresses.js'
import { mustBePrepared } from '../objects/configuration.js'
import {
  allRecipients,
  recipientNamed,
  typeOf,
  userNamed,
  wantedOf,
  type FoundRecipient,
} from '../objects/find.js'
import { remoteMailboxObject } from '../objects/mailbox-properties.js'
import { aliasOf, planAccount } from '../objects/new-account.js'
import { refused, wrongRecipientType } from '../objects/refusals.js'
import { onPremises } from '../releases.js'
import type { ShellObject } from '../values.js'
import { upTo } from './mailboxes.js'

const tasks = 'RecipientTasks'
const knownTo = onPremises
const COLUMNS = ['Name', 'RecipientTypeDetails', 'RemoteRecipientType']
const KINDS = {
  Room: mandatoryIn(['Room'], flag),
  Equipment: mandatoryIn(['Equipment'], flag),
  Shared: mandatoryIn(['Shared'], flag),
}
const WITHOUT = [
  'Archive',
  'ACLableSyncedObjectEnabled',
  'ForestWideDomainController',
  'ImmutableId',
  'ModeratedBy',
  'ModerationEnabled',
  'RemotePowerShellEnabled',
  'SendModerationNotifications',
]

/** Mailboxes in Exchange Online of accounts on premises. @source Exchange documentation of these cmdlets */
export const REMOTE_MAILBOX_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-RemoteMailbox',
    tasks,
    knownTo,
    columns: COLUMNS,
    parameters: {
      Name: mandatory(name, { position: 0 }),
      Alias: optional(name),
      DisplayName: optional(text),
      FirstName: optional(text),
      LastName: optional(text),
      SamAccountName: optional(name),
      PrimarySmtpAddress: optional(name),
      OnPremisesOrganizationalUnit: optional(identity('OrganizationalUnitIdParameter')),
      ResetPasswordOnNextLogon: optional(boolean),
      RemoteRoutingAddress: optional(name),
      UserPrincipalName: mandatoryIn(['User'], name),
      Password: mandatoryIn(['User'], secret),
      ...KINDS,
    },
    without: WITHOUT,
    run(given, running) {
      const plan = planAccount(running, given)
      const mail = mailOf(running, { ...plan, kind: kindOf(given), routing: given.RemoteRoutingAddress })
      const values = { ...plan.values, ...mail }
      const objectGuid = running.provisioning.addUser({ ...plan, values })
      return [provisioned(running, objectGuid)]
    },
  }),
  cmdlet({
    name: 'Enable-RemoteMailbox',
    tasks,
    knownTo,
    columns: COLUMNS,
    parameters: {
      Identity: mandatory(identity('UserIdParameter'), { position: 0 }),
      Alias: optional(name),
      DisplayName: optional(text),
      PrimarySmtpAddress: optional(name),
      RemoteRoutingAddress: optional(name),
      Room: optional(flag, { sets: ['Room'] }),
      Equipment: optional(flag, { sets: ['Equipment'] }),
      Shared: optional(flag, { sets: ['Shared'] }),
    },
    without: WITHOUT,
    run(given, running) {
      const { entry, recipient } = userNamed(running, given.Identity)
      if (recipient !== undefined) throw wrongRecipientType(given.Identity, typeOf(entry).details)
      const alias = given.Alias ?? aliasOf(entry.record.values['sAMAccountName']?.[0] ?? entry.record.name)
      const primaryAddress = given.PrimarySmtpAddress ?? `${alias}@${running.directory.forest.dnsDomain}`
      const identified = { kind: kindOf(given), alias, primaryAddress, routing: given.RemoteRoutingAddress }
      running.provisioning.set(entry.key, {
        ...mailOf(running, identified, entry.key),
        ...(typeof given.DisplayName === 'string' ? { displayName: [given.DisplayName] } : {}),
      })
      return [provisioned(running, entry.key)]
    },
  }),
  cmdlet({
    name: 'Get-RemoteMailbox',
    tasks,
    knownTo,
    columns: COLUMNS,
    parameters: {
      Identity: optional(identity('RemoteMailboxIdParameter'), { position: 0, sets: ['Identity'] }),
      Anr: optional(text, { sets: ['AnrSet'] }),
      Filter: optional(filter),
      ResultSize: optional(limit()),
    },
    without: [
      'Archive',
      'OnPremisesOrganizationalUnit',
      'SortBy',
      'IgnoreDefaultScope',
      'ReadFromDomainController',
    ],
    run({ Identity, Anr, Filter, ResultSize }, running) {
      if (Identity !== undefined && !Identity.includes('*'))
        return [remoteMailboxObject(running, remoteNamed(running, Identity))]
      const wanted = wantedOf(
        running,
        { identity: Identity, anr: Anr, filter: Filter },
        allRecipients(running),
      )
      const found = wanted.filter((each): each is FoundRecipient => each.recipient?.kind === 'remote')
      return upTo(running, ResultSize, found).map((each) => remoteMailboxObject(running, each))
    },
  }),
  cmdlet({
    name: 'Remove-RemoteMailbox',
    tasks,
    knownTo,
    parameters: { Identity: mandatory(identity('RemoteMailboxIdParameter'), { position: 0 }) },
    without: ['IgnoreLegalHold'],
    run({ Identity }, running) {
      running.provisioning.remove(remoteNamed(running, Identity).entry.key)
      return undefined
    },
  }),
  cmdlet({
    name: 'Disable-RemoteMailbox',
    tasks,
    knownTo,
    parameters: { Identity: mandatory(identity('RemoteMailboxIdParameter'), { position: 0 }) },
    without: ['Archive', 'IgnoreLegalHold'],
    run({ Identity }, running) {
      running.provisioning.set(remoteNamed(running, Identity).entry.key, running.mailEnabling.none)
      return undefined
    },
  }),
]

function remoteNamed(running: Running, wanted: string): FoundRecipient {
  const found = recipientNamed(running, wanted)
  if (found.recipient.kind === 'remote') return found
  throw wrongRecipientType(wanted, typeOf(found.entry).details)
}

function kindOf(marks: Readonly<Partial<Record<keyof typeof KINDS, boolean>>>): MailboxKind {
  const names = Object.keys(KINDS) as readonly (keyof typeof KINDS)[]
  return names.find((each) => marks[each] === true) ?? 'Regular'
}

interface RemoteIdentity {
  readonly kind: MailboxKind
  readonly alias: string
  readonly primaryAddress: string
  readonly routing: string | undefined
}

/** Without a routing address, it is the tenant's. @source Exchange documentation of -RemoteRoutingAddress */
function mailOf(running: Running, { routing, ...identified }: RemoteIdentity, own?: string) {
  const domain = running.online?.routingDomain ?? routingDomain(running.directory.forest.dnsDomain)
  const remoteAddress = (routing ?? `${identified.alias}@${domain}`).replace(/^smtp:/i, '')
  mustBeFree(running, [`SMTP:${identified.primaryAddress}`, `smtp:${remoteAddress}`], own)
  mustBePrepared(running)
  return running.mailEnabling.remote(identified, remoteAddress)
}

/** A recipient whose mailbox is elsewhere from now on, and is made there if that is part of this lab. */
function provisioned(running: Running, objectGuid: string): ShellObject {
  running.online?.provision(objectGuid)
  return shown(running, objectGuid)
}

function shown(running: Running, objectGuid: string): ShellObject {
  const entry = running.directory.tree.get(objectGuid)
  const recipient = running.directory.recipients.byGuid(objectGuid)
  if (entry === undefined || recipient === undefined) throw refused('The mailbox could not be created.')
  return remoteMailboxObject(running, { entry, recipient })
}
