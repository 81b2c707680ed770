import { formatMilliseconds, type World } from '../../../core/index.js'
import { nodes } from '../../records/fleet.js'
import { hybridUsers } from '../../records/hybrid-users.js'
import type { Person } from '../../records/people.js'
import { entitlements, type UserEvent, type UserStatus } from '../../records/service-users.js'
import type { EntitlementsView, EventView, StatusView } from '../administration/views.js'
import { calendarConnector } from '../placement/serving.js'

export function renderEntitlements(world: World, { id, email, displayName, type }: Person): EntitlementsView {
  const user = world.get(hybridUsers, id)
  const has = (service: 'squaredFusionGCal' | 'squaredFusionUC' | 'squaredFusionEC') =>
    user?.services.includes(service) ?? false
  return {
    userId: id,
    email,
    displayName,
    type: type === 'workspace' ? 'workspace' : 'person',
    squaredFusionCal: world.get(entitlements, id) !== undefined,
    squaredFusionGCal: has('squaredFusionGCal'),
    squaredFusionUC: has('squaredFusionUC'),
    squaredFusionEC: has('squaredFusionEC'),
    calendarResourceGroupId: user?.calendarResourceGroupId ?? null,
    callResourceGroupId: user?.callResourceGroupId ?? null,
  }
}

export function renderStatus(world: World, status: UserStatus): StatusView {
  const { userId, orgId, state, nodeId, messages, lastSync } = status
  const node = nodeId === null ? undefined : world.get(nodes, nodeId)
  const entitlement = world.get(entitlements, userId)
  return {
    userId,
    orgId,
    serviceId: 'squared-fusion-cal',
    entitled: entitlement !== undefined,
    state,
    lastStateChange: formatMilliseconds(status.stateChanged),
    lastStatusUpdate: formatMilliseconds(status.changed),
    nodeId,
    clusterId: node?.clusterId ?? null,
    connectorId: (node && calendarConnector(node)?.id) ?? null,
    resourceGroupId: entitlement?.resourceGroupId ?? null,
    owner: 'uss',
    messages: [...messages],
    ...(lastSync === null ? {} : { lastSync: formatMilliseconds(lastSync) }),
  }
}

export function renderEvent({ at, event, state, clusterId, nodeId, message }: UserEvent): EventView {
  return { at: formatMilliseconds(at), event, state, cluster: clusterId, node: nodeId, message }
}
