import type { Calendar, RecipientLookup } from '../../calendar/calendar.js'
import { ItemError } from '../../ews/operations/item-error.js'
import { child, list, presentKeys, text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import { entriesOf, type FolderAddress, type Grantee, type PermissionEntry } from './folder-permissions.js'
import { NO_RIGHTS, type FolderRights, type ItemScope, type ReadAccess } from './folder-rights.js'
import { LEVELS, levelOf, type PermissionLevel } from './permission-level.js'
import { readGrantee, renderGrantee } from './user-id.js'

/** What the permissions of a calendar are called, and those of every other folder. */
const FORMS = {
  calendar: {
    list: 'CalendarPermissions',
    element: 'CalendarPermission',
    level: 'CalendarPermissionLevel',
  },
  other: { list: 'Permissions', element: 'Permission', level: 'PermissionLevel' },
} as const

type Form = (typeof FORMS)[keyof typeof FORMS]

/** The `t:PermissionSet` of a folder, in the form of a calendar's or of any other's. */
export function renderPermissionSet(
  directory: Pick<Calendar, 'world' | 'recipients'>,
  at: FolderAddress,
  kind: keyof typeof FORMS,
): EwsObject {
  const form = FORMS[kind]
  const shown = entriesOf(directory, at).flatMap(({ grantee, rights }) => {
    const user = renderGrantee(directory.recipients, grantee)
    return user === undefined ? [] : [renderPermission(form, user, forKind(kind, rights))]
  })
  return { [form.list]: { [form.element]: shown } }
}

/** Free/busy means something on calendars only. */
function forKind(kind: keyof typeof FORMS, rights: FolderRights): FolderRights {
  const isPartial = rights.readItems !== 'FullDetails'
  return kind === 'other' && isPartial ? { ...rights, readItems: 'None' } : rights
}

function renderPermission({ level }: Form, user: EwsObject, rights: FolderRights): EwsObject {
  return {
    UserId: user,
    CanCreateItems: rights.canCreateItems,
    CanCreateSubFolders: rights.canCreateSubFolders,
    IsFolderOwner: rights.isFolderOwner,
    IsFolderVisible: rights.isFolderVisible,
    IsFolderContact: rights.isFolderContact,
    EditItems: rights.editItems,
    DeleteItems: rights.deleteItems,
    ReadItems: rights.readItems,
    [level]: levelOf(rights),
  }
}

/**
 * Reads a `t:PermissionSet` of either form as the entries that `permissionWrites` stores. `Default` and `Anonymous`
 * are always there: a set that does not name them leaves them without rights. @inferred
 */
export function readPermissionSet(recipients: RecipientLookup, set: EwsObject): readonly PermissionEntry[] {
  if (child(set, 'UnknownEntries')?.['UnknownEntry'] !== undefined) {
    throw new ItemError('ErrorCannotSetPermissionUnknownEntries')
  }
  const named = Object.values(FORMS).flatMap((form) =>
    list(child(set, form.list), form.element).map((permission) =>
      readPermission(recipients, permission, form),
    ),
  )
  const keys = named.map(({ grantee }) => keyOf(grantee))
  if (new Set(keys).size < keys.length) throw new ItemError('ErrorDuplicateUserIdsSpecified')
  const missing = (['Default', 'Anonymous'] as const).filter((kind) => !keys.includes(kind))
  return [
    ...missing.map((kind): PermissionEntry => ({ grantee: { kind }, rights: NO_RIGHTS })),
    ...named,
  ].sort((a, b) => rankOf(a) - rankOf(b))
}

function readPermission(recipients: RecipientLookup, permission: EwsObject, form: Form): PermissionEntry {
  const grantee = readGrantee(recipients, child(permission, 'UserId') ?? {})
  const level = text(permission, form.level) as PermissionLevel | 'Custom'
  const single = readRights(permission)
  if (level === 'Custom') return { grantee, rights: { ...NO_RIGHTS, ...single } }
  const rights = LEVELS[level]
  const contradicts = presentKeys(single).some(
    (name) =>
      name !== 'isFolderContact' && single[name as keyof FolderRights] !== rights[name as keyof FolderRights],
  )
  if (contradicts) throw new ItemError('ErrorInvalidPermissionSettings')
  return { grantee, rights }
}

/** The rights that a permission names one by one. */
function readRights(permission: EwsObject): Partial<FolderRights> {
  const flag = (element: string) => permission[element] as boolean | undefined
  const named = {
    canCreateItems: flag('CanCreateItems'),
    canCreateSubFolders: flag('CanCreateSubFolders'),
    isFolderOwner: flag('IsFolderOwner'),
    isFolderVisible: flag('IsFolderVisible'),
    isFolderContact: flag('IsFolderContact'),
    editItems: text(permission, 'EditItems') as ItemScope | undefined,
    deleteItems: text(permission, 'DeleteItems') as ItemScope | undefined,
    readItems: text(permission, 'ReadItems') as ReadAccess | undefined,
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}

function keyOf(grantee: Grantee): string {
  return grantee.kind === 'recipient' ? grantee.objectGuid : grantee.kind
}

const RANKS: readonly Grantee['kind'][] = ['Default', 'Anonymous', 'recipient']

function rankOf({ grantee }: PermissionEntry): number {
  return RANKS.indexOf(grantee.kind)
}
