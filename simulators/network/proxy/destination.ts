import type { StringAnswer } from 'dns-packet'
import { lookUp } from '../dns/look-up.js'
import type { ZoneData } from '../dns/record.js'
import { ENDPOINT_NAMES, type EndpointName, type EndpointSet } from '../endpoint-set.js'
import { readOrigin } from '../addresses/origins.js'
import type { Addresses } from '../addresses/addresses.js'
import { STANDARD_PORTS } from '../memory/in-memory-set.js'

export interface HostAndPort {
  readonly host: string
  readonly port: number
}

/** Where a proxy connects to for a client. */
export type Destination =
  | ({ readonly kind: 'lab' | 'beyond' } & HostAndPort)
  /** There is no such host, or nothing listens there. */
  | { readonly kind: 'nowhere' }

export type Resolve = (asked: HostAndPort) => Destination

export interface ResolverOptions {
  readonly addresses: Addresses
  /** The set whose proxy asks, and all others. */
  readonly set: EndpointSet & { readonly host: string }
  readonly sets: () => Iterable<EndpointSet>
  /** What the lab's DNS says, with all that was added to it. */
  readonly zones: () => ZoneData
}

/** An address at which the lab is for itself; what the lab's names are told to be. */
const SELF = '127.0.0.1'

/**
 * Resolves hosts as the lab's DNS does: a name of the lab leads to the endpoint of the set that has that port, be it
 * the lab's own or the product's standard one, so that clients need no other ports than they have in reality.
 */
export function createResolver({ addresses, set, sets, zones }: ResolverOptions): Resolve {
  return (asked) => {
    const name = asked.host.toLowerCase()
    if (isOwnAddress(name)) return isOwnPort(asked.port) ? lab(asked.port) : { kind: 'beyond', ...asked }
    const { rcode, answers } = lookUp(zones(), { name, type: 'A' }, SELF)
    if (rcode === 'REFUSED') return { kind: 'beyond', ...asked }
    const address = answers.find((answer): answer is StringAnswer => answer.type === 'A')
    if (address === undefined) return { kind: 'nowhere' }
    if (address.data !== SELF) return { kind: 'beyond', host: address.data, port: asked.port }
    const port = portFor(name, asked.port)
    return port === undefined ? { kind: 'nowhere' } : lab(port)
  }

  function lab(port: number): Destination {
    return { kind: 'lab', host: addresses.reachable(set.host), port }
  }

  function isOwnAddress(name: string): boolean {
    return [SELF, 'localhost', '::1', addresses.reachable(set.host), addresses.advertisedHost].includes(name)
  }

  function isOwnPort(port: number): boolean {
    return [...sets()].some((one) => endpointAt(one, port) !== undefined)
  }

  /** The lab's port behind a port of one of its hosts. */
  function portFor(name: string, port: number): number | undefined {
    const service = addresses.serviceAt(name) ?? 'exchange'
    if (port === STANDARD_PORTS[service]) return portOf(set, service)
    if (isOwnPort(port)) return port
    const standard = ENDPOINT_NAMES.find((endpoint) => STANDARD_PORTS[endpoint] === port)
    return standard === undefined ? undefined : portOf(set, standard)
  }
}

function endpointAt(set: EndpointSet, port: number): EndpointName | undefined {
  return ENDPOINT_NAMES.find((endpoint) => portOf(set, endpoint) === port)
}

function portOf({ origins }: EndpointSet, endpoint: EndpointName): number {
  return readOrigin(origins[endpoint]).port
}
