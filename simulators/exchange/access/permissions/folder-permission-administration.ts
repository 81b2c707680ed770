import { LabError } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'
import {
  entriesOf,
  permissionWrites,
  type FolderAddress,
  type Grantee,
  type PermissionEntry,
} from './folder-permissions.js'
import { NO_RIGHTS, unionOf, type FolderRights } from './folder-rights.js'
import { LEVELS, levelOf } from './permission-level.js'

/**
 * Who may do what with a folder, as Add-, Get-, Set- and Remove-MailboxFolderPermission set it. Refuses by LabError:
 * FOLDER_PERMISSION_EXISTS, FOLDER_PERMISSION_NOT_FOUND, FOLDER_PERMISSION_FIXED.
 */
export interface FolderPermissionAdministration {
  of(at: FolderAddress): readonly PermissionEntry[]
  add(at: FolderAddress, entry: PermissionEntry): void
  set(at: FolderAddress, entry: PermissionEntry): void
  /** `Default` and `Anonymous` are always there and cannot be removed. */
  remove(at: FolderAddress, grantee: Grantee): void
}

export function createFolderPermissionAdministration({
  world,
}: Pick<Calendar, 'world'>): FolderPermissionAdministration {
  return {
    of: (at) => entriesOf({ world }, at),
    add(at, entry) {
      if (indexOf(at, entry.grantee) >= 0) throw refusal('EXISTS', 'There is already an entry for this user.')
      store(at, [...entriesOf({ world }, at), entry])
    },
    set(at, entry) {
      store(at, entriesOf({ world }, at).with(existing(at, entry.grantee), entry))
    },
    remove(at, grantee) {
      if (grantee.kind !== 'recipient') {
        throw refusal('FIXED', `The entry of ${grantee.kind} cannot be removed.`)
      }
      store(at, entriesOf({ world }, at).toSpliced(existing(at, grantee), 1))
    },
  }

  function store(at: FolderAddress, entries: readonly PermissionEntry[]): void {
    const writes = permissionWrites(at, entries)
    world.commit({ cause: 'permission-administration', reason: 'FolderPermissionsSet', writes })
  }

  function indexOf(at: FolderAddress, grantee: Grantee): number {
    return entriesOf({ world }, at).findIndex((entry) => isSameGrantee(entry.grantee, grantee))
  }

  function existing(at: FolderAddress, grantee: Grantee): number {
    const index = indexOf(at, grantee)
    if (index < 0) throw refusal('NOT_FOUND', 'There is no entry for this user.')
    return index
  }
}

function isSameGrantee(one: Grantee, other: Grantee): boolean {
  if (one.kind !== 'recipient' || other.kind !== 'recipient') return one.kind === other.kind
  return one.objectGuid === other.objectGuid
}

function refusal(code: 'EXISTS' | 'NOT_FOUND' | 'FIXED', message: string): LabError {
  return new LabError(`FOLDER_PERMISSION_${code}`, {
    message,
    hint: 'Look at the entries of the folder first.',
  })
}

/**
 * What the shell calls the levels and the single rights of a folder.
 * @source Microsoft's reference of Add-MailboxFolderPermission
 */
const SHELL_RIGHTS: Readonly<Record<string, FolderRights>> = {
  ...Object.fromEntries(Object.entries(LEVELS).filter(([name]) => !name.startsWith('FreeBusy'))),
  NonEditingAuthor: LEVELS.NoneditingAuthor,
  AvailabilityOnly: LEVELS.FreeBusyTimeOnly,
  LimitedDetails: LEVELS.FreeBusyTimeAndSubjectAndLocation,
  CreateItems: { ...NO_RIGHTS, canCreateItems: true },
  CreateSubfolders: { ...NO_RIGHTS, canCreateSubFolders: true },
  DeleteAllItems: { ...NO_RIGHTS, deleteItems: 'All' },
  DeleteOwnedItems: { ...NO_RIGHTS, deleteItems: 'Owned' },
  EditAllItems: { ...NO_RIGHTS, editItems: 'All' },
  EditOwnedItems: { ...NO_RIGHTS, editItems: 'Owned' },
  FolderContact: { ...NO_RIGHTS, isFolderContact: true },
  FolderOwner: { ...NO_RIGHTS, isFolderOwner: true },
  FolderVisible: { ...NO_RIGHTS, isFolderVisible: true },
  ReadItems: { ...NO_RIGHTS, readItems: 'FullDetails' },
}

const byLowerName = new Map(
  Object.entries(SHELL_RIGHTS).map(([name, rights]) => [name.toLowerCase(), rights]),
)

/** What the -AccessRights of a cmdlet amount to; undefined when one of them is unknown. */
export function readAccessRights(names: readonly string[]): FolderRights | undefined {
  let rights: FolderRights | undefined
  for (const name of names) {
    const one = byLowerName.get(name.trim().toLowerCase())
    if (one === undefined) return undefined
    rights = rights === undefined ? one : unionOf(rights, one)
  }
  return rights
}

const SHELL_LEVELS: Readonly<Record<string, string>> = {
  NoneditingAuthor: 'NonEditingAuthor',
  FreeBusyTimeOnly: 'AvailabilityOnly',
  FreeBusyTimeAndSubjectAndLocation: 'LimitedDetails',
}

/** The words with which Get-MailboxFolderPermission shows rights: a level, or the single rights. */
export function renderAccessRights(rights: FolderRights): readonly string[] {
  const level = levelOf(rights)
  if (level !== 'Custom') return [SHELL_LEVELS[level] ?? level]
  const shown: readonly (readonly [boolean, string])[] = [
    [rights.readItems === 'FullDetails', 'ReadItems'],
    [rights.canCreateItems, 'CreateItems'],
    [rights.editItems === 'Owned', 'EditOwnedItems'],
    [rights.editItems === 'All', 'EditAllItems'],
    [rights.deleteItems === 'Owned', 'DeleteOwnedItems'],
    [rights.deleteItems === 'All', 'DeleteAllItems'],
    [rights.canCreateSubFolders, 'CreateSubfolders'],
    [rights.isFolderOwner, 'FolderOwner'],
    [rights.isFolderContact, 'FolderContact'],
    [rights.isFolderVisible, 'FolderVisible'],
  ]
  return shown.flatMap(([has, name]) => (has ? [name] : []))
}
