import { collectionOf, type Instant } from '../../core/index.js'

/** Everything that may change who serves whom. */
export const FLEET_STREAM = 'webex.fleet'
export const nodeStream = (nodeId: string): string => `webex.node.${nodeId}`
export const clusterStream = (clusterId: string): string => `webex.cluster.${clusterId}`

/** A resource announced by an administrator and not yet claimed by a host. */
export interface Preregistration {
  readonly clusterId: string
  readonly orgId: string
  readonly displayName: string
  readonly hostname: string
  readonly resourceGroupId: string | null
  readonly expires: Instant
  /** When the Allow page was shown. */
  readonly pageOpened: Instant | null
  readonly codeHash: string | null
  readonly isUsed: boolean
}

export const preregistrations = collectionOf<Preregistration>()('webex', 'preregistrations', {
  key: ({ clusterId }) => clusterId,
})

export interface Cluster {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly resourceGroupId: string | null
  readonly created: Instant
}

export const clusters = collectionOf<Cluster>()('webex', 'clusters', {
  key: ({ id }) => id,
  indexes: { organization: ({ orgId }) => orgId },
})

/** `lost`: silent for longer than the server tolerates; it comes back with its next heartbeat. */
export type NodeState = 'joined' | 'live' | 'lost'

export interface Node {
  readonly id: string
  readonly clusterId: string
  readonly serial: string
  readonly hostname: string
  readonly state: NodeState
  readonly joined: Instant
  readonly lastHeartbeat: Instant | null
  readonly connectors: readonly NodeConnector[]
}

export interface NodeConnector {
  readonly id: string
  readonly type: string
  readonly version: string
  readonly state: string
  readonly capacity: number | null
  readonly alarms: readonly NodeAlarm[]
}

export interface NodeAlarm {
  readonly alarmId: string
  readonly number: string
  readonly key: string | null
  readonly severity: string
  readonly raised: Instant
  readonly title: string
  readonly description: string
}

export const nodes = collectionOf<Node>()('webex', 'nodes', {
  key: ({ id }) => id,
  indexes: {
    cluster: ({ clusterId }) => clusterId,
    serial: ({ clusterId, serial }) => `${clusterId}/${serial}`,
  },
  streams: () => [FLEET_STREAM],
})

/** The settings of an organization that every node reads. */
export interface FleetConfig {
  readonly clusterId: string
  readonly configVersion: number
  readonly keywords: Readonly<Record<string, 'myroom' | 'space'>>
  readonly defaultLanguage: string
  readonly emailTemplate: string | null
  readonly defaultSite: string
  readonly joinButtonMinutes: number
  readonly features: Readonly<Record<string, boolean>>
  readonly ewsPollSeconds: number
}

export const fleetConfigs = collectionOf<FleetConfig>()('webex', 'fleetConfigs', {
  key: ({ clusterId }) => clusterId,
})
