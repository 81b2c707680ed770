import { collectionOf } from '../../core/index.js'

/** Everything that says who may do what for whom. */
export const ACCESS_STREAM = 'exchange.access'

/** Roles by which a program acts for people; the others that an administrator may assign have no effect in the lab. */
export type ManagementRole = 'ApplicationImpersonation' | 'Application EWS.AccessAsApp' | (string & {})

/** Gives a role to an account or a group, over everybody or over the recipients of a scope. */
export interface RoleAssignment {
  readonly name: string
  readonly role: ManagementRole
  /** The objectGuid of the account, of the group whose members have the role, or the id of an application. */
  readonly assignee: string
  /** The name of a management scope (CustomRecipientWriteScope), or null for the whole organization. */
  readonly scope: string | null
  /** The objectGuid of an organizational unit (RecipientOrganizationalUnitScope), besides or instead of a scope. */
  readonly organizationalUnit?: string
  /** Default true. */
  readonly isEnabled?: boolean
}

/** A set of recipients, as New-ManagementScope defines one. */
export interface ManagementScope {
  readonly name: string
  /** RecipientRestrictionFilter as it was written: `{MemberOfGroup -eq 'CN=Pilot,…'}`. */
  readonly recipientFilter: string
  /** RecipientRoot: the objectGuid of the unit or container below which the recipients are; null for the domain. */
  readonly recipientRoot: string | null
}

export const roleAssignments = collectionOf<RoleAssignment>()('exchange', 'role-assignments', {
  key: ({ name }) => name.toLowerCase(),
  indexes: { assignee: ({ assignee }) => assignee },
  streams: () => [ACCESS_STREAM],
})

export const managementScopes = collectionOf<ManagementScope>()('exchange', 'management-scopes', {
  key: ({ name }) => name.toLowerCase(),
  streams: () => [ACCESS_STREAM],
})
