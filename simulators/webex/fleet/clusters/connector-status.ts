import type { Node, NodeConnector } from '../../records/fleet.js'
import { isInMaintenance } from '../placement/serving.js'

export type ConnectorStatus = 'operational' | 'impaired' | 'outage' | 'maintenanceMode'

/** @source hybrid-calendar.md HC-233: a connector that does not run is an outage; @inferred one with alarms is impaired */
export function connectorStatus(node: Node, connector: NodeConnector): ConnectorStatus {
  if (isInMaintenance(node)) return 'maintenanceMode'
  if (node.state !== 'live' || connector.state !== 'running') return 'outage'
  return connector.alarms.some(({ severity }) => severity === 'critical' || severity === 'error')
    ? 'impaired'
    : 'operational'
}

/** Several connectors of one service, as one. A node in maintenance is not missed. @source hybrid-calendar.md HC-233 */
export function serviceStatus(statuses: readonly ConnectorStatus[]): 'operational' | 'impaired' | 'outage' {
  const counted = statuses.filter((status) => status !== 'maintenanceMode')
  const operational = counted.filter((status) => status === 'operational').length
  if (operational === 0) return counted.includes('impaired') ? 'impaired' : 'outage'
  return operational === counted.length ? 'operational' : 'impaired'
}
