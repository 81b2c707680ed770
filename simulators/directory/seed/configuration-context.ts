import { controllerHost, directoryServiceDn, serverDn, type Forest } from '../tree/forest.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import { container, withValues, type SeedObject } from './seed-object.js'

/** instanceType of a naming context's head that is not the domain. @source ad-golden dumps/configuration.ldif */
const HEAD = ['13']

/** Configuration, Schema and the DNS application partitions of a fresh forest. */
export function configurationContext(forest: Forest): SeedObject[] {
  const { configurationDn } = forest
  const sites = `CN=Sites,${configurationDn}`
  const site = `CN=${forest.siteName},${sites}`
  const services = `CN=Services,${configurationDn}`
  const windowsNt = `CN=Windows NT,${services}`
  const directoryService = `CN=Directory Service,${windowsNt}`
  return [
    head(configurationDn, 'Configuration', 'configuration'),
    withValues(container(configurationDn, 'Deleted Objects', 'container'), { isDeleted: ['TRUE'] }),
    container(configurationDn, 'LostAndFoundConfig', 'lostAndFound'),
    container(configurationDn, 'Sites', 'sitesContainer'),
    container(sites, 'Subnets', 'subnetContainer'),
    container(sites, forest.siteName, 'site'),
    container(site, 'Servers', 'serversContainer'),
    ...controllerObjects(forest, `CN=Servers,${site}`),
    container(configurationDn, 'Services'),
    container(services, 'Windows NT'),
    withValues(container(windowsNt, 'Directory Service', 'nTDSService'), { tombstoneLifetime: ['180'] }),
    container(directoryService, 'Query-Policies'),
    withValues(container(`CN=Query-Policies,${directoryService}`, 'Default Query Policy', 'queryPolicy'), {
      lDAPAdminLimits: Object.entries(LDAP_LIMITS).map(([name, limit]) => `${name}=${limit}`),
    }),
    ...partitions(forest),
    withValues(head(forest.schemaDn, 'Schema', 'dMD'), { objectVersion: ['88'] }),
    ...['DomainDnsZones', 'ForestDnsZones'].map((zone) => ({
      ...head(`DC=${zone},${forest.domainDn}`, zone, 'domainDNS'),
      rdnType: 'DC',
    })),
  ]
}

function head(dn: string, name: string, objectClass: string): SeedObject {
  return { parent: '', head: dn, rdnType: 'CN', name, objectClass, values: [{ instanceType: HEAD }] }
}

function controllerObjects(forest: Forest, servers: string): SeedObject[] {
  const contexts = [forest.domainDn, forest.configurationDn, forest.schemaDn]
  return [
    withValues(container(servers, forest.controllerName, 'server'), {
      dNSHostName: [controllerHost(forest)],
      serverReference: [`CN=${forest.controllerName},OU=Domain Controllers,${forest.domainDn}`],
    }),
    withValues(container(serverDn(forest), 'NTDS Settings', 'nTDSDSA'), {
      options: ['1'],
      dMDLocation: [forest.schemaDn],
      'msDS-Behavior-Version': ['7'],
      hasMasterNCs: contexts,
      'msDS-hasMasterNCs': contexts,
    }),
  ]
}

/** The cross references: which naming contexts the forest has, and under which DNS names. */
function partitions(forest: Forest): SeedObject[] {
  const { configurationDn, domainDn, dnsDomain } = forest
  const parent = `CN=Partitions,${configurationDn}`
  const crossRef = (name: string, nCName: string, dnsRoot: string) =>
    withValues(container(parent, name, 'crossRef'), {
      nCName: [nCName],
      dnsRoot: [dnsRoot],
      systemFlags: ['1'],
    })
  return [
    withValues(container(configurationDn, 'Partitions', 'crossRefContainer'), {
      'msDS-Behavior-Version': ['7'],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    crossRef('Enterprise Configuration', configurationDn, dnsDomain),
    crossRef('Enterprise Schema', forest.schemaDn, dnsDomain),
    withValues(crossRef(forest.netbiosDomain, domainDn, dnsDomain), {
      nETBIOSName: [forest.netbiosDomain],
      systemFlags: ['3'],
    }),
    ...['DomainDnsZones', 'ForestDnsZones'].map((zone) =>
      withValues(crossRef(zone, `DC=${zone},${domainDn}`, `${zone}.${dnsDomain}`), { systemFlags: ['5'] }),
    ),
  ]
}
