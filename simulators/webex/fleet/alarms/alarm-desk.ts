import { formatMilliseconds, put, type Core, type Instant } from '../../../core/index.js'
import { clusters, nodes, type Node, type NodeAlarm } from '../../records/fleet.js'
import { serviceAlarms, type ServiceAlarm } from '../../records/organization-settings.js'
import { notFound } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import type { AlarmView } from '../administration/views.js'

/** The alarms that are up in an organization, and who has taken note of them. */
export interface AlarmDesk {
  list(by: Administrator): readonly AlarmView[]
  /** An alarm that is acknowledged is not mailed (again) until it has ended and been raised anew. */
  acknowledge(by: Administrator, alarmId: string): AlarmView
}

export function createAlarmDesk({ world, clock }: Core): AlarmDesk {
  const list = ({ orgId }: Administrator) => [
    ...[...world.by(serviceAlarms, 'organization', orgId)].map(({ record }) =>
      renderServiceAlarm(record, clock.now()),
    ),
    ...nodesOf(orgId).flatMap(alarmsOfNode),
  ]

  return {
    list,
    acknowledge(by, alarmId) {
      const mark = { by: by.name, at: clock.now() }
      const writes = [
        ...[...world.by(serviceAlarms, 'organization', by.orgId)]
          .filter(({ record }) => record.alarmId === alarmId)
          .map(({ record }) => put(serviceAlarms, { ...record, acknowledged: mark })),
        ...nodesOf(by.orgId)
          .filter((node) => alarmsOfNode(node).some((alarm) => alarm.alarmId === alarmId))
          .map((node) => put(nodes, withAlarms(node, acknowledgeOne(alarmId, mark)))),
      ]
      if (writes.length === 0) throw notFound()
      world.commit({ cause: by.cause, reason: 'alarm acknowledged', writes })
      const acknowledged = list(by).find((alarm) => alarm.alarmId === alarmId)
      if (acknowledged === undefined) throw notFound()
      return acknowledged
    },
  }

  function nodesOf(orgId: string): readonly Node[] {
    return [...world.by(clusters, 'organization', orgId)].flatMap(({ key }) =>
      [...world.by(nodes, 'cluster', key)].map(({ record }) => record),
    )
  }
}

function acknowledgeOne(alarmId: string, acknowledged: NonNullable<NodeAlarm['acknowledged']>) {
  return (alarm: NodeAlarm): NodeAlarm => (alarm.alarmId === alarmId ? { ...alarm, acknowledged } : alarm)
}

/** The node with all of its alarms changed in one way. */
export function withAlarms(node: Node, change: (alarm: NodeAlarm) => NodeAlarm): Node {
  return {
    ...node,
    hostAlarms: node.hostAlarms.map(change),
    connectors: node.connectors.map((connector) => ({ ...connector, alarms: connector.alarms.map(change) })),
  }
}

export function alarmsOfNode(node: Node): readonly AlarmView[] {
  return [
    ...node.hostAlarms.map((alarm) => renderNodeAlarm(alarm, node, null)),
    ...node.connectors.flatMap(({ type, alarms }) =>
      alarms.map((alarm) => renderNodeAlarm(alarm, node, type)),
    ),
  ]
}

function renderNodeAlarm(alarm: NodeAlarm, node: Node, connectorType: string | null): AlarmView {
  const { alarmId, number, key, severity, title, description, solution, firstReported } = alarm
  return {
    alarmId,
    id: number,
    key,
    severity,
    title,
    description,
    solution,
    firstReported: formatMilliseconds(firstReported),
    lastReported: formatMilliseconds(node.lastHeartbeat ?? firstReported),
    clusterId: node.clusterId,
    nodeId: node.id,
    hostname: node.hostname,
    connectorType,
    acknowledged: renderMark(alarm.acknowledged),
  }
}

function renderServiceAlarm(alarm: ServiceAlarm, now: Instant): AlarmView {
  const { alarmId, key, severity, title, description, raised } = alarm
  return {
    alarmId,
    id: null,
    key,
    severity,
    title,
    description,
    solution: null,
    firstReported: formatMilliseconds(raised),
    lastReported: formatMilliseconds(now),
    clusterId: null,
    nodeId: null,
    hostname: null,
    connectorType: null,
    acknowledged: renderMark(alarm.acknowledged),
  }
}

function renderMark(mark: NodeAlarm['acknowledged']): AlarmView['acknowledged'] {
  return mark && { by: mark.by, at: formatMilliseconds(mark.at) }
}
