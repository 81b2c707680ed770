import { filter, identity, limit, listOf, names, text } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import {
  allRecipients,
  recipientNamed,
  typeOf,
  userNamed,
  wantedOf,
  canonicalName,
  type FoundRecipient,
} from '../objects/find.js'
import { recipientObject } from '../objects/mailbox-properties.js'
import { ShellError } from '../shell-error.js'
import { upTo } from './mailboxes.js'
import { changedIds } from '../objects/changed-ids.js'
import { wrongRecipientType } from '../objects/refusals.js'

const tasks = 'RecipientTasks'
const GROUP = identity('DistributionGroupIdParameter')
const MEMBER = identity('RecipientWithAdUserGroupIdParameter')

/** Recipients of all kinds, accounts, and the members of groups. @source Exchange documentation of these cmdlets */
export const RECIPIENT_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Get-Recipient',
    tasks,
    columns: ['Name', 'RecipientType'],
    parameters: {
      Identity: optional(identity('RecipientIdParameter'), { position: 0, sets: ['Identity'] }),
      Anr: optional(text, { sets: ['AnrSet'] }),
      Filter: optional(filter),
      RecipientPreviewFilter: optional(filter),
      RecipientTypeDetails: optional(names),
      RecipientType: optional(names),
      ResultSize: optional(limit()),
    },
    without: [
      'OrganizationalUnit',
      'SortBy',
      'IgnoreDefaultScope',
      'ReadFromDomainController',
      'PropertySet',
      'Properties',
    ],
    run(
      { Identity, Anr, Filter, RecipientPreviewFilter, RecipientTypeDetails, RecipientType, ResultSize },
      running,
    ) {
      if (Identity !== undefined && !Identity.includes('*'))
        return [recipientObject(running, recipientNamed(running, Identity))]
      const wanted = { identity: Identity, anr: Anr, filter: Filter ?? RecipientPreviewFilter }
      const found = wantedOf(running, wanted, allRecipients(running)).filter(
        (each): each is FoundRecipient =>
          each.recipient !== undefined &&
          isOne(RecipientTypeDetails, typeOf(each.entry).details) &&
          isOne(RecipientType, typeOf(each.entry).type),
      )
      return upTo(running, ResultSize, found).map((each) => recipientObject(running, each))
    },
  }),
  cmdlet({
    name: 'Get-User',
    tasks,
    columns: ['Name', 'RecipientType'],
    parameters: { Identity: mandatory(identity('UserIdParameter'), { position: 0 }) },
    without: ['ResultSize', 'ReadFromDomainController', 'IgnoreDefaultScope'],
    run({ Identity }, running) {
      const { entry } = userNamed(running, Identity)
      const { type, details } = typeOf(entry)
      const value = (attribute: string) => entry.record.values[attribute]?.[0] ?? ''
      return [
        shellObject('User', entry.key, {
          Name: entry.record.name,
          RecipientType: type,
          RecipientTypeDetails: details,
          DisplayName: value('displayName'),
          FirstName: value('givenName'),
          LastName: value('sn'),
          SamAccountName: value('sAMAccountName'),
          UserPrincipalName: value('userPrincipalName'),
          Sid: value('objectSid'),
          Department: value('department'),
          Title: value('title'),
          Office: value('physicalDeliveryOfficeName'),
          DistinguishedName: running.directory.tree.nameOf(entry),
          Identity: canonicalName(running, entry.key),
          Guid: entry.key,
        }),
      ]
    },
  }),
  cmdlet({
    name: 'Get-DistributionGroup',
    tasks,
    columns: ['Name', 'DisplayName', 'PrimarySmtpAddress'],
    parameters: {
      Identity: optional(GROUP, { position: 0 }),
      Filter: optional(filter),
      ResultSize: optional(limit()),
    },
    without: ['SortBy', 'OrganizationalUnit', 'RecipientTypeDetails', 'IgnoreDefaultScope'],
    run({ Identity, Filter, ResultSize }, running) {
      if (Identity !== undefined && !Identity.includes('*'))
        return [recipientObject(running, groupNamed(running, Identity))]
      const wanted = { identity: Identity, filter: Filter }
      const found = wantedOf(running, wanted, allRecipients(running)).filter(
        (each): each is FoundRecipient => each.recipient?.kind === 'group',
      )
      return upTo(running, ResultSize, found).map((each) => recipientObject(running, each))
    },
  }),
  cmdlet({
    name: 'Get-DistributionGroupMember',
    tasks,
    columns: ['Name', 'RecipientType'],
    parameters: { Identity: mandatory(GROUP, { position: 0 }), ResultSize: optional(limit()) },
    without: ['IgnoreDefaultScope', 'ReadFromDomainController'],
    run({ Identity, ResultSize }, running) {
      const members = running.directory.recipients.members(groupNamed(running, Identity).entry.key)
      return upTo(running, ResultSize, members).map((member) =>
        recipientObject(running, recipientNamed(running, member.objectGuid)),
      )
    },
  }),
  ...(['Add', 'Remove'] as const).map((verb) =>
    cmdlet({
      name: `${verb}-DistributionGroupMember`,
      tasks,
      parameters: { Identity: mandatory(GROUP, { position: 0 }), Member: mandatory(MEMBER) },
      without: ['BypassSecurityGroupManagerCheck'],
      run({ Identity, Member }, running) {
        const group = groupNamed(running, Identity).entry.key
        const before = [...running.directory.tree.linked('member', group)]
        const { entry } = recipientNamed(running, Member)
        const isMember = before.includes(entry.key)
        if (isMember === (verb === 'Add')) throw membershipError(verb, { member: Member, group: Identity })
        const member = verb === 'Add' ? [...before, entry.key] : before.filter((id) => id !== entry.key)
        running.provisioning.set(group, { member })
        return undefined
      },
    }),
  ),
  cmdlet({
    name: 'Update-DistributionGroupMember',
    tasks,
    parameters: {
      Identity: mandatory(GROUP, { position: 0 }),
      Members: mandatory(
        listOf('Microsoft.Exchange.Configuration.Tasks.RecipientWithAdUserGroupIdParameter[]'),
      ),
    },
    without: ['BypassSecurityGroupManagerCheck'],
    run({ Identity, Members }, running) {
      const group = groupNamed(running, Identity).entry.key
      const before = [...running.directory.tree.linked('member', group)]
      running.provisioning.set(group, { member: changedIds(running, before, Members) })
      return undefined
    },
  }),
]

function isOne(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.some((each) => each.toLowerCase() === value.toLowerCase())
}

function groupNamed(running: Running, wanted: string): FoundRecipient {
  const found = recipientNamed(running, wanted)
  if (found.recipient.kind === 'group') return found
  throw wrongRecipientType(wanted, typeOf(found.entry).details)
}

/** @observed errors of these cmdlets in support threads */
function membershipError(
  verb: 'Add' | 'Remove',
  { member, group }: { readonly member: string; readonly group: string },
): ShellError {
  return verb === 'Add'
    ? new ShellError(`The recipient "${member}" is already a member of the group "${group}".`, {
        category: 'NotSpecified',
        reason: 'MemberAlreadyExistsException',
      })
    : new ShellError(`The recipient "${member}" isn't a member of the group "${group}".`, {
        category: 'NotSpecified',
        reason: 'MemberNotFoundException',
      })
}
