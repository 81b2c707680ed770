import type { Folder } from './folders.js'
import type { FolderTree } from './folder-tree.js'

interface Place {
  readonly mailbox: string
  readonly folder: Folder
}

/** The folder of that name in another one; case makes no difference. */
export function siblingNamed(tree: FolderTree, parent: Place, name: string): Folder | undefined {
  const wanted = name.toLowerCase()
  const children = tree.childFolders(parent.mailbox, parent.folder.number)
  return children.find(({ displayName }) => displayName.toLowerCase() === wanted)
}

/** A name that is free in a folder: with a number behind it where it is taken. @inferred */
export function freeName(tree: FolderTree, parent: Place, name: string): string {
  let free = name
  for (let number = 1; siblingNamed(tree, parent, free) !== undefined; number++) free = `${name}${number}`
  return free
}
