import { formatMilliseconds, type World } from '../../core/index.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import {
  clusters,
  nodes,
  type Cluster,
  type Node,
  type NodeAlarm,
  type NodeConnector,
} from '../records/fleet.js'
import { ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { bearer, route, type Route } from '../rest/route.js'

/** How the public API names what the nodes report. @source webex.md 6, hybrid-calendar.md 18.1 */
const CONNECTOR_TYPES: Readonly<Record<string, string>> = {
  c_mgmt: 'expresswayManagement',
  c_cal: 'calendar',
  c_ucmc: 'call',
  c_imp: 'message',
  c_serab: 'expresswayServiceability',
}

/** `/v1/hybrid`: the fleet as a public client sees it, read only. @source webex.md 6 */
export function hybridRoutes(world: World): readonly Route[] {
  const canReadClusters = bearer('spark-admin:hybrid_clusters_read')
  const canReadConnectors = bearer('spark-admin:hybrid_connectors_read')

  return [
    route({
      method: 'GET',
      path: '/v1/hybrid/clusters',
      access: canReadClusters,
      handle: ({ who }) => ok({ items: clustersOf(who().orgId).map(renderCluster) }),
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/clusters/:clusterId',
      access: canReadClusters,
      handle({ who, param }) {
        const id = parseHydraId('HYBRID_CLUSTER', param('clusterId'))
        const cluster = clustersOf(who().orgId).find((one) => one.id === id)
        if (cluster === undefined) throw notFound()
        return ok(renderCluster(cluster))
      },
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/connectors',
      access: canReadConnectors,
      handle: ({ who }) => ok({ items: connectorsOf(who().orgId).map(({ rendered }) => rendered) }),
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/connectors/:connectorId',
      access: canReadConnectors,
      handle({ who, param }) {
        const id = parseHydraId('HYBRID_CONNECTOR', param('connectorId'))
        const connector = connectorsOf(who().orgId).find((one) => one.id === id)
        if (connector === undefined) throw notFound()
        return ok(connector.rendered)
      },
    }),
  ]

  function clustersOf(orgId: string): readonly Cluster[] {
    return [...world.by(clusters, 'organization', orgId)].map(({ record }) => record)
  }

  function connectorsOf(orgId: string): readonly { readonly id: string; readonly rendered: object }[] {
    return clustersOf(orgId).flatMap((cluster) =>
      [...world.by(nodes, 'cluster', cluster.id)].flatMap(({ record: node }) =>
        node.connectors.map((connector) => ({
          id: connector.id,
          rendered: renderConnector(cluster, node, connector),
        })),
      ),
    )
  }
}

function renderCluster({ id, orgId, name, resourceGroupId }: Cluster): object {
  return {
    id: hydraId('HYBRID_CLUSTER', id),
    orgId: hydraId('ORGANIZATION', orgId),
    name,
    ...(resourceGroupId === null ? {} : { resourceGroupId }),
  }
}

function renderConnector(cluster: Cluster, node: Node, connector: NodeConnector): object {
  const id = hydraId('HYBRID_CONNECTOR', connector.id)
  return {
    id,
    orgId: hydraId('ORGANIZATION', cluster.orgId),
    hybridClusterId: hydraId('HYBRID_CLUSTER', cluster.id),
    hostname: node.hostname,
    status: statusOf(node, connector),
    created: formatMilliseconds(node.joined),
    type: CONNECTOR_TYPES[connector.type] ?? connector.type,
    version: connector.version,
    alarms: connector.alarms.map((alarm) => renderAlarm(alarm, id)),
  }
}

/** @source hybrid-calendar.md HC-233: a connector that does not run is an outage; @inferred one with alarms is impaired */
function statusOf({ state }: Node, connector: NodeConnector): 'operational' | 'impaired' | 'outage' {
  if (state !== 'live' || connector.state !== 'running') return 'outage'
  return connector.alarms.some(({ severity }) => severity === 'critical' || severity === 'error')
    ? 'impaired'
    : 'operational'
}

function renderAlarm(
  { alarmId, raised, severity, title, description }: NodeAlarm,
  hybridConnectorId: string,
): object {
  return { id: alarmId, created: formatMilliseconds(raised), severity, title, description, hybridConnectorId }
}
