import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Ports } from './addresses/addresses.js'
import {
  ENDPOINT_NAMES,
  ENDPOINTS,
  type Advertised,
  type AdvertisedChoice,
  type EndpointName,
  type EndpointSet,
  type Origins,
} from './endpoint-set.js'
import { listen, type Listener } from './listener.js'
import type { EndpointSetRequest, SetContext } from './network-options.js'
import { createPort } from './port.js'
import type { NetworkConditions } from './relay/conditions.js'
import { Relay } from './relay/relay.js'
import { Traffic } from './traffic.js'

/** An endpoint set with its listeners and what has passed through them. */
export interface OpenEndpointSet extends EndpointSet, AsyncDisposable {
  readonly traffic: Traffic
  /** The address on which it listens. */
  readonly host: string
  /** Changes what answers name from now on; what is left out is as it was when the set was opened. */
  advertise(choice: AdvertisedChoice): Promise<void>
  /** What the network in front of each endpoint does now. */
  readonly conditions: Readonly<Record<EndpointName, NetworkConditions>>
  /** Changes what the network in front of some endpoints does, for open and new connections. */
  disturb(endpoints: readonly EndpointName[], conditions: NetworkConditions): Promise<void>
}

/** Opens a listener for each endpoint, or one for several that share a port. */
export async function openSet(context: SetContext, request: EndpointSetRequest): Promise<OpenEndpointSet> {
  const set = new ListeningSet(context, request)
  await set.open()
  return set
}

class ListeningSet implements OpenEndpointSet {
  readonly name: string
  readonly host: string
  readonly traffic = new Traffic()
  readonly #context: SetContext
  readonly #request: EndpointSetRequest
  readonly #listeners: OpenPort[] = []
  readonly #relays: Readonly<Record<EndpointName, Relay>>
  origins: Origins
  #ports: Ports = recordOf(() => 0)
  #advertised: Advertised

  constructor(context: SetContext, request: EndpointSetRequest) {
    this.#context = context
    this.#request = request
    this.name = request.name
    this.#relays = recordOf(() => new Relay(context))
    this.host = request.host ?? context.addresses.listen
    this.origins = context.addresses.origins(this.#ports, this.host)
    this.#advertised = this.#decide(request.advertise)
  }

  get advertised(): Advertised {
    return this.#advertised
  }

  async open(): Promise<void> {
    const ports: Partial<Record<EndpointName, number>> = {}
    try {
      for (const endpoints of groups(this.#request.ports ?? {})) {
        const listener = await this.#listen(endpoints)
        this.#listeners.push({ endpoints, listener })
        for (const endpoint of endpoints) ports[endpoint] = listener.port
      }
    } catch (error) {
      await this[Symbol.asyncDispose]()
      throw error
    }
    this.#ports = recordOf((endpoint) => ports[endpoint] ?? 0)
    this.origins = this.#context.addresses.origins(this.#ports, this.host)
    this.#advertised = this.#decide(this.#request.advertise)
  }

  async advertise(choice: AdvertisedChoice): Promise<void> {
    const advertised = this.#decide({ ...this.#request.advertise, ...choice })
    const { addresses, certificates } = this.#context
    await certificates.covering(addresses.certified(this.host, advertised))
    this.#advertised = advertised
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#listeners.splice(0).map(({ listener }) => listener[Symbol.asyncDispose]()))
  }

  get conditions(): Readonly<Record<EndpointName, NetworkConditions>> {
    return recordOf((endpoint) => this.#relays[endpoint].conditions)
  }

  async disturb(endpoints: readonly EndpointName[], conditions: NetworkConditions): Promise<void> {
    for (const endpoint of endpoints) this.#relays[endpoint].disturb(conditions)
    for (const { endpoints: shared, listener } of this.#listeners) {
      await listener.refuse(shared.every((endpoint) => this.#relays[endpoint].conditions.refuse === true))
    }
  }

  #decide(choice: AdvertisedChoice | undefined): Advertised {
    return this.#context.addresses.advertised(this.#ports, this.host, choice)
  }

  /** Whom a connection to a shared port is for: whose host its TLS handshake named, else the first. */
  #asked(endpoints: readonly [EndpointName, ...EndpointName[]], socket: Socket): EndpointName {
    const [first, ...others] = endpoints
    if (others.length === 0 || !(socket instanceof TLSSocket)) return first
    const { servername } = socket as TLSSocket & { readonly servername?: string | false }
    const asked = this.#context.addresses.serviceAt(typeof servername === 'string' ? servername : '')
    return asked !== undefined && endpoints.includes(asked) ? asked : first
  }

  /** Opens one port, for endpoints that share it. */
  async #listen(endpoints: readonly [EndpointName, ...EndpointName[]]): Promise<Listener> {
    const { addresses, certificates, arrivals } = this.#context
    const [first] = endpoints
    const name = `${this.name}/${first}`
    const { secure } = ENDPOINTS[first]
    const port = createPort(endpoints, this.#context)
    const certificate = await certificates.covering(addresses.certified(this.host, this.#advertised))
    let count = 0
    return listen({
      name,
      host: this.host,
      port: this.#request.ports?.[first] ?? 0,
      allowHalfOpen: port.allowHalfOpen,
      ...(secure ? { secured: { certificates, certificate, protocols: port.protocols ?? [] } } : {}),
      accept: (socket: Socket, raw: Socket) => {
        this.traffic.count(socket)
        const wire = this.#relays[this.#asked(endpoints, socket)].join(socket, raw)
        const id = `${name}#${++count}`
        arrivals.note(raw.remotePort, id)
        port.accept(wire, { id, endpoints: this, secure })
      },
    })
  }
}

interface OpenPort {
  readonly endpoints: readonly EndpointName[]
  readonly listener: Listener
}

/** Endpoints on the same port go together; those on any free port have one each. */
function groups(
  ports: Partial<Record<EndpointName, number>>,
): readonly (readonly [EndpointName, ...EndpointName[]])[] {
  const grouped = new Map<string, [EndpointName, ...EndpointName[]]>()
  for (const endpoint of ENDPOINT_NAMES) {
    const port = ports[endpoint] ?? 0
    const key = port === 0 ? endpoint : String(port)
    const group = grouped.get(key)
    if (group === undefined) grouped.set(key, [endpoint])
    else group.push(endpoint)
  }
  return [...grouped.values()]
}

function recordOf<Value>(value: (endpoint: EndpointName) => Value): Record<EndpointName, Value> {
  return Object.fromEntries(ENDPOINT_NAMES.map((endpoint) => [endpoint, value(endpoint)])) as Record<
    EndpointName,
    Value
  >
}
