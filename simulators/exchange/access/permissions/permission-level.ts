import { NO_RIGHTS, type FolderRights } from './folder-rights.js'

const VISIBLE: FolderRights = { ...NO_RIGHTS, isFolderVisible: true }
const REVIEWER: FolderRights = { ...VISIBLE, readItems: 'FullDetails' }
const NONEDITING_AUTHOR: FolderRights = { ...REVIEWER, canCreateItems: true, deleteItems: 'Owned' }
const AUTHOR: FolderRights = { ...NONEDITING_AUTHOR, editItems: 'Owned' }
const EDITOR: FolderRights = { ...AUTHOR, editItems: 'All', deleteItems: 'All' }
const PUBLISHING_EDITOR: FolderRights = { ...EDITOR, canCreateSubFolders: true }

/**
 * The rights that each level stands for; the two of free/busy are for calendars.
 * @source EWS Managed API, FolderPermission: the table of default permissions
 */
export const LEVELS = {
  None: NO_RIGHTS,
  Owner: { ...PUBLISHING_EDITOR, isFolderOwner: true, isFolderContact: true },
  PublishingEditor: PUBLISHING_EDITOR,
  Editor: EDITOR,
  PublishingAuthor: { ...AUTHOR, canCreateSubFolders: true },
  Author: AUTHOR,
  NoneditingAuthor: NONEDITING_AUTHOR,
  Reviewer: REVIEWER,
  Contributor: { ...VISIBLE, canCreateItems: true },
  FreeBusyTimeOnly: { ...NO_RIGHTS, readItems: 'TimeOnly' },
  FreeBusyTimeAndSubjectAndLocation: { ...NO_RIGHTS, readItems: 'TimeAndSubjectAndLocation' },
} as const satisfies Readonly<Record<string, FolderRights>>

export type PermissionLevel = keyof typeof LEVELS

/** The level that rights amount to. Whether somebody is the contact of a folder makes no difference. */
export function levelOf(rights: FolderRights): PermissionLevel | 'Custom' {
  for (const [name, level] of Object.entries(LEVELS)) {
    if (equal(rights, level)) return name as PermissionLevel
  }
  return 'Custom'
}

function equal(one: FolderRights, other: FolderRights): boolean {
  const names = Object.keys(NO_RIGHTS) as readonly (keyof FolderRights)[]
  return names.every((name) => name === 'isFolderContact' || one[name] === other[name])
}
