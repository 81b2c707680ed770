import { z } from 'zod'
import type { World } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { clusters, nodes, type Cluster, type Node, type NodeConnector } from '../records/fleet.js'
import { ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { renderCluster, renderConnector } from './render.js'
import { hybridClusterShape, hybridConnectorShape } from './shapes.js'

const CAN_READ_CLUSTERS = administratorWith('spark-admin:hybrid_clusters_read')
const CAN_READ_CONNECTORS = administratorWith('spark-admin:hybrid_connectors_read')

const listQuery = z.strictObject({ orgId: z.string().optional() })

interface FoundConnector {
  readonly cluster: Cluster
  readonly node: Node
  readonly connector: NodeConnector
}

/** `/v1/hybrid`: the fleet as a public client sees it, read only. @source webex.md 6 */
export function hybridRoutes(world: World): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/hybrid/clusters',
      summary: 'List the clusters of the organization',
      access: CAN_READ_CLUSTERS,
      query: listQuery,
      answers: { 200: listOf(hybridClusterShape) },
      handle: ({ who, query }) => ok({ items: clustersOf(who(), query.orgId).map(renderCluster) }),
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/clusters/:clusterId',
      summary: 'Show a cluster',
      access: CAN_READ_CLUSTERS,
      query: listQuery,
      answers: { 200: hybridClusterShape },
      handle({ who, param, query }) {
        const id = parseHydraId('HYBRID_CLUSTER', param('clusterId'))
        const cluster = clustersOf(who(), query.orgId).find((one) => one.id === id)
        if (cluster === undefined) throw notFound()
        return ok(renderCluster(cluster))
      },
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/connectors',
      summary: 'List the connectors of all nodes, with their alarms',
      access: CAN_READ_CONNECTORS,
      query: listQuery,
      answers: { 200: listOf(hybridConnectorShape) },
      handle: ({ who, query }) => ok({ items: connectorsOf(who(), query.orgId).map(renderConnector) }),
    }),
    route({
      method: 'GET',
      path: '/v1/hybrid/connectors/:connectorId',
      summary: 'Show a connector with its alarms',
      access: CAN_READ_CONNECTORS,
      query: listQuery,
      answers: { 200: hybridConnectorShape },
      handle({ who, param, query }) {
        const id = parseHydraId('HYBRID_CONNECTOR', param('connectorId'))
        const found = connectorsOf(who(), query.orgId).find(({ connector }) => connector.id === id)
        if (found === undefined) throw notFound()
        return ok(renderConnector(found))
      },
    }),
  ]

  function clustersOf({ orgId }: Caller, asked: string | undefined): readonly Cluster[] {
    if (asked !== undefined && parseHydraId('ORGANIZATION', asked) !== orgId) throw notFound()
    return [...world.by(clusters, 'organization', orgId)].map(({ record }) => record)
  }

  function connectorsOf(caller: Caller, asked: string | undefined): readonly FoundConnector[] {
    return clustersOf(caller, asked).flatMap((cluster) =>
      [...world.by(nodes, 'cluster', cluster.id)].flatMap(({ record: node }) =>
        node.connectors.map((connector) => ({ cluster, node, connector })),
      ),
    )
  }
}
