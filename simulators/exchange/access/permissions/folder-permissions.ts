import { collectionOf, put, type Write } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import { folderKey } from '../../calendar/collections.js'
import type { FolderRights } from './folder-rights.js'
import { LEVELS } from './permission-level.js'

/** A folder by its number in a mailbox. */
export interface FolderAddress {
  readonly mailbox: string
  readonly folder: number
}

/** To whom an entry gives rights: everybody without one of their own, nobody known, or a recipient's objectGuid. */
export type Grantee =
  { readonly kind: 'Default' | 'Anonymous' } | { readonly kind: 'recipient'; readonly objectGuid: string }

export interface PermissionEntry {
  readonly grantee: Grantee
  readonly rights: FolderRights
}

/** Who may do what with a folder, where somebody has set it. */
export interface FolderPermissions extends FolderAddress {
  readonly entries: readonly PermissionEntry[]
}

export const folderPermissions = collectionOf<FolderPermissions>()('exchange', 'folder-permissions', {
  key: ({ mailbox, folder }) => folderKey(mailbox, folder),
  indexes: { mailbox: ({ mailbox }) => mailbox },
})

/** The entries of a folder, `Default` and `Anonymous` first. @source ews.md 4.14 for the default of calendars */
export function entriesOf({ world }: Pick<Calendar, 'world'>, at: FolderAddress): readonly PermissionEntry[] {
  return world.get(folderPermissions, folderKey(at.mailbox, at.folder))?.entries ?? newEntries(at)
}

function newEntries({ folder }: FolderAddress): readonly PermissionEntry[] {
  const everybody = folder === FOLDER_NUMBERS.calendar ? LEVELS.FreeBusyTimeOnly : LEVELS.None
  return [
    { grantee: { kind: 'Default' }, rights: everybody },
    { grantee: { kind: 'Anonymous' }, rights: LEVELS.None },
  ]
}

/** The writes that give a folder these entries in place of those it has. */
export function permissionWrites(
  { mailbox, folder }: FolderAddress,
  entries: readonly PermissionEntry[],
): readonly Write[] {
  return [put(folderPermissions, { mailbox, folder, entries }, 'FolderPermissionsSet')]
}

/** The entries with one recipient's rights set; `undefined` takes them away. */
export function withGrant(
  entries: readonly PermissionEntry[],
  objectGuid: string,
  rights: FolderRights | undefined,
): readonly PermissionEntry[] {
  const others = entries.filter(({ grantee }) => !isFor(grantee, objectGuid))
  return rights === undefined ? others : [...others, { grantee: { kind: 'recipient', objectGuid }, rights }]
}

export function isFor(grantee: Grantee, objectGuid: string): boolean {
  return grantee.kind === 'recipient' && grantee.objectGuid === objectGuid
}
