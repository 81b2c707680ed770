import { LabError } from '../../../core/index.js'
import { downLevelName } from '../../../directory/index.js'
import {
  EXTENDED_RIGHTS,
  INHERITANCE_TYPES,
  MAILBOX_RIGHTS,
  type ExtendedRight,
  type MailboxPermission,
} from '../../access/permissions/index.js'
import { boolean, flag, identity, oneOf, someOf } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { canonicalName, mailboxNamed, principalNamed, recipientNamed } from '../objects/find.js'
import { onPremises, online } from '../releases.js'
import type { ShellObject } from '../values.js'

const tasks = 'RecipientTasks'
const RIGHTS = someOf('Microsoft.Exchange.Management.RecipientTasks.MailboxRights', MAILBOX_RIGHTS)
const EXTENDED = someOf('Microsoft.Exchange.Configuration.Tasks.ExtendedRightIdParameter', EXTENDED_RIGHTS)
const USER = identity('SecurityPrincipalIdParameter')
const MAILBOX = mandatory(identity('MailboxIdParameter'), { position: 0 })
const COLUMNS = ['Identity', 'User', 'AccessRights', 'IsInherited', 'Deny']
const OBJECT = mandatory(identity('ADRawEntryIdParameter'), { position: 0 })
const AD_PERMISSION = {
  Identity: OBJECT,
  User: mandatory(USER),
  ExtendedRights: mandatory(EXTENDED),
  Deny: optional(flag),
}

/** Add-, Get- and Remove-MailboxPermission, and the rights over objects of the directory. @source Exchange documentation of these cmdlets */
export const PERMISSION_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Add-MailboxPermission',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: MAILBOX,
      User: mandatory(USER, { position: 1 }),
      AccessRights: mandatory(RIGHTS, { position: 2 }),
      InheritanceType: optional(
        oneOf('System.DirectoryServices.ActiveDirectorySecurityInheritance', INHERITANCE_TYPES),
      ),
      Deny: optional(flag),
    },
    without: ['AutoMapping', 'IgnoreDefaultScope', 'GroupMailbox'],
    run({ Identity, User, AccessRights, InheritanceType, Deny }, running) {
      const { entry, recipient } = mailboxNamed(running, Identity)
      const permission = running.mailboxPermissions.add({
        mailbox: recipient.mailboxGuid,
        trustee: principalNamed(running, User).entry.key,
        rights: AccessRights,
        inheritance: InheritanceType ?? 'All',
        isDeny: Deny === true,
      })
      return [shown(running, entry.key, permission)]
    },
  }),
  cmdlet({
    name: 'Get-MailboxPermission',
    tasks,
    columns: COLUMNS,
    parameters: { Identity: MAILBOX, User: optional(USER), Owner: optional(flag) },
    without: ['ResultSize', 'ReadFromDomainController', 'IncludeSoftDeletedUserPermissions'],
    run({ Identity, User }, running) {
      const { entry, recipient } = mailboxNamed(running, Identity)
      const trustee = User === undefined ? undefined : principalNamed(running, User).entry.key
      const permissions = running.mailboxPermissions
        .of(recipient.mailboxGuid)
        .filter((permission) => trustee === undefined || permission.trustee === trustee)
        .map((permission) => shown(running, entry.key, permission))
      return trustee === undefined ? [ownersPermission(running, entry.key), ...permissions] : permissions
    },
  }),
  cmdlet({
    name: 'Remove-MailboxPermission',
    tasks,
    parameters: {
      Identity: MAILBOX,
      User: mandatory(USER, { position: 1 }),
      AccessRights: mandatory(RIGHTS, { position: 2 }),
      Deny: optional(flag),
    },
    without: ['InheritanceType', 'IgnoreDefaultScope', 'ClearAutoMapping'],
    run({ Identity, User, AccessRights, Deny }, running) {
      const { entry, recipient } = mailboxNamed(running, Identity)
      const trustee = principalNamed(running, User).entry.key
      const permission = {
        mailbox: recipient.mailboxGuid,
        trustee,
        rights: AccessRights,
        isDeny: Deny === true,
      }
      takeAway(running, { object: entry.key, trustee }, () => running.mailboxPermissions.remove(permission))
      return undefined
    },
  }),
  cmdlet({
    name: 'Add-ADPermission',
    tasks,
    knownTo: onPremises,
    parameters: AD_PERMISSION,
    without: ['InheritanceType', 'AccessRights', 'ChildObjectTypes', 'Properties', 'InheritedObjectType'],
    run(asked, running) {
      const permission = adPermission(running, asked)
      return [shownRight(running, running.adPermissions.add(permission))]
    },
  }),
  cmdlet({
    name: 'Get-ADPermission',
    tasks,
    knownTo: onPremises,
    parameters: {
      Identity: OBJECT,
      User: optional(USER),
      Owner: optional(flag),
    },
    columns: ['Identity', 'User', 'Deny', 'IsInherited', 'ExtendedRights'],
    run({ Identity, User }, running) {
      const object = objectNamed(running, Identity)
      const trustee = User === undefined ? undefined : principalNamed(running, User).entry.key
      return running.adPermissions
        .of(object)
        .filter((permission) => trustee === undefined || permission.trustee === trustee)
        .map((permission) => shownRight(running, permission))
    },
  }),
  cmdlet({
    name: 'Remove-ADPermission',
    tasks,
    knownTo: onPremises,
    parameters: AD_PERMISSION,
    without: ['InheritanceType', 'AccessRights'],
    run(asked, running) {
      const permission = adPermission(running, asked)
      takeAway(running, permission, () => running.adPermissions.remove(permission))
      return undefined
    },
  }),
  ...(['Add', 'Remove'] as const).map((verb) =>
    cmdlet({
      name: `${verb}-RecipientPermission`,
      tasks,
      knownTo: online,
      parameters: {
        Identity: mandatory(identity('RecipientIdParameter'), { position: 0 }),
        Trustee: mandatory(USER),
        AccessRights: mandatory(
          oneOf('Microsoft.Exchange.Management.RecipientTasks.RecipientAccessRight', ['SendAs']),
        ),
        SkipDomainValidationForMailUser: optional(boolean),
      },
      run({ Identity, Trustee }, running) {
        const permission = adPermission(running, {
          Identity,
          User: Trustee,
          ExtendedRights: ['Send-As'],
        })
        if (verb === 'Add') running.adPermissions.add(permission)
        else takeAway(running, permission, () => running.adPermissions.remove(permission))
        return undefined
      },
    }),
  ),
]

interface AskedRight {
  readonly Identity: string
  readonly User: string
  readonly ExtendedRights: readonly ExtendedRight[]
  readonly Deny?: boolean | undefined
}

function adPermission(running: Running, { Identity, User, ExtendedRights, Deny }: AskedRight) {
  return {
    object: objectNamed(running, Identity),
    trustee: principalNamed(running, User).entry.key,
    extendedRights: ExtendedRights,
    isDeny: Deny === true,
  }
}

/** A database, or a recipient. */
function objectNamed(running: Running, wanted: string): string {
  const database = running.servers
    .databases()
    .find(({ name: called }) => called.toLowerCase() === wanted.toLowerCase())
  return database?.objectGuid ?? recipientNamed(running, wanted).entry.key
}

/** What was not there cannot be taken away, and that is no more than a warning. @observed Remove-MailboxPermission */
function takeAway(
  running: Running,
  { object, trustee }: { readonly object: string; readonly trustee: string },
  act: () => void,
): void {
  const { tree } = running.directory
  const entry = tree.get(object)
  const name = entry === undefined ? '' : tree.nameOf(entry)
  try {
    act()
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'PERMISSION_NOT_FOUND') throw error
    running.warn(
      `Can't remove the access control entry on the object "${name}" ` +
        `for account "${accountName(running, trustee)}" because the ACE isn't present.`,
    )
  }
}

export function accountName({ directory }: Running, objectGuid: string): string {
  const account = directory.accounts.byGuid(objectGuid)
  return account === undefined ? objectGuid : downLevelName(account)
}

function shown(running: Running, mailbox: string, permission: MailboxPermission): ShellObject {
  const { trustee, rights, isDeny, inheritance } = permission
  return shellObject('MailboxAcePresentationObject', mailbox, {
    Identity: canonicalName(running, mailbox),
    User: accountName(running, trustee),
    AccessRights: rights,
    IsInherited: false,
    Deny: isDeny,
    InheritanceType: inheritance,
    IsValid: true,
  })
}

/** Everybody may do everything in his own mailbox. */
function ownersPermission(running: Running, mailbox: string): ShellObject {
  return shellObject('MailboxAcePresentationObject', mailbox, {
    Identity: canonicalName(running, mailbox),
    User: 'NT AUTHORITY\\SELF',
    AccessRights: ['FullAccess', 'ReadPermission'],
    IsInherited: false,
    Deny: false,
    InheritanceType: 'All',
    IsValid: true,
  })
}

function shownRight(
  running: Running,
  { object, trustee, isDeny, extendedRights }: ReturnType<typeof adPermission>,
): ShellObject {
  return shellObject('ADAcePresentationObject', object, {
    Identity: canonicalName(running, object),
    User: accountName(running, trustee),
    Deny: isDeny,
    IsInherited: false,
    ExtendedRights: extendedRights,
    IsValid: true,
  })
}
