import type { z } from 'zod'
import { formatMilliseconds } from '../../core/index.js'
import { connectorStatus } from '../fleet/clusters/connector-status.js'
import { hydraId } from '../hydra-id.js'
import type { Cluster, Node, NodeConnector } from '../records/fleet.js'
import type { hybridClusterShape, hybridConnectorShape } from './shapes.js'

/** How the public API names what the nodes report. @source webex.md 6, hybrid-calendar.md 18.1 */
const CONNECTOR_TYPES: Readonly<Record<string, string>> = {
  c_mgmt: 'expresswayManagement',
  c_cal: 'calendar',
  c_ucmc: 'call',
  c_imp: 'message',
  c_serab: 'expresswayServiceability',
}

type ConnectorBody = z.input<typeof hybridConnectorShape>

export function renderCluster({
  id,
  orgId,
  name,
  resourceGroupId,
}: Cluster): z.input<typeof hybridClusterShape> {
  return {
    id: hydraId('HYBRID_CLUSTER', id),
    orgId: hydraId('ORGANIZATION', orgId),
    name,
    ...(resourceGroupId === null ? {} : { resourceGroupId: hydraId('RESOURCE_GROUP', resourceGroupId) }),
  }
}

export function renderConnector({
  cluster,
  node,
  connector,
}: {
  readonly cluster: Cluster
  readonly node: Node
  readonly connector: NodeConnector
}): ConnectorBody {
  const id = hydraId('HYBRID_CONNECTOR', connector.id)
  return {
    id,
    orgId: hydraId('ORGANIZATION', cluster.orgId),
    hybridClusterId: hydraId('HYBRID_CLUSTER', cluster.id),
    hostname: node.hostname,
    status: connectorStatus(node, connector),
    created: formatMilliseconds(node.joined),
    type: CONNECTOR_TYPES[connector.type] ?? connector.type,
    version: connector.version,
    alarms: connector.alarms.map(({ alarmId, raised, severity, title, description }) => ({
      id: alarmId,
      created: formatMilliseconds(raised),
      severity,
      title,
      description,
      hybridConnectorId: id,
    })),
  }
}
