import { rightsOn } from '../../../access/permissions/index.js'
import { folderKey, folders } from '../../../calendar/collections.js'
import type { Folder } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { FolderPlace } from '../access/folder-reference.js'
import type { HierarchyState } from './sync-state.js'

/** What became of the folders below one since a state. @source ews.md 4.12 */
export interface FolderChanges {
  readonly changes: readonly { readonly kind: 'Create' | 'Update' | 'Delete'; readonly folder: Folder }[]
  /** The numbers of the folders that are there now. */
  readonly folders: readonly number[]
}

/**
 * Parents come before their children. The folders that every mailbox has are new to a client like others, and changed
 * when somebody changed them. A folder that comes from or goes elsewhere takes along what is below it; one that its
 * owner hides from who acts is gone. @inferred that the items of a folder, and how many there are, do not change it
 */
export function folderChanges(
  store: CalendarStore,
  { acting, root }: { readonly acting: string; readonly root: FolderPlace },
  { since, folders: known }: Pick<HierarchyState, 'since' | 'folders'>,
): FolderChanges {
  const { mailbox } = root
  const present = store
    .foldersBelow(mailbox, root.folder.number)
    .filter(({ number }) => rightsOn(store, acting, { mailbox, folder: number }).isFolderVisible)
  const [before, now] = [new Set(known), new Set(present.map(({ number }) => number))]
  const isChanged = ({ number }: Folder) =>
    (store.world.stored(folders, folderKey(mailbox, number))?.sequence ?? 0) > since
  const gone = known.filter((number) => !now.has(number))

  return {
    changes: [
      ...present
        .filter(({ number }) => !before.has(number))
        .map((folder) => ({ kind: 'Create', folder }) as const),
      ...present
        .filter((folder) => before.has(folder.number) && isChanged(folder))
        .map((folder) => ({ kind: 'Update', folder }) as const),
      ...gone
        .flatMap((number) => lastOf(store, mailbox, number) ?? [])
        .map((folder) => ({ kind: 'Delete', folder }) as const),
    ],
    folders: [...now],
  }
}

/** A folder that is gone from where it was, or altogether. */
function lastOf(store: CalendarStore, mailbox: string, number: number): Folder | undefined {
  return store.folder(mailbox, number) ?? store.world.tombstone(folders, folderKey(mailbox, number))?.last
}
