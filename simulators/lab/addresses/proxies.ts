import type { Core } from '../../core/index.js'
import {
  createResolver,
  ProxyLedger,
  startProxyServer,
  type Network,
  type ProxyAuthentication,
  type ProxyServer,
} from '../../network/index.js'
import type { ListeningSet, NameServers } from './name-servers.js'
import { ServersOfSets } from './servers-of-sets.js'

/** What the lab's proxies want of clients, and where they let them go. */
export interface ProxyChoice {
  /**
   * `basic` asks for a name and a password. `digest`, `ntlm` and `negotiate` let nobody in: connectors of the field
   * have to fail at them cleanly. Default `none`.
   */
  readonly authentication?: ProxyAuthentication['kind']
  /** Of `basic`. Default `proxy` and a password from the seed. */
  readonly user?: string
  readonly password?: string
  /** Whether hosts outside of the lab may be reached. Default false. */
  readonly beyond?: boolean
}

export interface ProxiesOptions {
  readonly core: Core
  readonly network: Network
  readonly names: Pick<NameServers, 'dataFor'>
  readonly choice: ProxyChoice
}

/** The lab's HTTP proxies: one for everybody, and one for each endpoint set that wants its own. */
export class Proxies implements AsyncDisposable {
  readonly ledger = new ProxyLedger()
  /** What clients are asked for. */
  readonly authentication: ProxyAuthentication
  readonly #options: ProxiesOptions
  readonly #servers = new ServersOfSets<ProxyServer>()

  constructor(options: ProxiesOptions) {
    const { user = 'proxy', password, authentication: kind = 'none' } = options.choice
    this.#options = options
    this.authentication =
      kind === 'basic'
        ? { kind, user, password: password ?? `Px-${options.core.ids.fork('proxy').hex(9)}!` }
        : { kind }
  }

  /** Opens the proxy of a set, by which the hosts of the lab are where that set listens; resolves with its address. */
  async open(set: ListeningSet, port: number): Promise<string> {
    const { core, network, names, choice } = this.#options
    const { addresses, arrivals } = network
    const server = await this.#servers.open(set.name, () =>
      startProxyServer({
        core,
        via: set.name,
        host: set.host,
        port,
        authentication: this.authentication,
        mayGoBeyond: choice.beyond === true,
        ledger: this.ledger,
        arrivals,
        resolve: createResolver({
          addresses,
          set,
          sets: () => network.sets(),
          zones: () => names.dataFor(set),
        }),
      }),
    )
    return `http://${addresses.socket(set.host, server.port)}`
  }

  close(set: string): Promise<void> {
    return this.#servers.close(set)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#servers[Symbol.asyncDispose]()
  }
}
