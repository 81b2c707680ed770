import { put, type Core, type Write } from '../../../core/index.js'
import { hybridUsers, type HybridUser, type OtherService } from '../../records/hybrid-users.js'
import { people, type Person } from '../../records/people.js'
import {
  entitlements,
  organizationState,
  userEvents,
  userStatuses,
  type UserState,
} from '../../records/service-users.js'
import { notFound, RestFault } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import type {
  EntitlementsChange,
  EntitlementsView,
  EventView,
  StatusView,
  SummaryView,
} from '../administration/views.js'
import { findGroup } from '../groups/group-desk.js'
import type { Placement } from '../placement/placement.js'
import { disentitle, entitle } from './entitle.js'
import { renderEntitlements, renderEvent, renderStatus } from './render-user.js'
import { userEvent } from './user-event.js'

/** Who has which hybrid service, and how it is with each. */
export interface UserDesk {
  list(by: Administrator): readonly EntitlementsView[]
  get(by: Administrator, userId: string): EntitlementsView
  findByEmail(by: Administrator, email: string): EntitlementsView | undefined
  /** Changes what is named, and leaves the rest. Throws a fault with a `code` when the result is not allowed. */
  entitle(by: Administrator, userId: string, changes: EntitlementsChange): EntitlementsView
  /** The last status of somebody who has or had the calendar service. */
  status(by: Administrator, userId: string): StatusView | undefined
  statuses(by: Administrator, state?: UserState): readonly StatusView[]
  summary(by: Administrator): SummaryView
  /** The newest `limit` lines of a person's history, oldest first. */
  history(by: Administrator, userId: string, limit: number): readonly EventView[]
}

export function createUserDesk(core: Core, placement: Placement): UserDesk {
  const { world } = core

  return {
    list: ({ orgId }) =>
      [...world.by(people, 'organization', orgId)]
        .filter(({ record }) => record.type !== 'bot' && !record.invitePending)
        .map(({ record }) => renderEntitlements(world, record)),
    get: (by, userId) => renderEntitlements(world, find(by, userId)),
    findByEmail({ orgId }, email) {
      const person = world.one(people, 'email', email.toLowerCase())
      return person === undefined || person.orgId !== orgId || person.type === 'bot'
        ? undefined
        : renderEntitlements(world, person)
    },
    entitle: change,
    status(by, userId) {
      const status = world.get(userStatuses, find(by, userId).id)
      return status && renderStatus(world, status)
    },
    statuses: ({ orgId }, state) =>
      STATES.filter((one) => state === undefined || one === state).flatMap((one) =>
        [...world.by(userStatuses, 'organizationState', organizationState(orgId, one))].map(({ record }) =>
          renderStatus(world, record),
        ),
      ),
    summary({ orgId }) {
      const count = (state: UserState) =>
        world.countBy(userStatuses, 'organizationState', organizationState(orgId, state))
      return {
        total: world.countBy(entitlements, 'organization', orgId),
        activated: count('activated'),
        notActivated: count('pendingActivation'),
        error: count('error'),
      }
    },
    history: (by, userId, limit) =>
      [...world.by(userEvents, 'user', find(by, userId).id)]
        .slice(-limit)
        .map(({ record }) => renderEvent(record)),
  }

  function find({ orgId }: Administrator, userId: string): Person {
    const person = world.get(people, userId)
    if (person === undefined || person.orgId !== orgId || person.type === 'bot') throw notFound()
    return person
  }

  function change(by: Administrator, userId: string, changes: EntitlementsChange): EntitlementsView {
    const person = find(by, userId)
    const before = renderEntitlements(world, person)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    const after: EntitlementsView = { ...before, ...given }
    requireAllowed(after)
    for (const groupId of [changes.calendarResourceGroupId, changes.callResourceGroupId]) {
      if (groupId != null) findGroup(world, by.orgId, groupId)
    }
    const writes = [
      ...groupEvents(before, after),
      put(hybridUsers, hybridUserOf(by.orgId, after)),
      ...calendarWrites(person, before, after),
    ]
    world.commit({ cause: by.cause, reason: 'services of a user changed', writes })
    placement.users([userId], by.cause)
    return after
  }

  function calendarWrites(
    person: Person,
    before: EntitlementsView,
    after: EntitlementsView,
  ): readonly Write[] {
    const group = after.calendarResourceGroupId
    if (before.squaredFusionCal !== after.squaredFusionCal) {
      return after.squaredFusionCal ? entitle(core, person, group) : disentitle(core, person.id)
    }
    const entitlement = world.get(entitlements, person.id)
    if (entitlement === undefined || entitlement.resourceGroupId === group) return []
    return [put(entitlements, { ...entitlement, resourceGroupId: group })]
  }

  function groupEvents(before: EntitlementsView, after: EntitlementsView): readonly Write[] {
    const [left, entered] = [before.calendarResourceGroupId, after.calendarResourceGroupId]
    if (left === entered) return []
    const event = (name: 'AddUserResourceGroup' | 'RemoveUserResourceGroup', group: string | null) =>
      group === null ? [] : [userEvent(core, after.userId, { event: name, message: group })]
    return [...event('RemoveUserResourceGroup', left), ...event('AddUserResourceGroup', entered)]
  }
}

const STATES: readonly UserState[] = ['activated', 'pendingActivation', 'error', 'deactivated']

/** @source hybrid-calendar.md HC-244 and HC-251 for the calendars; CALL-001 for the two parts of the call service */
function requireAllowed(after: EntitlementsView): void {
  if (after.squaredFusionCal && after.squaredFusionGCal) {
    throw refusal('CALENDARS_EXCLUSIVE', 'A person has the calendar of Exchange or of Google, not both.')
  }
  if (after.squaredFusionEC && !after.squaredFusionUC) {
    throw refusal('CONNECT_NEEDS_AWARE', 'Call Service Connect needs Call Service Aware.')
  }
  if (after.type === 'workspace' && (after.squaredFusionUC || after.squaredFusionEC)) {
    throw refusal('NOT_FOR_WORKSPACES', 'A workspace has no call service.')
  }
}

function refusal(code: string, message: string): RestFault {
  return new RestFault(400, { code, message })
}

const OTHER_SERVICES: readonly OtherService[] = ['squaredFusionGCal', 'squaredFusionUC', 'squaredFusionEC']

function hybridUserOf(orgId: string, after: EntitlementsView): HybridUser {
  const { userId, calendarResourceGroupId, callResourceGroupId } = after
  const services = OTHER_SERVICES.filter((service) => after[service])
  return { userId, orgId, services, calendarResourceGroupId, callResourceGroupId }
}
