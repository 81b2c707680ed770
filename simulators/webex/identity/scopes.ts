/** What a token may be good for. @source developer.webex.com, integrations: scopes; webex.md 4 */
export const PERSON_SCOPES = [
  ...['spark:all', 'spark:kms', 'spark:people_read', 'spark:rooms_read', 'spark:rooms_write'],
  ...['spark:memberships_read', 'spark:memberships_write', 'spark:messages_read', 'spark:messages_write'],
  ...['meeting:schedules_read', 'meeting:schedules_write'],
  ...['meeting:preferences_read', 'meeting:preferences_write'],
] as const

export const ADMIN_SCOPES = [
  ...['spark-admin:people_read', 'spark-admin:people_write', 'spark-admin:organizations_read'],
  ...['spark-admin:licenses_read', 'spark-admin:roles_read', 'spark-admin:events_read'],
  ...['spark-admin:hybrid_clusters_read', 'spark-admin:hybrid_connectors_read'],
  ...['spark-admin:resource_groups_read', 'spark-admin:resource_group_memberships_read'],
  ...['spark-admin:resource_group_memberships_write'],
  ...['meeting:admin_schedule_read', 'meeting:admin_schedule_write'],
  ...['meeting:admin_preferences_read', 'meeting:admin_preferences_write'],
  ...['identity:people_read', 'identity:people_rw'],
] as const

/** @inferred What the account of a connector cluster can ask for: all that its work needs. */
export const MACHINE_SCOPES = [...PERSON_SCOPES, 'spark-admin:people_read'] as const

/** Splits the `scope` parameter of OAuth. */
export function splitScopes(scope: string): readonly string[] {
  return scope.split(/\s+/).filter((word) => word !== '')
}
