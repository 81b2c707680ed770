import {
  readAccessRights,
  renderAccessRights,
  type FolderAddress,
  type FolderRights,
  type Grantee,
  type PermissionEntry,
} from '../../access/permissions/index.js'
import { identity, names } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { mailboxNamed, principalNamed } from '../objects/find.js'
import { objectNotFound } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import { ShellError } from '../shell-error.js'
import type { ShellObject } from '../values.js'

const tasks = 'StoreTasks'
const FOLDER = mandatory(identity('MailboxFolderIdParameter'), { position: 0 })
const USER = identity('MailboxFolderUserIdParameter')
const COLUMNS = ['FolderName', 'User', 'AccessRights']
const WITHOUT = ['SendNotificationToUser', 'SharingPermissionFlags']

/** Add-, Get-, Set- and Remove-MailboxFolderPermission. @source Exchange documentation of these cmdlets */
export const FOLDER_PERMISSION_CMDLETS: readonly Cmdlet[] = [
  ...(['Add', 'Set'] as const).map((verb) =>
    cmdlet({
      name: `${verb}-MailboxFolderPermission`,
      tasks,
      columns: COLUMNS,
      parameters: { Identity: FOLDER, User: mandatory(USER), AccessRights: mandatory(names) },
      without: WITHOUT,
      run({ Identity, User, AccessRights }, running) {
        const folder = folderNamed(running, Identity)
        const entry: PermissionEntry = { grantee: granteeOf(running, User), rights: rightsOf(AccessRights) }
        change(User, () =>
          verb === 'Add'
            ? running.folderPermissions.add(folder, entry)
            : running.folderPermissions.set(folder, entry),
        )
        return verb === 'Add' ? [shown(running, folder, entry)] : undefined
      },
    }),
  ),
  cmdlet({
    name: 'Get-MailboxFolderPermission',
    tasks,
    columns: COLUMNS,
    parameters: { Identity: FOLDER, User: optional(USER) },
    without: ['ResultSize', 'GroupMailbox'],
    run({ Identity, User }, running) {
      const folder = folderNamed(running, Identity)
      const entries = running.folderPermissions.of(folder)
      if (User === undefined) return entries.map((entry) => shown(running, folder, entry))
      const grantee = granteeOf(running, User)
      const found = entries.filter((entry) => isSame(entry.grantee, grantee))
      if (found.length === 0) throw notFound(User)
      return found.map((entry) => shown(running, folder, entry))
    },
  }),
  cmdlet({
    name: 'Remove-MailboxFolderPermission',
    tasks,
    parameters: { Identity: FOLDER, User: mandatory(USER) },
    without: ['SendNotificationToUser', 'ResetDelegateUserCollection'],
    run({ Identity, User }, running) {
      const folder = folderNamed(running, Identity)
      change(User, () => running.folderPermissions.remove(folder, granteeOf(running, User)))
      return undefined
    },
  }),
]

interface NamedFolder extends FolderAddress {
  readonly owner: string
  readonly name: string
}

/** `alice:\Calendar`, `alice@ent-pa.example:\Inbox\Projects`; the mailbox alone is its top folder. */
function folderNamed(running: Running, wanted: string): NamedFolder {
  const [owner = '', path = ''] = wanted.split(/:(?=[\\/]|$)/)
  const mailbox = mailboxNamed(running, owner).recipient.mailboxGuid
  const top = running.store.folderByDistinguishedId(mailbox, 'msgfolderroot')
  const found = path
    .split(/[\\/]/)
    .filter(Boolean)
    .reduce(
      (above, name) =>
        above === undefined
          ? undefined
          : running.store
              .childFolders(mailbox, above.number)
              .find(({ displayName }) => displayName.toLowerCase() === name.toLowerCase()),
      top,
    )
  if (found === undefined) throw objectNotFound(running, wanted)
  return { mailbox, folder: found.number, owner, name: found.displayName }
}

function granteeOf(running: Running, wanted: string): Grantee {
  if (/^default$/i.test(wanted)) return { kind: 'Default' }
  if (/^anonymous$/i.test(wanted)) return { kind: 'Anonymous' }
  return { kind: 'recipient', objectGuid: principalNamed(running, wanted).entry.key }
}

function isSame(one: Grantee, other: Grantee): boolean {
  return one.kind === 'recipient' && other.kind === 'recipient'
    ? one.objectGuid === other.objectGuid
    : one.kind === other.kind
}

function rightsOf(names: readonly string[]): FolderRights {
  const rights = readAccessRights(names)
  if (rights !== undefined) return rights
  throw new ShellError(
    `Cannot process argument transformation on parameter 'AccessRights'. Cannot convert value "${names.join(', ')}" to type ` +
      '"Microsoft.Exchange.Management.StoreTasks.MailboxFolderAccessRight[]". ' +
      'Error: "The access rights aren\'t valid. Use a role, such as Editor, or single rights, such as ReadItems."',
    {
      category: 'InvalidData',
      reason: 'ParameterBindingArgumentTransformationException',
      errorId: 'ParameterArgumentTransformationError,MailboxFolderPermission',
    },
  )
}

/** @observed errors of these cmdlets in support threads */
function change(user: string, act: () => void): void {
  translated(
    {
      FOLDER_PERMISSION_EXISTS: () =>
        new ShellError(`An existing permission entry was found for user: ${user}.`, {
          category: 'NotSpecified',
          reason: 'UserAlreadyExistsInPermissionEntryException',
        }),
      FOLDER_PERMISSION_NOT_FOUND: () => notFound(user),
      FOLDER_PERMISSION_FIXED: () => notFound(user),
    },
    act,
  )
}

function notFound(user: string): ShellError {
  return new ShellError(`There is no existing permission entry found for user: ${user}.`, {
    category: 'NotSpecified',
    reason: 'UserNotFoundInPermissionEntryException',
  })
}

function shown(
  running: Running,
  { owner, name }: NamedFolder,
  { grantee, rights }: PermissionEntry,
): ShellObject {
  const person = grantee.kind === 'recipient' ? running.directory.tree.get(grantee.objectGuid) : undefined
  const user =
    grantee.kind === 'recipient'
      ? (person?.record.values['displayName']?.[0] ?? person?.record.name)
      : grantee.kind
  return shellObject('MailboxFolderPermission', `${owner}:\\${name}`, {
    Identity: `${owner}:\\${name}`,
    FolderName: name,
    User: user ?? 'NT User:S-1-0-0',
    AccessRights: renderAccessRights(rights),
    IsValid: true,
  })
}
