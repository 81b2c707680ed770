import { formatMilliseconds, type World } from '../../../core/index.js'
import type { Cluster, Node, NodeConnector } from '../../records/fleet.js'
import { assignments } from '../../records/service-users.js'
import type { ClusterView, ConnectorView, NodeView } from '../administration/views.js'
import { capacityOf, clusterCapacity } from '../placement/capacity.js'
import { calendarConnector, isInMaintenance, nodesInOrder } from '../placement/serving.js'
import type { Era } from '../profile.js'
import { connectorStatus, serviceStatus } from './connector-status.js'

export function renderCluster(world: World, era: Era, cluster: Cluster): ClusterView {
  const { id, name, resourceGroupId, created, appliance, assignmentType, primarySerial } = cluster
  const members = nodesInOrder(world, cluster)
  const usersOn = (node: Node) => world.countBy(assignments, 'node', node.id)
  const users = members.reduce((sum, node) => sum + usersOn(node), 0)
  const limit = limitOf(era, cluster, members)
  const statuses = members.map((node) => {
    const connector = calendarConnector(node)
    return connector === undefined ? 'outage' : connectorStatus(node, connector)
  })
  return {
    id,
    name,
    resourceGroupId,
    created: formatMilliseconds(created),
    appliance,
    assignmentType,
    status: serviceStatus(statuses),
    capacity: { users, limit, bar: barOf(users, limit) },
    nodes: members.map((node) =>
      renderNode(node, { isPrimary: node.serial === primarySerial, users: usersOn(node) }),
    ),
  }
}

/** What nodes state of themselves goes before the table. */
function limitOf(era: Era, { appliance }: Cluster, members: readonly Node[]): number {
  const capacity = capacityOf(era, appliance)
  const stated = members.flatMap((node) => calendarConnector(node)?.capacity ?? [])
  return stated.length === 0
    ? clusterCapacity(capacity, members.length)
    : stated.reduce((sum, users) => sum + users, 0)
}

/** @source hybrid-calendar.md 16, CAP: to 60 per cent green, from 91 on red */
function barOf(users: number, limit: number): ClusterView['capacity']['bar'] {
  const percent = Math.ceil((users / limit) * 100)
  if (percent <= 60) return 'green'
  return percent <= 90 ? 'amber' : 'red'
}

function renderNode(node: Node, { isPrimary, users }: Pick<NodeView, 'isPrimary' | 'users'>): NodeView {
  const { id, hostname, serial, state, lastHeartbeat, host } = node
  return {
    id,
    hostname,
    serial,
    isPrimary,
    state,
    maintenanceMode: maintenanceOf(node),
    lastHeartbeat: lastHeartbeat === null ? null : formatMilliseconds(lastHeartbeat),
    platformVersion: host?.platformVersion ?? null,
    ntp: host?.ntp ? { ...host.ntp, servers: [...host.ntp.servers] } : null,
    dns: host?.dns ? { ...host.dns, servers: [...host.dns.servers] } : null,
    releaseKey: host?.releaseKey ?? null,
    users,
    connectors: node.connectors.map((connector) => renderConnector(node, connector)),
  }
}

/** On when both want it, pending while only one does. @source hybrid-calendar.md 18.1 for the words */
function maintenanceOf(node: Node): NodeView['maintenanceMode'] {
  if (!isInMaintenance(node)) return 'off'
  return node.maintenance === 'on' && node.host?.maintenanceMode === 'on' ? 'on' : 'pending'
}

function renderConnector(node: Node, connector: NodeConnector): ConnectorView {
  const { id, type, version, state, isEnabled, alarms } = connector
  return {
    id,
    type,
    version,
    state,
    enabled: isEnabled,
    status: connectorStatus(node, connector),
    alarms: alarms.length,
  }
}
