import {
  CLOUD_DOMAINS,
  CLOUD_HOSTS,
  FURTHER_CLOUD_HOSTS,
  ONLINE_DOMAINS,
  readOrigin,
  type DnsRecord,
  type DnsZone,
  type EndpointSet,
  type ZoneData,
} from '../../network/index.js'
import type { Organization } from '../organization/organization.js'
import { hostNamesOf } from './host-names.js'

/** Domains of the Webex cloud; `webex.com` holds the sites, and the names of some services. */
const CLOUD_ZONES = [...CLOUD_DOMAINS, 'webex.com', CLOUD_HOSTS.hydra] as const

/**
 * Where the domain controller is looked for, and with which service.
 *
 * @source MS-ADTS 6.3.2.3. Kerberos and password changes are not served, so they have no records.
 */
const CONTROLLER_SERVICES: readonly (readonly [prefix: string, endpoint: 'ldap' | 'gc'])[] = [
  ['_ldap._tcp', 'ldap'],
  ['_ldap._tcp.dc._msdcs', 'ldap'],
  ['_ldap._tcp.pdc._msdcs', 'ldap'],
  ['_ldap._tcp.Default-First-Site-Name._sites', 'ldap'],
  ['_ldap._tcp.Default-First-Site-Name._sites.dc._msdcs', 'ldap'],
  ['_ldap._tcp.gc._msdcs', 'gc'],
  ['_gc._tcp', 'gc'],
  ['_gc._tcp.Default-First-Site-Name._sites', 'gc'],
]

/** What the lab's DNS says of an organization, with the ports of the endpoint set by which it is asked. */
export function zoneDataOf(organization: Organization, { advertised }: EndpointSet): ZoneData {
  const { dnsDomain: domain, cluster } = organization
  const names = hostNamesOf(organization)
  const portOf = (endpoint: 'ldap' | 'gc' | 'autodiscover') => readOrigin(advertised[endpoint]).port
  const hosts = [
    domain,
    names.directory,
    names.exchange,
    ...(names.exchangeServers ?? []),
    names.autodiscover,
    ...cluster.hosts,
    `gc._msdcs.${domain}`,
    ...cloudHosts(names.site),
    ...ONLINE_DOMAINS.map((online) => `*.${online}`),
  ]
  return {
    zones: zonesOf(domain, names),
    records: [
      ...[...new Set(hosts)].map((name): DnsRecord => ({ type: 'HOST', name })),
      ...mailHost(domain, names.exchange),
      { type: 'MX', name: domain, data: { preference: 10, exchange: names.exchange } },
      ...CONTROLLER_SERVICES.map(([prefix, endpoint]) =>
        service(`${prefix}.${domain}`, portOf(endpoint), names.directory),
      ),
      service(`_autodiscover._tcp.${domain}`, portOf('autodiscover'), names.autodiscover),
    ],
  }
}

/** `mail` is the host of Exchange, if not a host of its own. */
function mailHost(domain: string, exchange: string): readonly DnsRecord[] {
  const name = `mail.${domain}`
  return exchange === name ? [] : [{ type: 'CNAME', name, data: exchange }]
}

function service(name: string, port: number, target: string): DnsRecord {
  return { type: 'SRV', name, data: { priority: 0, weight: 100, port, target } }
}

/** Every name below the cloud's own domains is a host of the lab, so that nothing goes to the real ones. */
function cloudHosts(site: string): readonly string[] {
  return [
    site,
    ...Object.values(CLOUD_HOSTS),
    ...FURTHER_CLOUD_HOSTS,
    ...CLOUD_DOMAINS.map((domain) => `*.${domain}`),
  ]
}

/** @inferred The names of the cloud's own name servers are nobody's business here. */
function zonesOf(domain: string, { directory, site }: ReturnType<typeof hostNamesOf>): readonly DnsZone[] {
  const cloud = [...CLOUD_ZONES, ...ONLINE_DOMAINS].map((name) => ({ name, nameServer: `ns1.${name}` }))
  const zones = [{ name: domain, nameServer: directory }, ...cloud]
  const isKnown = zones.some(({ name }) => site === name || site.endsWith(`.${name}`))
  return isKnown ? zones : [...zones, { name: site, nameServer: directory }]
}
