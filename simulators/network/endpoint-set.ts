import type { CloudService } from './addresses/webex-hosts.js'

/** The endpoints of a lab, and how an address on each begins. */
export const ENDPOINTS = {
  exchange: { scheme: 'https', secure: true },
  exchangeHttp: { scheme: 'http', secure: false },
  site: { scheme: 'https', secure: true },
  cloud: { scheme: 'https', secure: true },
  ldap: { scheme: 'ldap', secure: false },
  ldaps: { scheme: 'ldaps', secure: true },
  gc: { scheme: 'ldap', secure: false },
  gcs: { scheme: 'ldaps', secure: true },
} as const satisfies Record<string, { readonly scheme: string; readonly secure: boolean }>

export type EndpointName = keyof typeof ENDPOINTS

export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as readonly EndpointName[]

/** The endpoints of a domain controller. */
export type DirectoryEndpoint = 'ldap' | 'ldaps' | 'gc' | 'gcs'

/** Where a domain controller is; one that is no Global Catalog has no address of one. */
export interface DirectoryOrigins {
  readonly ldap: string
  readonly ldaps: string
  readonly gc: string | null
  readonly gcs: string | null
}

/** A domain controller with ports of its own. */
export interface ControllerPlace {
  readonly name: string
  readonly origins: DirectoryOrigins
  readonly advertised: DirectoryOrigins
}

/** An origin for each endpoint, such as `https://127.0.0.1:8443`. */
export type Origins = Readonly<Record<EndpointName, string>>

/** The origins that answers name when they tell a client where to go. */
export interface Advertised extends Origins {
  /** Where Autodiscover is asked; the same as `exchange` unless hosts have their real names. */
  readonly autodiscover: string
  /** Services of the cloud that have an origin of their own; the others are at `cloud`. */
  readonly cloudServices: Readonly<Partial<Record<CloudService, string>>>
}

/** What a caller may choose of it. A `cloud` of the caller's own carries all services of the cloud. */
export type AdvertisedChoice = Partial<Origins> & { readonly autodiscover?: string }

/**
 * One way into the lab: a listener for each endpoint. The lab has one called `main`; each node of a connector
 * under test can be given its own, so that what it says and hears can be told apart, counted and cut.
 */
export interface EndpointSet {
  readonly name: string
  /** Where the listeners are. */
  readonly origins: Origins
  /** What answers name: the origins, real host names, or relays in front of them. It can change while the set is open. */
  readonly advertised: Advertised
  /** The domain controllers beside the first, whose endpoints are the set's own. */
  readonly furtherControllers: readonly ControllerPlace[]
}

/** The origin at which a service of the cloud is advertised. */
export function cloudOrigin({ advertised }: EndpointSet, service: CloudService): string {
  return advertised.cloudServices[service] ?? advertised.cloud
}
