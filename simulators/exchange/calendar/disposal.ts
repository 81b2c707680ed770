import type { Changes } from './changes.js'
import { FOLDER_NUMBERS, type Folder } from './folders.js'
import { freeName } from './folder-names.js'
import type { Item } from './item.js'

/** How something is deleted: the `DeleteType` of a request. */
export type Disposal = 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems'

interface Place {
  readonly mailbox: string
  readonly folder: Folder
}

/** Where an item goes; `undefined`: nowhere. @source ews.md 4.7, 6 */
const DESTINATIONS: Readonly<Record<Disposal, number | undefined>> = {
  MoveToDeletedItems: FOLDER_NUMBERS.deleteditems,
  SoftDelete: FOLDER_NUMBERS.recoverableitemsdeletions,
  HardDelete: undefined,
}

export function disposeOfItem(changes: Changes, item: Item, disposal: Disposal): void {
  const folder = DESTINATIONS[disposal]
  if (folder === undefined || folder === item.folder) changes.delete(item)
  else changes.move(item, folder)
}

/**
 * Deletes a folder with all that is in it. To Deleted Items it goes as it is, unless it is there already; softly
 * deleted items can be recovered, their folder cannot. @inferred the last
 */
export function disposeOfFolder(changes: Changes, { mailbox, folder }: Place, disposal: Disposal): void {
  const { calendar } = changes
  const bin = calendar.folder(mailbox, FOLDER_NUMBERS.deleteditems)
  if (disposal === 'MoveToDeletedItems' && bin !== undefined && !isBelow(changes, { mailbox, folder }, bin)) {
    const displayName = freeName(calendar, { mailbox, folder: bin }, folder.displayName)
    changes.updateFolder(mailbox, { ...folder, parent: bin.number, displayName }, 'FolderMoved')
    return
  }
  const kept = disposal === 'SoftDelete' ? disposal : 'HardDelete'
  for (const child of calendar.childFolders(mailbox, folder.number))
    disposeOfFolder(changes, { mailbox, folder: child }, kept)
  disposeOfItems(changes, { mailbox, folder }, kept)
  changes.deleteFolder(mailbox, folder)
}

/** Empties a folder, of its folders as well if asked. */
export function emptyFolder(
  changes: Changes,
  { mailbox, folder }: Place,
  { disposal, withFolders }: { readonly disposal: Disposal; readonly withFolders: boolean },
): void {
  disposeOfItems(changes, { mailbox, folder }, disposal)
  if (!withFolders) return
  for (const child of changes.calendar.childFolders(mailbox, folder.number)) {
    if (child.id === undefined) disposeOfFolder(changes, { mailbox, folder: child }, disposal)
  }
}

/** Whether a folder is somewhere below another. */
export function isBelow(changes: Changes, { mailbox, folder }: Place, other: Folder): boolean {
  for (let parent = folder.parent; parent !== undefined;) {
    if (parent === other.number) return true
    parent = changes.calendar.folder(mailbox, parent)?.parent
  }
  return false
}

function disposeOfItems(changes: Changes, { mailbox, folder }: Place, disposal: Disposal): void {
  for (const item of changes.itemsIn(mailbox, folder.number)) disposeOfItem(changes, item, disposal)
}
