import { STANDARD_PORTS, type EndpointName } from '../network/index.js'

/** `fixed` for the documented ports, `standard` for the real products' own, `random` for any free ones. */
export type PortChoice = 'fixed' | 'standard' | 'random'

/** The ports of a lab that nobody told otherwise: the usual ones, moved where no privilege is needed. */
const FIXED_PORTS: Readonly<Record<EndpointName, number>> = {
  exchange: 8443,
  exchangeHttp: 8080,
  site: 8444,
  cloud: 8445,
  ldap: 3890,
  ldaps: 6360,
  gc: 3268,
  gcs: 3269,
}

const ADMIN_PORT = 7070
const PROXY_PORT = 3128

interface LabPorts {
  readonly endpoints: Partial<Readonly<Record<EndpointName, number>>>
  readonly admin: number
  readonly dns: number
  readonly proxy: number
}

export const LAB_PORTS: Readonly<Record<PortChoice, LabPorts>> = {
  fixed: { endpoints: FIXED_PORTS, admin: ADMIN_PORT, dns: 5300, proxy: PROXY_PORT },
  standard: { endpoints: STANDARD_PORTS, admin: ADMIN_PORT, dns: 53, proxy: PROXY_PORT },
  random: { endpoints: {}, admin: 0, dns: 0, proxy: 0 },
}
