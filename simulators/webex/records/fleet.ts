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
  indexes: { organization: ({ orgId }) => orgId },
})

/** What a node runs on, and what else runs there: its capacity follows. @source hybrid-calendar.md 16 */
export interface Appliance {
  readonly size: 'small' | 'medium' | 'large'
  /** `shared`: with call and media. `callTraversal`: with calls that pass through. */
  readonly coResidence: 'dedicated' | 'call' | 'shared' | 'message' | 'callTraversal'
}

export interface Peer {
  readonly serial: string
  readonly hostname: string
}

export interface Cluster {
  readonly id: string
  readonly orgId: string
  readonly name: string
  /** A cluster in a group serves only its people; one in none, only people in none. */
  readonly resourceGroupId: string | null
  readonly created: Instant
  /** The host that registered: the primary peer, the first in every order. */
  readonly primarySerial: string
  /** The other hosts, as the primary announced them. */
  readonly peers: readonly Peer[]
  readonly appliance: Appliance
  /** `standard`: all on the first node, the others in reserve. @source hybrid-calendar.md HC-221 */
  readonly assignmentType: 'standard' | 'activeActive'
}

export const clusters = collectionOf<Cluster>()('webex', 'clusters', {
  key: ({ id }) => id,
  indexes: {
    organization: ({ orgId }) => orgId,
    group: ({ resourceGroupId }) => resourceGroupId ?? undefined,
  },
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
  /** What the administrator wants; what the host says of itself is in `host`. */
  readonly maintenance: 'on' | 'off'
  /** Null before the first heartbeat. */
  readonly host: HostFacts | null
  /** What is wrong with the host itself. */
  readonly hostAlarms: readonly NodeAlarm[]
  readonly connectors: readonly NodeConnector[]
}

/** What a host says of itself. */
export interface HostFacts {
  readonly uptimeSeconds: number
  readonly platformVersion: string
  readonly maintenanceMode: 'on' | 'off' | 'pending'
  readonly ntp: { readonly servers: readonly string[]; readonly isSynchronized: boolean } | null
  readonly dns: { readonly servers: readonly string[]; readonly isResolving: boolean } | null
  readonly releaseKey: { readonly isValid: boolean } | null
}

export interface NodeConnector {
  readonly id: string
  readonly type: string
  readonly version: string
  readonly state: string
  readonly isEnabled: boolean
  readonly capacity: number | null
  readonly alarms: readonly NodeAlarm[]
}

export interface NodeAlarm {
  readonly alarmId: string
  /** The published number; null for what the documents do not number. */
  readonly number: string | null
  /** Tells apart two alarms of one number. */
  readonly key: string | null
  readonly severity: AlarmSeverity
  /** When the node says that it began, and when the cloud was first told. */
  readonly raised: Instant
  readonly firstReported: Instant
  readonly title: string
  readonly description: string
  readonly solution: string | null
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null
  readonly isMailed: boolean
}

export type AlarmSeverity = 'critical' | 'error' | 'warning' | 'alert'

export const nodes = collectionOf<Node>()('webex', 'nodes', {
  key: ({ id }) => id,
  indexes: {
    cluster: ({ clusterId }) => clusterId,
    serial: ({ clusterId, serial }) => `${clusterId}/${serial}`,
  },
  streams: () => [FLEET_STREAM],
})

/** What of the configuration is a cluster's own; the rest is its organization's. */
export interface FleetConfig {
  readonly clusterId: string
  /** Grows with every change, of the organization's part too. */
  readonly configVersion: number
  readonly defaultSite: string
  readonly features: Readonly<Record<string, boolean>>
  readonly ewsPollSeconds: number
}

export const fleetConfigs = collectionOf<FleetConfig>()('webex', 'fleetConfigs', {
  key: ({ clusterId }) => clusterId,
})
