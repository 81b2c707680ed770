import type { Ids } from '../../core/index.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { Values } from '../tree/object-defaults.js'
import { crossReferences } from './cross-references.js'
import {
  container,
  headOf,
  objectsBelow,
  withValues,
  type ObjectRow,
  type SeedObject,
} from './seed-object.js'
import { zonePartition } from './zone-partition.js'

/** May not be deleted; nor moved; nor, for sites, renamed or moved when deleted. @source MS-ADTS 2.2.10 */
const NOT_DELETED: Values = { systemFlags: ['-2147483648'] }
const NOT_MOVED: Values = { systemFlags: ['-2113929216'] }
const RENAMABLE: Values = { systemFlags: ['1073741824'] }

/** What is in Configuration of every forest, parents first. @source ad-golden dumps/configuration.ldif; MS-ADTS 6.1.1.2 */
const OBJECTS: readonly ObjectRow[] = [
  ['Deleted Objects', 'container', { isDeleted: ['TRUE'], ...NOT_DELETED }],
  ['ForestUpdates', 'container'],
  ['LostAndFoundConfig', 'lostAndFound', NOT_DELETED],
  ['NTDS Quotas', 'msDS-QuotaContainer', { ...NOT_DELETED, 'msDS-TombstoneQuotaFactor': ['100'] }],
  ['Physical Locations', 'physicalLocation', RENAMABLE],
  ['Sites', 'sitesContainer', NOT_MOVED],
  ['Inter-Site Transports,Sites', 'interSiteTransportContainer', NOT_MOVED],
  ['IP,Inter-Site Transports,Sites', 'interSiteTransport', { ...NOT_MOVED, transportDLLName: ['ismip.dll'] }],
  [
    'SMTP,Inter-Site Transports,Sites',
    'interSiteTransport',
    { ...NOT_MOVED, transportDLLName: ['ismsmtp.dll'] },
  ],
  ['Subnets,Sites', 'subnetContainer', NOT_MOVED],
  ['Services', 'container', NOT_DELETED],
  ['MsmqServices,Services', 'mSMQEnterpriseSettings'],
  ['NetServices,Services', 'container'],
  ['Public Key Services,Services', 'container'],
  ['RRAS,Services', 'container'],
  ['Windows NT,Services', 'container'],
  [
    'Directory Service,Windows NT,Services',
    'nTDSService',
    {
      tombstoneLifetime: ['180'],
      'msDS-Other-Settings': [
        'DisableVLVSupport=0',
        'DynamicObjectMinTTL=900',
        'DynamicObjectDefaultTTL=86400',
      ],
      sPNMappings: [
        `host=${[
          'alerter,appmgmt,cisvc,clipsrv,browser,dhcp,dnscache,replicator,eventlog,eventsystem,policyagent,oakley',
          'dmserver,dns,mcsvc,fax,msiserver,ias,messenger,netlogon,netman,netdde,netddedsm,nmagent,plugplay',
          'protectedstorage,rasman,rpclocator,rpc,rpcss,remoteaccess,rsvp,samss,scardsvr,scesrv,seclogon,scm,dcom',
          'cifs,spooler,snmp,schedule,tapisrv,trksvr,trkwks,ups,time,wins,www,http,w3svc,iisadmin,msdtc',
        ].join(',')}`,
      ],
    },
  ],
  ['Query-Policies,Directory Service,Windows NT,Services', 'container'],
  [
    'Default Query Policy,Query-Policies,Directory Service,Windows NT,Services',
    'queryPolicy',
    { lDAPAdminLimits: Object.entries(LDAP_LIMITS).map(([name, limit]) => `${name}=${limit}`) },
  ],
  ['WellKnown Security Principals', 'container', NOT_DELETED],
]

/** wellKnownObjects of Configuration. @source ad-golden dumps/configuration.ldif */
const WELL_KNOWN: readonly (readonly [guid: string, name: string])[] = [
  ['6227F0AF1FC2410D8E3BB10615BB5B0F', 'NTDS Quotas'],
  ['AB8153B7768811D1ADED00C04FD8D5CD', 'LostAndFoundConfig'],
  ['18E2EA80684F11D2B9AA00C04F79F805', 'Deleted Objects'],
]

/** Configuration, Schema and the DNS application partitions of a fresh forest, without sites and controllers. */
export function configurationContext(forest: Forest, ids: Ids): SeedObject[] {
  const { configurationDn, schemaDn } = forest
  return [
    withValues(headOf(configurationDn, 'Configuration', 'configuration'), {
      'msDS-NcType': ['0'],
      subRefs: [schemaDn],
      wellKnownObjects: WELL_KNOWN.map(([guid, name]) => `B:32:${guid}:CN=${name},${configurationDn}`),
    }),
    ...objectsBelow(configurationDn, OBJECTS),
    ...WELL_KNOWN_PRINCIPALS.map(([name, sid]) =>
      withValues(
        container(`CN=WellKnown Security Principals,${configurationDn}`, name, 'foreignSecurityPrincipal'),
        { objectSid: [sid] },
      ),
    ),
    ...crossReferences(forest, ids),
    withValues(headOf(schemaDn, 'Schema', 'dMD'), {
      objectVersion: ['88'],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    ...['DomainDnsZones', 'ForestDnsZones'].flatMap((zone) => zonePartition(forest, zone)),
  ]
}

/** Identities that Windows knows without anybody's making them. @source MS-ADTS 6.1.1.2.6; MS-DTYP 2.4.2.4 */
const WELL_KNOWN_PRINCIPALS: readonly (readonly [name: string, sid: string])[] = [
  ['Anonymous Logon', 'S-1-5-7'],
  ['Authenticated Users', 'S-1-5-11'],
  ['Batch', 'S-1-5-3'],
  ['Console Logon', 'S-1-2-1'],
  ['Creator Group', 'S-1-3-1'],
  ['Creator Owner', 'S-1-3-0'],
  ['Dialup', 'S-1-5-1'],
  ['Digest Authentication', 'S-1-5-64-21'],
  ['Enterprise Domain Controllers', 'S-1-5-9'],
  ['Everyone', 'S-1-1-0'],
  ['Interactive', 'S-1-5-4'],
  ['IUSR', 'S-1-5-17'],
  ['Local Service', 'S-1-5-19'],
  ['Network', 'S-1-5-2'],
  ['Network Service', 'S-1-5-20'],
  ['NTLM Authentication', 'S-1-5-64-10'],
  ['Other Organization', 'S-1-5-1000'],
  ['Owner Rights', 'S-1-3-4'],
  ['Proxy', 'S-1-5-8'],
  ['Remote Interactive Logon', 'S-1-5-14'],
  ['Restricted', 'S-1-5-12'],
  ['SChannel Authentication', 'S-1-5-64-14'],
  ['Self', 'S-1-5-10'],
  ['Service', 'S-1-5-6'],
  ['System', 'S-1-5-18'],
  ['Terminal Server User', 'S-1-5-13'],
  ['This Organization', 'S-1-5-15'],
]
