import type { Calendar } from '../../calendar/calendar.js'
import type { Item } from '../../calendar/item.js'
import type { EwsObject } from '../../ews/tree.js'
import type { FolderAddress } from './folder-permissions.js'
import { reaches, rightsOn, seesPrivateItems } from './rights-on.js'

type Directory = Pick<Calendar, 'world' | 'recipients'>

/** `t:EffectiveRights` of a folder: what the caller may do with it. @inferred which right each comes from */
export function folderEffectiveRights(
  directory: Directory,
  acting: string | undefined,
  at: FolderAddress,
): EwsObject {
  const rights = rightsOn(directory, acting, at)
  return {
    CreateAssociated: rights.isFolderOwner,
    CreateContents: rights.canCreateItems,
    CreateHierarchy: rights.canCreateSubFolders,
    Delete: rights.isFolderOwner,
    Modify: rights.isFolderOwner,
    Read: rights.readItems === 'FullDetails',
    ViewPrivateItems: seesPrivateItems(directory, acting, at.mailbox),
  }
}

/** `t:EffectiveRights` of an item. */
export function itemEffectiveRights(directory: Directory, acting: string, item: Item): EwsObject {
  const rights = rightsOn(directory, acting, item)
  return {
    CreateAssociated: false,
    CreateContents: false,
    CreateHierarchy: false,
    Delete: reaches(rights.deleteItems, acting, item.createdBy),
    Modify: reaches(rights.editItems, acting, item.createdBy),
    Read: rights.readItems === 'FullDetails',
    ViewPrivateItems: seesPrivateItems(directory, acting, item.mailbox),
  }
}
