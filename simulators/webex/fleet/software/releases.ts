import { parseInstant, type World } from '../../../core/index.js'
import {
  channelReleases,
  packageKey,
  softwarePackages,
  type ChannelName,
  type ChannelRelease,
  type PackageType,
  type SoftwarePackage,
} from '../../records/software.js'

/** @source webex.md 14: internal 1-3, Beta 4-5, Stable 6-7; @inferred which of them each name has */
export const CHANNEL_LEVELS: Readonly<Record<ChannelName, number>> = {
  latest: 1,
  alpha: 3,
  beta: 4,
  stable: 6,
}

/** What every channel has until something newer is issued. @source webex.md 15.2 for the versions; S002 for the oldest host */
const FIRST_VERSIONS: Readonly<Record<PackageType, string>> = {
  c_mgmt: '8.11-1.0.321154',
  c_cal: '8.11-1.0.6300',
}
const FIRST = { released: parseInstant('2019-05-31T00:00:00Z'), minPlatform: 'X8.7.1' }

export function releaseIn(world: World, channel: ChannelName, type: PackageType): ChannelRelease {
  const first = { channel, type, version: FIRST_VERSIONS[type], isUrgent: false }
  return world.get(channelReleases, `${channel}/${type}`) ?? first
}

/** A package that the cloud has issued; undefined for a version of somebody else. */
export function findPackage(world: World, type: string, version: string): SoftwarePackage | undefined {
  const issued = world.get(softwarePackages, packageKey(type, version))
  if (issued !== undefined) return issued
  return isPackageType(type) && FIRST_VERSIONS[type] === version ? { type, version, ...FIRST } : undefined
}

function isPackageType(type: string): type is PackageType {
  return Object.hasOwn(FIRST_VERSIONS, type)
}
