import { folderEffectiveRights, renderPermissionSet } from '../../../access/permissions/index.js'
import { formatSeconds, instant } from '../../../../core/index.js'
import { folderKey, folders } from '../../../calendar/collections.js'
import { elementOf, holdsAppointments, type FolderElement } from '../../../calendar/folders.js'
import type { ExtendedValue } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import type { FolderPlace } from '../access/folder-reference.js'

/** A folder on its way to an answer. */
export interface FolderView extends FolderPlace {
  readonly store: CalendarStore
  /** The mailbox that asks. */
  readonly acting: string | undefined
}

/** One property of folders; the table has it twice where kinds of folders show it in different shapes. */
export interface FolderProperty {
  /** The name of its element; `folder:` and that is its path. */
  readonly element: string
  /** The smallest base shape that has it; `asked`: only as an additional property. @source ews.md 3.1, 4.2 */
  readonly shape: 'IdOnly' | 'Default' | 'AllProperties' | 'asked'
  /** The folders that have it; all when absent. */
  readonly only?: readonly FolderElement[]
  readonly read: (view: FolderView) => EwsValue
}

const COUNTED: readonly FolderElement[] = ['Folder', 'TasksFolder']

export const FOLDER_PROPERTIES: readonly FolderProperty[] = [
  { element: 'FolderId', shape: 'IdOnly', read: folderIdOf },
  { element: 'ParentFolderId', shape: 'AllProperties', read: parentIdOf },
  { element: 'FolderClass', shape: 'AllProperties', read: ({ folder }) => folder.folderClass },
  { element: 'DisplayName', shape: 'Default', read: ({ folder }) => folder.displayName },
  { element: 'TotalCount', shape: 'Default', only: COUNTED, read: totalCount },
  { element: 'TotalCount', shape: 'AllProperties', read: totalCount },
  { element: 'ChildFolderCount', shape: 'Default', read: childCount },
  {
    element: 'EffectiveRights',
    shape: 'AllProperties',
    read: ({ store, acting, mailbox, folder }) =>
      folderEffectiveRights(store, acting, { mailbox, folder: folder.number }),
  },
  { element: 'DistinguishedFolderId', shape: 'asked', read: ({ folder }) => folder.id },
  { element: 'PermissionSet', shape: 'asked', read: permissionSetOf },
  { element: 'UnreadCount', shape: 'Default', only: COUNTED, read: unreadCount },
]

export function folderIdOf({ store, mailbox, folder }: FolderView): EwsObject {
  return {
    '@Id': store.ids.write({ kind: 'folder', mailbox, folder: folder.number }),
    '@ChangeKey': store.ids.changeKey(elementOf(folder), mailbox, folder.change),
  }
}

function parentIdOf(view: FolderView): EwsValue {
  const { store, mailbox, folder } = view
  const parent = folder.parent === undefined ? undefined : store.folder(mailbox, folder.parent)
  return parent === undefined ? undefined : folderIdOf({ ...view, folder: parent })
}

function totalCount({ store, mailbox, folder }: FolderView): number {
  return store.itemCount(mailbox, folder.number)
}

function unreadCount({ store, mailbox, folder }: FolderView): number {
  return store.unreadCount(mailbox, folder.number)
}

function childCount({ store, mailbox, folder }: FolderView): number {
  return store.childFolders(mailbox, folder.number).length
}

function permissionSetOf({ store, mailbox, folder }: FolderView): EwsValue {
  const kind = holdsAppointments(folder) ? 'calendar' : 'other'
  return renderPermissionSet(store, { mailbox, folder: folder.number }, kind)
}

/** The MAPI properties that follow from a folder. @source MS-OXPROPS; the `67` ones ews.md 4.2 */
const DERIVED: Readonly<Record<string, (view: FolderView) => string | number | boolean>> = {
  '@3001:String': ({ folder }) => folder.displayName,
  '@3613:String': ({ folder }) => folder.folderClass,
  '@3601:Integer': ({ folder }) => (folder.parent === undefined ? 0 : 1),
  '@3602:Integer': totalCount,
  '@3603:Integer': unreadCount,
  '@360a:Boolean': (view) => childCount(view) > 0,
  '@10f4:Boolean': () => false,
  '@fff:Binary': ({ store, mailbox, folder }) =>
    store.ids.entryId({ kind: 'folder', mailbox, folder: folder.number }).toString('base64'),
  '@3008:SystemTime': (view) => formatSeconds(lastCommit(view)),
  '@6751:Integer': ({ store, mailbox }) => (store.mailbox(mailbox)?.counter ?? 0) + 1,
  '@670a:SystemTime': (view) => formatSeconds(lastCommit(view)),
  '@670b:Integer': ({ store, mailbox, folder }) => [...store.removedFrom(mailbox, folder.number)].length,
}
const HIDDEN = '@10f4:Boolean'

/** An extended property by its canonical name: one that a client set, or one that follows from the folder. */
export function folderExtended(view: FolderView, name: string): ExtendedValue | undefined {
  const set = view.folder.extended[name]
  if (set !== undefined) return set
  const value = DERIVED[name]?.(view)
  return value === undefined
    ? undefined
    : { type: name.slice(name.lastIndexOf(':') + 1), value: String(value) }
}

export function canSetExtended(name: string): boolean {
  return name === HIDDEN || !(name in DERIVED)
}

function lastCommit({ store, mailbox, folder }: FolderView) {
  const key = folderKey(mailbox, folder.number)
  let last: number = store.world.get(folders, key)?.modifiedAt ?? 0
  for (const { record } of store.itemsIn(mailbox, folder.number)) last = Math.max(last, record.modifiedAt)
  for (const { at } of store.removedFrom(mailbox, folder.number)) last = Math.max(last, at)
  return instant(last)
}
