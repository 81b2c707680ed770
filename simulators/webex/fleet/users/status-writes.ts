import { put, type Core, type Write } from '../../../core/index.js'
import { nodes } from '../../records/fleet.js'
import { entitlements, userStatuses, type UserStatus } from '../../records/service-users.js'
import { userEvent } from './user-event.js'

/** What of a status somebody decides; the times follow. */
export type NewStatus = Pick<UserStatus, 'state' | 'nodeId' | 'messages' | 'lastSync'>

/** The writes that make the status of a user another one, and the line of history that says so; none when it stays the same. */
export function statusWrites(
  core: Core,
  userId: string,
  change: (now: UserStatus) => NewStatus,
): readonly Write[] {
  const now = core.world.get(userStatuses, userId)
  if (now === undefined || core.world.get(entitlements, userId) === undefined) return []
  const after = change(now)
  if (after === now) return []
  const changed = core.clock.now()
  const stateChanged = after.state === now.state ? now.stateChanged : changed
  const nodeOf = after.nodeId === null ? undefined : core.world.get(nodes, after.nodeId)
  return [
    put(userStatuses, {
      ...now,
      ...after,
      wasActivated: now.wasActivated || after.state === 'activated',
      stateChanged,
      changed,
    }),
    userEvent(core, userId, {
      event: 'SetUserStatus',
      state: after.state,
      nodeId: after.nodeId,
      clusterId: nodeOf?.clusterId ?? null,
      message: after.messages.map(({ key }) => key).join(', '),
    }),
  ]
}
