export { adPermissions, EXTENDED_RIGHTS, type AdPermission, type ExtendedRight } from './ad-permissions.js'
export { delegationWrites, type Delegation } from './delegation.js'
export { folderEffectiveRights, itemEffectiveRights } from './effective-rights.js'
export {
  createFolderPermissionAdministration,
  readAccessRights,
  renderAccessRights,
  type FolderPermissionAdministration,
} from './folder-permission-administration.js'
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
export {
  INHERITANCE_TYPES,
  MAILBOX_RIGHTS,
  mailboxPermissions,
  type InheritanceType,
  type MailboxPermission,
  type MailboxRight,
} from './full-access.js'
export { LEVELS, levelOf, type PermissionLevel } from './permission-level.js'
export {
  createAdPermissionAdministration,
  createMailboxPermissionAdministration,
  type AdPermissionAdministration,
  type MailboxPermissionAdministration,
} from './permission-administration.js'
export { permissionCollections } from './collections.js'
export { entriesOfNewFolder } from './new-folder.js'
export { readPermissionSet, renderPermissionSet } from './permission-set.js'
export { ownsAll, reaches, rightsOn, seesPrivateItems } from './rights-on.js'
export { sendRightFor, type SendRight } from './send-rights.js'
export { readGrantee, readUser, renderUser } from './user-id.js'
