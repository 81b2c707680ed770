import { collectionOf } from '../../core/index.js'

/** A management role that the lab knows the effect of. */
export type ManagementRole = 'ApplicationImpersonation'

/** Gives a role to an account, over everybody or over the recipients of a scope. */
export interface RoleAssignment {
  readonly name: string
  readonly role: ManagementRole
  /** The objectGuid of the account. */
  readonly assignee: string
  /** The name of a management scope, or null for the whole organization. */
  readonly scope: string | null
}

/** A set of recipients, as `RecipientRestrictionFilter` with `MemberOfGroup -eq` names one. */
export interface ManagementScope {
  readonly name: string
  /** The objectGuid of the group whose direct members are in the scope. */
  readonly memberOfGroup: string
}

export const roleAssignments = collectionOf<RoleAssignment>()('exchange', 'role-assignments', {
  key: ({ name }) => name.toLowerCase(),
  indexes: { assignee: ({ assignee }) => assignee },
})

export const managementScopes = collectionOf<ManagementScope>()('exchange', 'management-scopes', {
  key: ({ name }) => name.toLowerCase(),
})
