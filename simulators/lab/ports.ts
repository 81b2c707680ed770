import type { EndpointName } from '../network/index.js'

/** The ports of a lab that nobody told otherwise: the usual ones, moved where no privilege is needed. */
export const FIXED_PORTS: Readonly<Record<EndpointName, number>> = {
  exchange: 8443,
  exchangeHttp: 8080,
  site: 8444,
  cloud: 8445,
  ldap: 3890,
  ldaps: 6360,
  gc: 3268,
  gcs: 3269,
}

export const FIXED_ADMIN_PORT = 7070
