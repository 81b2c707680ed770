import { put, remove, type Core, type Write } from '../../core/index.js'
import { people } from '../records/people.js'
import {
  assignmentKey,
  assignments,
  discoveries,
  entitlements,
  userEvents,
  userStatuses,
  type UserEvent,
} from '../records/service-users.js'

/** The writes that give a user the calendar service. */
export function entitle(core: Core, user: { readonly id: string; readonly orgId: string }): readonly Write[] {
  const now = core.clock.now()
  return [
    put(entitlements, { userId: user.id, orgId: user.orgId, since: now }),
    put(userStatuses, {
      userId: user.id,
      state: 'pendingActivation',
      nodeId: null,
      messages: [],
      lastSync: null,
      changed: now,
    }),
    userEvent(core, user.id, { event: 'AddEntitlement', message: 'The service was given.' }),
  ]
}

/** The writes that take the service away again, and with it what it said of the user. @inferred for the absence */
export function disentitle(core: Core, userId: string): readonly Write[] {
  const { world, clock } = core
  const status = world.get(userStatuses, userId)
  const person = world.get(people, userId)
  return [
    remove(entitlements, userId),
    ...[...world.by(assignments, 'user', userId)].map(({ record }) =>
      remove(assignments, assignmentKey(record.nodeId, userId)),
    ),
    ...[...world.by(discoveries, 'user', userId)].map(({ key }) => remove(discoveries, key)),
    ...(status === undefined
      ? []
      : [put(userStatuses, { ...status, state: 'deactivated', nodeId: null, changed: clock.now() })]),
    ...(person?.outOfOffice == null ? [] : [put(people, { ...person, outOfOffice: null })]),
    userEvent(core, userId, { event: 'RemoveEntitlement', message: 'The service was taken away.' }),
  ]
}

type EventFacts = Pick<UserEvent, 'event' | 'message'> & Partial<Pick<UserEvent, 'clusterId' | 'nodeId'>>

/** A line of the user's history. */
export function userEvent({ ids, clock }: Core, userId: string, facts: EventFacts): Write {
  const event = { id: ids.uuid(), userId, at: clock.now(), clusterId: null, nodeId: null, ...facts }
  return put(userEvents, event)
}
