import { collectionOf, type Instant } from '../../core/index.js'

/** @source webex.md 15.3, hybrid-calendar.md HC-260 */
export type ChannelName = 'stable' | 'beta' | 'alpha' | 'latest'
export type PackageType = 'c_mgmt' | 'c_cal'

/** A version of a connector that the cloud has issued. */
export interface SoftwarePackage {
  readonly type: PackageType
  readonly version: string
  readonly released: Instant
  /** The oldest version of the host that it runs on. */
  readonly minPlatform: string
}

export const packageKey = (type: string, version: string): string => `${type}/${version}`

export const softwarePackages = collectionOf<SoftwarePackage>()('webex', 'softwarePackages', {
  key: ({ type, version }) => packageKey(type, version),
})

/** The version that a channel has for a connector. */
export interface ChannelRelease {
  readonly channel: ChannelName
  readonly type: PackageType
  readonly version: string
  /** Installed at the urgent hour of the next day, whatever the schedule says. */
  readonly isUrgent: boolean
}

export const channelReleases = collectionOf<ChannelRelease>()('webex', 'channelReleases', {
  key: ({ channel, type }) => `${channel}/${type}`,
})

/** When a cluster is upgraded. @source webex.md 15.3, hybrid-calendar.md HC-260 */
export interface UpgradeSchedule {
  readonly clusterId: string
  readonly channel: ChannelName
  /** 0 for Sunday to 6 for Saturday. */
  readonly days: readonly number[]
  /** Full hours, on the clock of the zone. */
  readonly hour: number
  readonly urgentHour: number
  readonly timezone: string
  readonly postponedUntil: Instant | null
  /** Times in which no upgrade begins. */
  readonly moratoria: readonly { readonly start: Instant; readonly end: Instant }[]
}

export const upgradeSchedules = collectionOf<UpgradeSchedule>()('webex', 'upgradeSchedules', {
  key: ({ clusterId }) => clusterId,
})

/** One connector of one cluster on its way to another version. */
export interface Upgrade {
  readonly clusterId: string
  readonly type: PackageType
  readonly version: string
  readonly isUrgent: boolean
  readonly state: 'planned' | 'running' | 'done' | 'failed'
  readonly startsAt: Instant
  readonly wasPostponed: boolean
  /** What nodes have reported of it, by node. */
  readonly progress: Readonly<Record<string, string>>
  readonly failure: string | null
}

export const upgradeKey = (clusterId: string, type: string): string => `${clusterId}/${type}`

export const upgrades = collectionOf<Upgrade>()('webex', 'upgrades', {
  key: ({ clusterId, type }) => upgradeKey(clusterId, type),
  indexes: { cluster: ({ clusterId }) => clusterId, state: ({ state }) => state },
})
