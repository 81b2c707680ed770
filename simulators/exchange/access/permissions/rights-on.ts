import type { Calendar } from '../../calendar/calendar.js'
import { delegatesOf } from '../../calendar/delegates.js'
import { entriesOf, isFor, type FolderAddress, type PermissionEntry } from './folder-permissions.js'
import { NO_RIGHTS, unionOf, type FolderRights, type ItemScope } from './folder-rights.js'
import { hasFullAccess } from './full-access.js'
import { LEVELS } from './permission-level.js'

type Directory = Pick<Calendar, 'world' | 'recipients'>

/**
 * What a mailbox's owner, the one who acts, may do with a folder: everything in the own mailbox and with full access
 * to another; else what the own entry says, else what those of the own groups say together, else `Default`.
 * @inferred the order of the last three, from MAPI
 */
export function rightsOn(
  directory: Directory,
  acting: string | undefined,
  folder: FolderAddress,
): FolderRights {
  if (acting !== undefined && ownsAll(directory, acting, folder.mailbox)) return LEVELS.Owner
  const entries = entriesOf(directory, folder)
  const person = acting === undefined ? undefined : directory.recipients.byMailboxGuid(acting)?.objectGuid
  if (person === undefined) return defaultOf(entries)
  const own = entries.find(({ grantee }) => isFor(grantee, person))
  return own?.rights ?? groupRights(directory, entries, person) ?? defaultOf(entries)
}

/** Whether somebody may do everything in a mailbox: its owner, or who was given full access. */
export function ownsAll(directory: Directory, acting: string, mailbox: string): boolean {
  if (acting === mailbox) return true
  const person = directory.recipients.byMailboxGuid(acting)?.objectGuid
  return person !== undefined && hasFullAccess(directory, person, mailbox)
}

/** Whether private items of a mailbox are shown to somebody. */
export function seesPrivateItems(directory: Directory, acting: string | undefined, mailbox: string): boolean {
  if (acting === undefined) return false
  if (ownsAll(directory, acting, mailbox)) return true
  const { delegates } = delegatesOf(directory.world, mailbox)
  return delegates.some(({ mailboxGuid, viewsPrivateItems }) => mailboxGuid === acting && viewsPrivateItems)
}

/** Whether a right of a scope reaches an item that `creator` made; items of the owner's name no creator. */
export function reaches(scope: ItemScope, acting: string, creator: string | undefined): boolean {
  return scope === 'All' || (scope === 'Owned' && creator === acting)
}

function groupRights(
  { recipients }: Directory,
  entries: readonly PermissionEntry[],
  person: string,
): FolderRights | undefined {
  const groups = recipients.groupsOf(person)
  const found = entries.filter(
    ({ grantee }) => grantee.kind === 'recipient' && groups.has(grantee.objectGuid),
  )
  return found.length === 0 ? undefined : found.map(({ rights }) => rights).reduce(unionOf, NO_RIGHTS)
}

function defaultOf(entries: readonly PermissionEntry[]): FolderRights {
  return entries.find(({ grantee }) => grantee.kind === 'Default')?.rights ?? NO_RIGHTS
}
