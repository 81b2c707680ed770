import type { Changes } from './changes.js'
import type { StoredFolder } from './collections.js'
import type { Folder } from './folders.js'

/** Copies a folder with all that is in it into another of the same mailbox. */
export function copyFolder(
  changes: Changes,
  mailbox: string,
  { folder, into }: { readonly folder: Folder; readonly into: Folder },
): StoredFolder {
  const { displayName, folderClass, extended } = folder
  const copy = changes.createFolder(mailbox, { displayName, folderClass, extended, parent: into.number })
  for (const item of changes.itemsIn(mailbox, folder.number)) changes.copy(item, copy.number)
  for (const child of changes.calendar.childFolders(mailbox, folder.number))
    copyFolder(changes, mailbox, { folder: child, into: copy })
  return copy
}
