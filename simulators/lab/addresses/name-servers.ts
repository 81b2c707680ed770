import type { Core } from '../../core/index.js'
import {
  forwardTo,
  ownAddress,
  parseUpstream,
  startDnsServer,
  type DnsServer,
  type EndpointSet,
  type ZoneData,
} from '../../network/index.js'
import { AddedRecords } from './added-records.js'
import { ServersOfSets } from './servers-of-sets.js'
import { zoneDataOf, type ZoneSources } from './zone-data.js'

export interface NameServerOptions extends ZoneSources {
  readonly core: Core
  /** Who is asked for names that are not the lab's. */
  readonly upstream?: string
  readonly onDefect: (defect: unknown) => void
}

/** An endpoint set with the address it listens on. */
export type ListeningSet = EndpointSet & { readonly host: string }

/** The lab's DNS: one server for everybody, and one for each endpoint set that wants its own. */
export class NameServers implements AsyncDisposable {
  readonly added: AddedRecords
  readonly #options: NameServerOptions
  readonly #servers = new ServersOfSets<DnsServer>()

  constructor(options: NameServerOptions) {
    this.#options = options
    this.added = new AddedRecords(options.core.ids.fork('dns'))
  }

  /** Opens the server of a set, in which the hosts of the lab are where that set listens; resolves with its port. */
  async open(set: ListeningSet, port: number): Promise<number> {
    const { core, upstream, onDefect } = this.#options
    const { port: opened } = await this.#servers.open(set.name, () =>
      startDnsServer({
        core,
        via: set.name,
        host: set.host,
        port,
        zones: () => this.dataFor(set),
        addressFor: (from) => ownAddress(set.host, from),
        onDefect,
        ...(upstream === undefined ? {} : { forward: forwardTo(parseUpstream(upstream)) }),
      }),
    )
    return opened
  }

  /** Everything that a set's server knows. */
  dataFor(set: EndpointSet): ZoneData {
    return this.added.over(zoneDataOf(this.#options, set))
  }

  close(set: string): Promise<void> {
    return this.#servers.close(set)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#servers[Symbol.asyncDispose]()
  }
}
