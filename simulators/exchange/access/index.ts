export type { Authentication, AuthenticationScheme, Authenticator } from './authentication.js'
export { createAuthenticator, type AuthenticatorOptions } from './authenticator.js'
export { sendUnauthorized } from './unauthorized.js'

export { createCallerResolver, type CallerResolver, type CallerResolverOptions } from './caller-resolver.js'
export {
  managementScopes,
  roleAssignments,
  type ManagementRole,
  type ManagementScope,
  type RoleAssignment,
} from './role-assignment.js'
export { delegationWrites, permissionCollections, type Delegation } from './permissions/index.js'
export { createRoleAdministration, type RoleAdministration } from './role-administration.js'
