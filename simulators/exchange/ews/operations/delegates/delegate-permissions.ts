import type { Write } from '../../../../core/index.js'
import {
  entriesOf,
  LEVELS,
  levelOf,
  permissionWrites,
  withGrant,
  type PermissionLevel,
} from '../../../access/permissions/index.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { text } from '../request-parts.js'

/** The element that says what a delegate may do, for each folder that delegates are given. @source XSD */
const FOLDERS = {
  calendar: 'CalendarFolderPermissionLevel',
  tasks: 'TasksFolderPermissionLevel',
  inbox: 'InboxFolderPermissionLevel',
  contacts: 'ContactsFolderPermissionLevel',
  notes: 'NotesFolderPermissionLevel',
  journal: 'JournalFolderPermissionLevel',
} as const

const DELEGATE_LEVELS: readonly string[] = ['None', 'Editor', 'Reviewer', 'Author']

/** Somebody and the mailbox whose delegate they are. */
export interface Delegation {
  readonly mailbox: string
  /** objectGuid of the delegate. */
  readonly delegate: string
}

/** `t:DelegatePermissions`: what was given is a level, or `Custom` where somebody gave rights one by one. */
export function renderDelegatePermissions(store: CalendarStore, delegation: Delegation): EwsObject {
  return Object.fromEntries(
    Object.entries(FOLDERS).map(([id, element]) => [element, levelIn(store, delegation, id)]),
  )
}

function levelIn(store: CalendarStore, { mailbox, delegate }: Delegation, id: string): string {
  const folder = store.folderByDistinguishedId(mailbox, id)?.number ?? 0
  const own = entriesOf(store, { mailbox, folder }).find(
    ({ grantee }) => grantee.kind === 'recipient' && grantee.objectGuid === delegate,
  )
  const level = own === undefined ? 'None' : levelOf(own.rights)
  return DELEGATE_LEVELS.includes(level) ? level : 'Custom'
}

/**
 * The writes that give a delegate the levels of a `t:DelegatePermissions`; a folder that it does not name stays as it
 * is. Without a level of their own delegates have what everybody has. @inferred
 */
export function delegatePermissionWrites(
  store: CalendarStore,
  delegation: Delegation,
  permissions: EwsObject | undefined,
): readonly Write[] {
  return Object.entries(FOLDERS).flatMap(([id, element]) => {
    const level = text(permissions, element)
    if (level === 'Custom') throw new ItemError('ErrorInvalidDelegatePermission')
    return level === undefined ? [] : grantWrites(store, delegation, { id, level: level as PermissionLevel })
  })
}

/** The writes that take away all that a delegate was given in these folders. */
export function delegateRevocationWrites(store: CalendarStore, delegation: Delegation): readonly Write[] {
  return Object.keys(FOLDERS).flatMap((id) => grantWrites(store, delegation, { id, level: 'None' }))
}

function grantWrites(
  store: CalendarStore,
  { mailbox, delegate }: Delegation,
  { id, level }: { readonly id: string; readonly level: PermissionLevel },
): readonly Write[] {
  const folder = store.folderByDistinguishedId(mailbox, id)
  if (folder === undefined) return []
  const at = { mailbox, folder: folder.number }
  const entries = entriesOf(store, at)
  const changed = withGrant(entries, delegate, level === 'None' ? undefined : LEVELS[level])
  return level === 'None' && changed.length === entries.length ? [] : permissionWrites(at, changed)
}
