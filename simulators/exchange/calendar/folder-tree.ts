import type { World } from '../../core/index.js'
import { folderKey, folders } from './collections.js'
import { STANDARD_FOLDERS, type Folder } from './folders.js'

const BY_NUMBER = new Map(STANDARD_FOLDERS.map((folder) => [folder.number, folder]))
const BY_ID = new Map(STANDARD_FOLDERS.map((folder) => [folder.id, folder]))

/** The folders of mailboxes: those of every mailbox, as far as this one has not changed them, and its own. */
export interface FolderTree {
  folder(mailbox: string, number: number): Folder | undefined
  folderByDistinguishedId(mailbox: string, id: string): Folder | undefined
  childFolders(mailbox: string, parent: number): readonly Folder[]
  /** All folders below a folder, parents before their children. */
  foldersBelow(mailbox: string, parent: number): readonly Folder[]
}

export function createFolderTree(world: World): FolderTree {
  function folder(mailbox: string, number: number): Folder | undefined {
    return world.get(folders, folderKey(mailbox, number)) ?? BY_NUMBER.get(number)
  }

  function childFolders(mailbox: string, parent: number): readonly Folder[] {
    const standard = STANDARD_FOLDERS.filter((one) => one.parent === parent)
    const created = [...world.by(folders, 'parent', folderKey(mailbox, parent))].map(({ record }) => record)
    return [
      ...standard.map((one) => folder(mailbox, one.number) ?? one),
      ...created.filter(({ id }) => id === undefined),
    ]
  }

  function foldersBelow(mailbox: string, parent: number): readonly Folder[] {
    return childFolders(mailbox, parent).flatMap((one) => [one, ...foldersBelow(mailbox, one.number)])
  }

  return {
    folder,
    folderByDistinguishedId(mailbox, id) {
      const standard = BY_ID.get(id)
      return standard === undefined ? undefined : folder(mailbox, standard.number)
    },
    childFolders,
    foldersBelow,
  }
}
