import type { z } from 'zod'
import type { Core } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import { licencesOf } from '../licences/seats.js'
import { people, type Person } from '../records/people.js'
import { entitlements, userStatuses, type Entitlement, type UserState } from '../records/service-users.js'
import type { resourceGroupMembershipShape, resourceGroupMembershipV2Shape } from './shapes.js'

type Status = z.input<typeof resourceGroupMembershipShape>['status']

/** The public face of how it is with a user. @source webex.md 6; @inferred who has no status is pending */
const STATUSES: Readonly<Record<UserState, Status>> = {
  activated: 'activated',
  pendingActivation: 'pending',
  error: 'error',
  deactivated: 'pending',
}

/** Somebody who has the calendar service, in a resource group. */
export interface GroupMembership {
  readonly person: Person
  readonly resourceGroupId: string
  readonly licenceId: string
  readonly status: Status
}

/** Everybody in an organization who has the calendar service and is in a group. */
export function groupMemberships(core: Core, orgId: string): readonly GroupMembership[] {
  const licenceId = licencesOf(core, orgId).find(({ service }) => service === 'exchangeCalendar')?.id
  if (licenceId === undefined) return []
  return [...core.world.by(entitlements, 'organization', orgId)].flatMap(({ record }) => {
    const membership = membershipOf(core, record, licenceId)
    return membership === undefined ? [] : [membership]
  })
}

function membershipOf(
  { world }: Core,
  { userId, resourceGroupId }: Entitlement,
  licenceId: string,
): GroupMembership | undefined {
  const person = world.get(people, userId)
  if (person === undefined || resourceGroupId === null) return undefined
  const state = world.get(userStatuses, userId)?.state ?? 'pendingActivation'
  return { person, resourceGroupId, licenceId, status: STATUSES[state] }
}

/** A membership is known by the licence and the person; moving to another group keeps the id. @inferred */
export function membershipId({ person, licenceId }: GroupMembership): string {
  return hydraId('RESOURCE_GROUP_MEMBERSHIP', `${licenceId}:${person.id}`)
}

export function renderGroupMembership(
  membership: GroupMembership,
): z.input<typeof resourceGroupMembershipShape> {
  const { person, resourceGroupId, licenceId, status } = membership
  return {
    id: membershipId(membership),
    resourceGroupId: hydraId('RESOURCE_GROUP', resourceGroupId),
    licenseId: hydraId('LICENSE', licenceId),
    personId: hydraId('PEOPLE', person.id),
    personOrgId: hydraId('ORGANIZATION', person.orgId),
    status,
  }
}

export function renderGroupMembershipV2(
  membership: GroupMembership,
): z.input<typeof resourceGroupMembershipV2Shape> {
  const { personId, personOrgId, ...shared } = renderGroupMembership(membership)
  const isWorkspace = membership.person.type === 'workspace'
  return { ...shared, memberId: personId, orgId: personOrgId, type: isWorkspace ? 'Workspace' : 'User' }
}
