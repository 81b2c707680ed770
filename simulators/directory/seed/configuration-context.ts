import type { Ids } from '../../core/index.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { Values } from '../tree/object-defaults.js'
import { container, withValues, type SeedObject } from './seed-object.js'

/** instanceType of a naming context's head that is not the domain. @source ad-golden dumps/configuration.ldif */
const HEAD = ['13']
/** May not be deleted; nor moved; nor, for sites, renamed or moved when deleted. @source MS-ADTS 2.2.10 */
const NOT_DELETED: Values = { systemFlags: ['-2147483648'] }
const NOT_MOVED: Values = { systemFlags: ['-2113929216'] }
const RENAMABLE: Values = { systemFlags: ['1073741824'] }

type Row = readonly [path: string, objectClass: string, values?: Values]

/** What is in Configuration of every forest, parents first. @source ad-golden dumps/configuration.ldif; MS-ADTS 6.1.1.2 */
const OBJECTS: readonly Row[] = [
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
    withValues(head(configurationDn, 'Configuration', 'configuration'), {
      'msDS-NcType': ['0'],
      subRefs: [schemaDn],
      wellKnownObjects: WELL_KNOWN.map(([guid, name]) => `B:32:${guid}:CN=${name},${configurationDn}`),
    }),
    ...OBJECTS.map(([path, objectClass, values = {}]) => {
      const [name = '', ...above] = path.split(',')
      const parent = [...above.map((rdn) => `CN=${rdn}`), configurationDn].join(',')
      return withValues(container(parent, name, objectClass), values)
    }),
    ...WELL_KNOWN_PRINCIPALS.map(([name, sid]) =>
      withValues(
        container(`CN=WellKnown Security Principals,${configurationDn}`, name, 'foreignSecurityPrincipal'),
        { objectSid: [sid] },
      ),
    ),
    ...partitions(forest, ids),
    withValues(head(schemaDn, 'Schema', 'dMD'), {
      objectVersion: ['88'],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    ...['DomainDnsZones', 'ForestDnsZones'].map((zone) => ({
      ...head(`DC=${zone},${forest.domainDn}`, zone, 'domainDNS'),
      rdnType: 'DC',
    })),
  ]
}

/** Identities that Windows knows without anybody's making them. @source MS-ADTS 6.1.1.2.6; MS-DTYP 2.4.2.4 */
const WELL_KNOWN_PRINCIPALS: readonly (readonly [name: string, sid: string])[] = [
  ['Anonymous Logon', 'S-1-5-7'],
  ['Authenticated Users', 'S-1-5-11'],
  ['Batch', 'S-1-5-3'],
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

function head(dn: string, name: string, objectClass: string): SeedObject {
  return { parent: '', head: dn, rdnType: 'CN', name, objectClass, values: [{ instanceType: HEAD }] }
}

/** The cross references: which naming contexts the forest has, and under which DNS names. */
function partitions(forest: Forest, ids: Ids): SeedObject[] {
  const { configurationDn, domainDn, dnsDomain, netbiosDomain } = forest
  const crossRef = (name: string, nCName: string, values: Values) =>
    withValues(container(`CN=Partitions,${configurationDn}`, name, 'crossRef'), {
      nCName: [nCName],
      dnsRoot: [dnsDomain],
      systemFlags: ['1'],
      ...values,
    })
  return [
    withValues(container(configurationDn, 'Partitions', 'crossRefContainer'), {
      ...NOT_DELETED,
      showInAdvancedViewOnly: ['TRUE'],
      'msDS-Behavior-Version': ['7'],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    crossRef('Enterprise Configuration', configurationDn, {}),
    crossRef('Enterprise Schema', forest.schemaDn, {}),
    crossRef(netbiosDomain, domainDn, {
      nETBIOSName: [netbiosDomain],
      systemFlags: ['3'],
      nTMixedDomain: ['0'],
      'msDS-Behavior-Version': ['7'],
    }),
    ...['DomainDnsZones', 'ForestDnsZones'].map((zone) =>
      crossRef(ids.uuid(), `DC=${zone},${domainDn}`, {
        dnsRoot: [`${zone}.${dnsDomain}`],
        systemFlags: ['5'],
        'msDS-NC-Replica-Locations': forest.controllers.map(({ name, siteName }) =>
          [
            `CN=NTDS Settings`,
            `CN=${name}`,
            'CN=Servers',
            `CN=${siteName}`,
            'CN=Sites',
            configurationDn,
          ].join(','),
        ),
      }),
    ),
  ]
}
