import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import {
  createHttpEntry,
  MemoryAgent,
  type EndpointSet,
  type HttpEntry,
  type HttpExchange,
  type HttpService,
} from '../../../network/index.js'
import type { ClientAccessServer } from '../client-access-server.js'

export interface BackEndConnectionsOptions {
  readonly connections: 'own' | 'shared'
  readonly serviceOf: (server: ClientAccessServer) => HttpService
  readonly onDefect: (defect: unknown) => void
}

type Agents = Map<string, Agent>

/** The connections of a balancer to the servers: each client's own ones, or some that all share. */
export class BackEndConnections implements Disposable {
  readonly #options: BackEndConnectionsOptions
  readonly #entries = new Map<string, HttpEntry>()
  readonly #shared = new Map<EndpointSet, Agents>()
  readonly #own = new Map<Socket, Agents>()
  #count = 0

  constructor(options: BackEndConnectionsOptions) {
    this.#options = options
  }

  /** What opens and keeps the connections for a request. */
  to(server: ClientAccessServer, exchange: HttpExchange): Agent {
    const agents = this.#options.connections === 'shared' ? this.#sharedBy(exchange) : this.#ownOf(exchange)
    const known = agents.get(server.name)
    if (known !== undefined) return known
    const { endpoints, secure } = exchange
    const describe = () => ({ id: `${endpoints.name}/${server.name}#b${++this.#count}`, endpoints, secure })
    // what follows on a client's connection waits for it, and does not open another one
    const maxSockets = this.#options.connections === 'own' ? 1 : Infinity
    const agent = new MemoryAgent({ entry: this.#entryOf(server), describe }, { keepAlive: true, maxSockets })
    agents.set(server.name, agent)
    return agent
  }

  [Symbol.dispose](): void {
    for (const agents of [...this.#shared.values(), ...this.#own.values()]) close(agents)
  }

  /** What a server says depends on the way by which it is asked, so that connections of several ways are kept apart. */
  #sharedBy({ endpoints }: HttpExchange): Agents {
    const agents = this.#shared.get(endpoints) ?? new Map<string, Agent>()
    this.#shared.set(endpoints, agents)
    return agents
  }

  #ownOf({ socket }: HttpExchange): Agents {
    const known = this.#own.get(socket)
    if (known !== undefined) return known
    const agents: Agents = new Map()
    this.#own.set(socket, agents)
    socket.once('close', () => {
      this.#own.delete(socket)
      close(agents)
    })
    return agents
  }

  #entryOf(server: ClientAccessServer): HttpEntry {
    const { serviceOf, onDefect } = this.#options
    const entry = this.#entries.get(server.name) ?? createHttpEntry({ service: serviceOf(server), onDefect })
    this.#entries.set(server.name, entry)
    return entry
  }
}

function close(agents: Agents): void {
  for (const agent of agents.values()) agent.destroy()
}
