/** How far a right over the items of a folder reaches: to none, to those that its holder created, to all. */
export type ItemScope = 'None' | 'Owned' | 'All'

/** How much of an item is seen. @source ews.md 4.14: the middle two are for calendars only */
export type ReadAccess = 'None' | 'TimeOnly' | 'TimeAndSubjectAndLocation' | 'FullDetails'

/** What somebody may do with a folder and the items in it. */
export interface FolderRights {
  readonly canCreateItems: boolean
  readonly canCreateSubFolders: boolean
  readonly isFolderOwner: boolean
  readonly isFolderVisible: boolean
  readonly isFolderContact: boolean
  readonly editItems: ItemScope
  readonly deleteItems: ItemScope
  readonly readItems: ReadAccess
}

export const NO_RIGHTS: FolderRights = {
  canCreateItems: false,
  canCreateSubFolders: false,
  isFolderOwner: false,
  isFolderVisible: false,
  isFolderContact: false,
  editItems: 'None',
  deleteItems: 'None',
  readItems: 'None',
}

const SCOPES: readonly ItemScope[] = ['None', 'Owned', 'All']
const READS: readonly ReadAccess[] = ['None', 'TimeOnly', 'TimeAndSubjectAndLocation', 'FullDetails']

/** Whether a reader sees at least as much as asked. */
export function reads({ readItems }: FolderRights, least: ReadAccess): boolean {
  return READS.indexOf(readItems) >= READS.indexOf(least)
}

/** Everything that one or the other allows, as a member of several groups has it. */
export function unionOf(one: FolderRights, other: FolderRights): FolderRights {
  return {
    canCreateItems: one.canCreateItems || other.canCreateItems,
    canCreateSubFolders: one.canCreateSubFolders || other.canCreateSubFolders,
    isFolderOwner: one.isFolderOwner || other.isFolderOwner,
    isFolderVisible: one.isFolderVisible || other.isFolderVisible,
    isFolderContact: one.isFolderContact || other.isFolderContact,
    editItems: higher(SCOPES, one.editItems, other.editItems),
    deleteItems: higher(SCOPES, one.deleteItems, other.deleteItems),
    readItems: higher(READS, one.readItems, other.readItems),
  }
}

function higher<Value>(ranks: readonly Value[], one: Value, other: Value): Value {
  return ranks.indexOf(one) > ranks.indexOf(other) ? one : other
}
