import type { Addresses, Ports } from '../addresses/addresses.js'
import type { EndpointSet } from '../endpoint-set.js'
import type { ControllerServices } from '../services.js'

/** The ports that addresses need not name, so that what is advertised without a port names none. */
export const STANDARD_PORTS: Ports = {
  exchange: 443,
  exchangeHttp: 80,
  site: 443,
  cloud: 443,
  ldap: 389,
  ldaps: 636,
  gc: 3268,
  gcs: 3269,
}

/** An endpoint set that nothing listens for: its addresses are names that only a test's own wire can reach. */
export function inMemorySet(
  name: string,
  addresses: Addresses,
  controllers: readonly ControllerServices[] = [],
): EndpointSet {
  const advertised = addresses.advertised(STANDARD_PORTS, addresses.listen)
  const { autodiscover: _autodiscover, cloudServices: _cloudServices, ...origins } = advertised
  const furtherControllers = controllers.map(({ name: controller, fqdn, gc }) => {
    const { ldap, ldaps, ...catalog } = STANDARD_PORTS
    const ports = gc === undefined ? { ldap, ldaps } : { ldap, ldaps, gc: catalog.gc, gcs: catalog.gcs }
    const places = addresses.controllerOrigins(ports, addresses.controllerHost(fqdn, addresses.listen))
    return { name: controller, origins: places, advertised: places }
  })
  return { name, origins, advertised, furtherControllers }
}
