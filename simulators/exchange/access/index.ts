export type { Authentication, AuthenticationScheme, Authenticator, Unauthorized } from './authentication.js'
export { createAuthenticator, type AuthenticatorOptions, type ConnectionScheme } from './authenticator.js'
export { callersWhile, handshakeLogon, passwordLogons } from './logon-servers.js'
export { offeredSchemes, type DirectoryFlags } from './offered-schemes.js'
export { sendUnauthorized } from './unauthorized.js'

export { createCallerResolver, type CallerResolver, type CallerResolverOptions } from './caller-resolver.js'
export { isDisabledAccount } from './disabled-account.js'
export { createImpersonationRights, type ImpersonationRights } from './impersonation-rights.js'
export {
  ACCESS_STREAM,
  managementScopes,
  roleAssignments,
  type ManagementRole,
  type ManagementScope,
  type RoleAssignment,
} from './role-assignment.js'
export { createRoleAdministration, type RoleAdministration } from './role-administration.js'
export {
  compileFilter,
  FILTERABLE,
  namedEntry,
  recipientType,
  recipientTypeDetails,
} from './recipient-filter/index.js'
export {
  createAdPermissionAdministration,
  createFolderPermissionAdministration,
  createMailboxPermissionAdministration,
  delegationWrites,
  permissionCollections,
  type AdPermissionAdministration,
  type Delegation,
  type FolderPermissionAdministration,
  type MailboxPermissionAdministration,
} from './permissions/index.js'
export {
  applications,
  createIdentity,
  secretDigest,
  withIdentity,
  type Application,
  type Identity,
} from './oauth/index.js'
