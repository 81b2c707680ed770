export { delegationWrites, type Delegation } from './delegation.js'
export { folderEffectiveRights, itemEffectiveRights } from './effective-rights.js'
export {
  entriesOf,
  folderPermissions,
  permissionWrites,
  withGrant,
  type FolderAddress,
  type Grantee,
  type PermissionEntry,
} from './folder-permissions.js'
export { reads, type FolderRights, type ItemScope, type ReadAccess } from './folder-rights.js'
export { fullAccessTo, fullAccessWrites, mailboxPermissions } from './full-access.js'
export { LEVELS, levelOf, type PermissionLevel } from './permission-level.js'
export { permissionCollections } from './collections.js'
export { entriesOfNewFolder } from './new-folder.js'
export { readPermissionSet, renderPermissionSet } from './permission-set.js'
export { ownsAll, reaches, rightsOn, seesPrivateItems } from './rights-on.js'
export { readGrantee, readUser, renderUser } from './user-id.js'
