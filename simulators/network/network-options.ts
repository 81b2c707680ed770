import type { Clock, Random } from '../core/index.js'
import type { Addresses, AddressOptions } from './addresses/addresses.js'
import type { CertificateAuthority } from './certificates/certificate-authority.js'
import type { ServerCertificates } from './certificates/server-certificates.js'
import type { AdvertisedChoice, EndpointName } from './endpoint-set.js'
import type { Arrivals } from './proxy/arrivals.js'
import type { ControllerServices, HttpService, TcpService } from './services.js'

/** What answers on each kind of endpoint, plain and secured alike. */
export interface LabServices {
  readonly exchange: HttpService
  readonly site: HttpService
  readonly cloud: HttpService
  readonly ldap: TcpService
  readonly gc: TcpService
  /** The domain controllers beside the one that `ldap` and `gc` are of. */
  readonly furtherControllers?: readonly ControllerServices[]
}

export interface NetworkOptions extends AddressOptions {
  readonly ca: CertificateAuthority
  readonly services: LabServices
  /** The time in which connections are delayed, and the chance by which. Default: the real time. */
  readonly clock?: Clock
  readonly random?: Random
  /** The text of the `Date` header of answers; absent for the machine's own time. */
  readonly date?: () => string
  /** Told of what a service let escape: a defect of the lab, never of a client. */
  readonly onDefect: (defect: unknown) => void
}

export interface EndpointSetRequest {
  readonly name: string
  /** A port for each endpoint; those absent take any free one. Equal ports are shared by virtual hosts. */
  readonly ports?: Partial<Record<EndpointName, number>>
  /** The address to listen on, if not the network's own. */
  readonly host?: string
  /** Origins to advertise instead of the set's own, such as those of relays that stand before it. */
  readonly advertise?: AdvertisedChoice
}

/** What the sets of one network share. */
export interface SetContext extends NetworkOptions {
  readonly clock: Clock
  readonly random: Random
  readonly addresses: Addresses
  readonly certificates: ServerCertificates
  readonly arrivals: Arrivals
}
