import {
  controllersFor,
  domainId,
  siteNames,
  type ControllerStatus,
  type Directory,
} from '../../directory/index.js'
import { readOrigin, type DirectoryOrigins, type DnsRecord, type EndpointSet } from '../../network/index.js'

/** A domain controller with its addresses for those who came by one endpoint set. */
interface Registered extends ControllerStatus {
  readonly at: DirectoryOrigins
}

/**
 * What the domain controllers of a directory register in DNS, with the ports of an endpoint set. One that has been
 * stopped stays registered: nobody has told the name server.
 *
 * @source MS-ADTS 6.3.2.3. Kerberos and password changes are not served, so they have no records.
 */
export function controllerRecords(directory: Directory, set: EndpointSet): readonly DnsRecord[] {
  const { dnsDomain: domain } = directory.forest
  const controllers = directory.controllers.list().map((controller) => ({
    ...controller,
    at: controllerAddresses(set, controller.name),
  }))
  const catalogs = controllers.filter(({ at }) => at.gc !== null)
  const [first] = controllers

  return [
    ...hosts(controllers, domain),
    ...services(controllers, 'ldap', [
      `_ldap._tcp.${domain}`,
      `_ldap._tcp.dc._msdcs.${domain}`,
      `_ldap._tcp.${domainId(directory.tree)}.domains._msdcs.${domain}`,
      `_ldap._tcp.DomainDnsZones.${domain}`,
      `_ldap._tcp.ForestDnsZones.${domain}`,
    ]),
    ...services(first === undefined ? [] : [first], 'ldap', [`_ldap._tcp.pdc._msdcs.${domain}`]),
    ...services(catalogs, 'gc', [`_gc._tcp.${domain}`, `_ldap._tcp.gc._msdcs.${domain}`]),
    ...siteNames(directory.tree).flatMap((site) => [
      ...services(controllersFor(site, controllers), 'ldap', [
        `_ldap._tcp.${site}._sites.${domain}`,
        `_ldap._tcp.${site}._sites.dc._msdcs.${domain}`,
        `_ldap._tcp.${site}._sites.DomainDnsZones.${domain}`,
        `_ldap._tcp.${site}._sites.ForestDnsZones.${domain}`,
      ]),
      ...services(controllersFor(site, catalogs), 'gc', [
        `_gc._tcp.${site}._sites.${domain}`,
        `_ldap._tcp.${site}._sites.gc._msdcs.${domain}`,
      ]),
    ]),
  ]
}

/** Names that are hosts of the lab, and those by which controllers find each other. */
function hosts(controllers: readonly Registered[], domain: string): readonly DnsRecord[] {
  const names = [domain, `gc._msdcs.${domain}`, `DomainDnsZones.${domain}`, `ForestDnsZones.${domain}`]
  return [
    ...[...names, ...controllers.map(({ fqdn }) => fqdn)].map((name): DnsRecord => ({ type: 'HOST', name })),
    ...controllers.map(({ fqdn, directoryServiceId }): DnsRecord => ({
      type: 'CNAME',
      name: `${directoryServiceId}._msdcs.${domain}`,
      data: fqdn,
    })),
  ]
}

function services(
  controllers: readonly Registered[],
  endpoint: 'ldap' | 'gc',
  names: readonly string[],
): readonly DnsRecord[] {
  return names.flatMap((name) =>
    controllers.flatMap(({ fqdn, at }): readonly DnsRecord[] => {
      const origin = at[endpoint]
      if (origin === null) return []
      return [
        {
          type: 'SRV',
          name,
          data: { priority: 0, weight: 100, port: readOrigin(origin).port, target: fqdn },
        },
      ]
    }),
  )
}

/** Where clients find a controller who came by this set; the first has the endpoints of the set itself. */
export function controllerAddresses(
  { advertised, furtherControllers }: EndpointSet,
  controller: string,
): DirectoryOrigins {
  return furtherControllers.find(({ name }) => name === controller)?.advertised ?? advertised
}
