import type { Directory } from '../../directory/index.js'
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
import { controllerRecords } from './controller-records.js'
import type { Organization } from '../organization/organization.js'
import { hostNamesOf } from './host-names.js'

/** Domains of the Webex cloud; `webex.com` holds the sites, and the names of some services. */
const CLOUD_ZONES = [...CLOUD_DOMAINS, 'webex.com', CLOUD_HOSTS.hydra] as const

/** What the lab's DNS knows from. */
export interface ZoneSources {
  readonly organization: Organization
  readonly directory: Directory
}

/** What the lab's DNS says of an organization, with the ports of the endpoint set by which it is asked. */
export function zoneDataOf({ organization, directory }: ZoneSources, set: EndpointSet): ZoneData {
  const { dnsDomain: domain, cluster } = organization
  const names = hostNamesOf(organization)
  const hosts = [
    names.exchange,
    ...(names.exchangeServers ?? []),
    names.autodiscover,
    ...cluster.hosts,
    ...cloudHosts(names.site),
    ...ONLINE_DOMAINS.map((online) => `*.${online}`),
  ]
  return {
    zones: zonesOf(domain, names),
    records: [
      ...[...new Set(hosts)].map((name): DnsRecord => ({ type: 'HOST', name })),
      ...mailHost(domain, names.exchange),
      { type: 'MX', name: domain, data: { preference: 10, exchange: names.exchange } },
      ...controllerRecords(directory, set),
      service(
        `_autodiscover._tcp.${domain}`,
        readOrigin(set.advertised.autodiscover).port,
        names.autodiscover,
      ),
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
