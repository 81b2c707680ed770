import type { Socket } from 'node:net'
import { ENDPOINTS, type DirectoryEndpoint, type DirectoryOrigins, type EndpointSet } from './endpoint-set.js'
import type { Listener } from './listener.js'
import type { SetContext } from './network-options.js'
import { openPort } from './open-port.js'
import { tcpPort } from './port.js'
import type { NetworkConditions } from './relay/conditions.js'
import { Relay } from './relay/relay.js'
import type { ControllerServices } from './services.js'
import type { Traffic } from './traffic.js'

/** Ports of the first domain controller, from which those of the others are counted; 0 for any free ones. */
type FirstPorts = Partial<Readonly<Record<DirectoryEndpoint, number>>>

/** How far the ports of one controller are from those of the one before, where the ports are fixed. */
const PORTS_APART = 100

export interface ControllerDoorOptions {
  readonly context: SetContext
  readonly services: ControllerServices
  /** The set that it is part of. */
  readonly endpoints: EndpointSet
  readonly traffic: Traffic
  readonly host: string
  /** 1 for the first after the one that has the set's own ports. */
  readonly place: number
  readonly firstPorts: FirstPorts
}

/** The ports of an endpoint set behind which a further domain controller is, and the network before them. */
export class ControllerDoor implements AsyncDisposable {
  readonly name: string
  readonly #options: ControllerDoorOptions
  readonly #relay: Relay
  readonly #listeners = new Map<DirectoryEndpoint, Listener>()

  constructor(options: ControllerDoorOptions) {
    this.#options = options
    this.name = options.services.name
    this.#relay = new Relay(options.context)
  }

  /** Where it listens; a controller that is no Global Catalog has no such ports. */
  get origins(): DirectoryOrigins {
    const { context, host } = this.#options
    return context.addresses.controllerOrigins(this.#ports, context.addresses.reachable(host))
  }

  /** What is said of it to clients. */
  get advertised(): DirectoryOrigins {
    const { context, host, services } = this.#options
    return context.addresses.controllerOrigins(
      this.#ports,
      context.addresses.controllerHost(services.fqdn, host),
    )
  }

  get conditions(): NetworkConditions {
    return this.#relay.conditions
  }

  async open(): Promise<void> {
    const { services } = this.#options
    const endpoints: readonly DirectoryEndpoint[] =
      services.gc === undefined ? ['ldap', 'ldaps'] : ['ldap', 'ldaps', 'gc', 'gcs']
    for (const endpoint of endpoints) this.#listeners.set(endpoint, await this.#listen(endpoint))
    await this.reconsider()
  }

  async disturb(conditions: NetworkConditions): Promise<void> {
    this.#relay.disturb(conditions)
    await this.reconsider()
  }

  /** Closes its ports while nobody is behind them, or the network says so. */
  async reconsider(): Promise<void> {
    const isDown = this.#options.services.ldap.availability?.isUp === false
    const isRefusing = isDown || this.conditions.refuse === true
    await Promise.all([...this.#listeners.values()].map((listener) => listener.refuse(isRefusing)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const listeners = [...this.#listeners.values()]
    this.#listeners.clear()
    await Promise.all(listeners.map((listener) => listener[Symbol.asyncDispose]()))
  }

  get #ports(): FirstPorts {
    return Object.fromEntries([...this.#listeners].map(([endpoint, { port }]) => [endpoint, port]))
  }

  #listen(endpoint: DirectoryEndpoint): Promise<Listener> {
    const { context, services, endpoints, traffic, host, place, firstPorts } = this.#options
    const { secure } = ENDPOINTS[endpoint]
    const service = endpoint === 'gc' || endpoint === 'gcs' ? (services.gc ?? services.ldap) : services.ldap
    const first = firstPorts[endpoint] ?? 0
    return openPort(context, {
      name: `${endpoints.name}/${this.name.toLowerCase()}/${endpoint}`,
      host,
      port: first === 0 ? 0 : first + place * PORTS_APART,
      secure,
      behind: tcpPort(service, context),
      endpoints,
      advertised: endpoints.advertised,
      join: (socket: Socket, raw: Socket) => {
        traffic.count(socket)
        return this.#relay.join(socket, raw)
      },
      conditions: () => this.conditions,
    })
  }
}
