import { directoryServiceDn, type Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'
import {
  container,
  objectsBelow,
  withValues,
  type ObjectRow,
  type SeedObject,
  type SeedPlan,
} from './seed-object.js'

/** Neither deleted, nor renamed, nor moved. @source MS-ADTS 2.2.10 */
const FIXED: Values = { systemFlags: ['-1946157056'], isCriticalSystemObject: ['TRUE'] }

/** What is below CN=System of every domain, parents first. @source MS-ADTS 6.1.1.4.12 */
const OBJECTS: readonly ObjectRow[] = [
  ['AdminSDHolder', 'container', FIXED],
  ['ComPartitions', 'container'],
  ['ComPartitionSets', 'container'],
  ['Default Domain Policy', 'domainPolicy', FIXED],
  ['AppCategories,Default Domain Policy', 'classStore'],
  ['Dfs-Configuration', 'dfsConfiguration', FIXED],
  ['DFSR-GlobalSettings', 'msDFSR-GlobalSettings'],
  ['DomainUpdates', 'container'],
  ['File Replication Service', 'nTFRSSettings', FIXED],
  ['FileLinks', 'fileLinkTracking', FIXED],
  ['ObjectMoveTable,FileLinks', 'linkTrackObjectMoveTable', FIXED],
  ['VolumeTable,FileLinks', 'linkTrackVolumeTable', FIXED],
  ['IP Security', 'container'],
  ['Meetings', 'container', FIXED],
  ['MicrosoftDNS', 'container'],
  ['Password Settings Container', 'msDS-PasswordSettingsContainer'],
  ['Policies', 'container', FIXED],
  ['PSPs', 'msImaging-PSPs'],
  ['RAS and IAS Servers Access Check', 'container'],
  ['RpcServices', 'rpcContainer', FIXED],
  ['Server', 'samServer', { ...FIXED, revision: ['65543'] }],
  ['WinsockServices', 'container', FIXED],
  ['WMIPolicy', 'container'],
  ['PolicyTemplate,WMIPolicy', 'container'],
  ['PolicyType,WMIPolicy', 'container'],
  ['SOM,WMIPolicy', 'container'],
  ['WMIGPO,WMIPolicy', 'container'],
]

/** The two policies that every domain has, by the names of their containers. @source MS-GPOD 1.1.3 */
const POLICIES = {
  domain: { guid: '{31B2F340-016D-11D2-945F-00C04FB984F9}', displayName: 'Default Domain Policy' },
  controllers: {
    guid: '{6AC1786C-016F-11D2-945F-00C04FB984F9}',
    displayName: 'Default Domain Controllers Policy',
  },
} as const

/** RIDs that the pools of controllers are cut from: the next, and above it the last. @source MS-ADTS 6.1.5.3 */
const RID_POOL = String((0x3fff_ffffn << 32n) | 1600n)

/** The gPLink that applies a policy to what it stands on. @source MS-GPOL 2.2.2 */
export function linkOfPolicy({ domainDn }: Forest, policy: keyof typeof POLICIES): string {
  return `[LDAP://CN=${POLICIES[policy].guid},CN=Policies,CN=System,${domainDn};0]`
}

export function systemContainer({ forest }: SeedPlan): SeedObject[] {
  const system = `CN=System,${forest.domainDn}`
  return [
    ...objectsBelow(system, OBJECTS),
    withValues(container(system, 'RID Manager$', 'rIDManager'), {
      ...FIXED,
      rIDAvailablePool: [RID_POOL],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    ...Object.values(POLICIES).flatMap((policy) => policyObjects(forest, policy)),
  ]
}

function policyObjects(
  { domainDn, dnsDomain }: Forest,
  { guid, displayName }: (typeof POLICIES)[keyof typeof POLICIES],
): SeedObject[] {
  const policies = `CN=Policies,CN=System,${domainDn}`
  return [
    withValues(container(policies, guid, 'groupPolicyContainer'), {
      ...FIXED,
      displayName: [displayName],
      flags: ['0'],
      gPCFunctionalityVersion: ['2'],
      gPCFileSysPath: [`\\\\${dnsDomain}\\sysvol\\${dnsDomain}\\Policies\\${guid}`],
      versionNumber: ['1'],
    }),
    ...['Machine', 'User'].map((part) => withValues(container(`CN=${guid},${policies}`, part), FIXED)),
  ]
}
