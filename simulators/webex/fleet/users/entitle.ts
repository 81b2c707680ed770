import { put, remove, type Core, type Write } from '../../../core/index.js'
import { people } from '../../records/people.js'
import { discoveries, entitlements, userStatuses } from '../../records/service-users.js'
import { userEvent } from './user-event.js'

/** The writes that give a user the calendar service. */
export function entitle(
  core: Core,
  user: { readonly id: string; readonly orgId: string },
  resourceGroupId: string | null = null,
): readonly Write[] {
  const now = core.clock.now()
  return [
    put(entitlements, { userId: user.id, orgId: user.orgId, since: now, resourceGroupId }),
    put(userStatuses, {
      userId: user.id,
      orgId: user.orgId,
      state: 'pendingActivation',
      nodeId: null,
      messages: [],
      lastSync: null,
      wasActivated: false,
      stateChanged: now,
      changed: now,
    }),
    userEvent(core, user.id, { event: 'AddEntitlement', message: 'The service was given.' }),
  ]
}

/** The writes that take the service away again, and with it what it said of the user. @inferred for the absence */
export function disentitle(core: Core, userId: string): readonly Write[] {
  const { world, clock } = core
  const now = clock.now()
  const status = world.get(userStatuses, userId)
  const person = world.get(people, userId)
  return [
    remove(entitlements, userId),
    ...[...world.by(discoveries, 'user', userId)].map(({ key }) => remove(discoveries, key)),
    ...(status === undefined
      ? []
      : [
          put(userStatuses, {
            ...status,
            state: 'deactivated',
            nodeId: null,
            messages: [],
            stateChanged: now,
            changed: now,
          }),
        ]),
    ...(person?.outOfOffice == null ? [] : [put(people, { ...person, outOfOffice: null })]),
    userEvent(core, userId, { event: 'RemoveEntitlement', message: 'The service was taken away.' }),
  ]
}
