import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Ports } from './addresses/addresses.js'
import {
  ENDPOINT_NAMES,
  ENDPOINTS,
  type Advertised,
  type AdvertisedChoice,
  type ControllerPlace,
  type DirectoryEndpoint,
  type EndpointName,
  type EndpointSet,
  type Origins,
} from './endpoint-set.js'
import { ControllerDoor } from './controller-door.js'
import type { Listener } from './listener.js'
import { openPort } from './open-port.js'
import type { EndpointSetRequest, SetContext } from './network-options.js'
import { createPort } from './port.js'
import type { NetworkConditions } from './relay/conditions.js'
import { Relay } from './relay/relay.js'
import type { TcpService } from './services.js'
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
  /** What the network in front of a domain controller beside the first does now; undefined when there is none such. */
  controllerConditions(name: string): NetworkConditions | undefined
  disturbController(name: string, conditions: NetworkConditions): Promise<void>
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
  readonly #doors: readonly ControllerDoor[]
  readonly #watched: Disposable[] = []
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
    this.#doors = (context.services.furtherControllers ?? []).map(
      (services, at) =>
        new ControllerDoor({
          context,
          services,
          endpoints: this,
          traffic: this.traffic,
          host: this.host,
          place: at + 1,
          firstPorts: request.ports ?? {},
        }),
    )
  }

  get furtherControllers(): readonly ControllerPlace[] {
    return this.#doors
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
      for (const door of this.#doors) await door.open()
    } catch (error) {
      await this[Symbol.asyncDispose]()
      throw error
    }
    this.#ports = recordOf((endpoint) => ports[endpoint] ?? 0)
    this.origins = this.#context.addresses.origins(this.#ports, this.host)
    this.#advertised = this.#decide(this.#request.advertise)
    await this.#watchControllers()
  }

  async advertise(choice: AdvertisedChoice): Promise<void> {
    const advertised = this.#decide({ ...this.#request.advertise, ...choice })
    const { addresses, certificates } = this.#context
    await certificates.covering(addresses.certified(this.host, advertised))
    this.#advertised = advertised
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const watched of this.#watched.splice(0)) watched[Symbol.dispose]()
    const open = [...this.#listeners.splice(0).map(({ listener }) => listener), ...this.#doors]
    await Promise.all(open.map((one) => one[Symbol.asyncDispose]()))
  }

  get conditions(): Readonly<Record<EndpointName, NetworkConditions>> {
    return recordOf((endpoint) => this.#relays[endpoint].conditions)
  }

  async disturb(endpoints: readonly EndpointName[], conditions: NetworkConditions): Promise<void> {
    for (const endpoint of endpoints) this.#relays[endpoint].disturb(conditions)
    await this.#reconsider()
  }

  controllerConditions(name: string): NetworkConditions | undefined {
    return this.#doors.find((door) => door.name === name)?.conditions
  }

  async disturbController(name: string, conditions: NetworkConditions): Promise<void> {
    await this.#doors.find((door) => door.name === name)?.disturb(conditions)
  }

  /** Closes ports that the network refuses, or behind which nobody is. */
  async #reconsider(): Promise<void> {
    for (const { endpoints, listener } of this.#listeners) {
      await listener.refuse(endpoints.every((endpoint) => this.#isClosed(endpoint)))
    }
  }

  #isClosed(endpoint: EndpointName): boolean {
    const isDown = isDirectory(endpoint) && this.#context.services.ldap.availability?.isUp === false
    return isDown || this.#relays[endpoint].conditions.refuse === true
  }

  async #watchControllers(): Promise<void> {
    const { ldap, furtherControllers = [] } = this.#context.services
    const watch = (service: TcpService, reconsider: () => Promise<void>) => {
      const watched = service.availability?.onChange(reconsider)
      if (watched !== undefined) this.#watched.push(watched)
    }
    watch(ldap, () => this.#reconsider())
    furtherControllers.forEach((services, at) =>
      watch(services.ldap, async () => this.#doors[at]?.reconsider()),
    )
    if (ldap.availability?.isUp === false) await this.#reconsider()
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
    const [first] = endpoints
    return openPort(this.#context, {
      name: `${this.name}/${first}`,
      host: this.host,
      port: this.#request.ports?.[first] ?? 0,
      secure: ENDPOINTS[first].secure,
      behind: createPort(endpoints, this.#context),
      endpoints: this,
      advertised: this.#advertised,
      join: (socket: Socket, raw: Socket) => {
        this.traffic.count(socket)
        return this.#relays[this.#asked(endpoints, socket)].join(socket, raw)
      },
      conditions: () => this.#relays[first].conditions,
    })
  }
}

interface OpenPort {
  readonly endpoints: readonly EndpointName[]
  readonly listener: Listener
}

function isDirectory(endpoint: EndpointName): endpoint is DirectoryEndpoint {
  return ENDPOINTS[endpoint].scheme.startsWith('ldap')
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
