import type { Exchange } from '../exchange/index.js'
import { ONLINE_HOSTS, readOrigin, type EndpointSet, type Network } from '../network/index.js'
import { hostNamesOf } from './addresses/host-names.js'
import type { Organization } from './organization/organization.js'

/** Where parts of Exchange can be asked by themselves, whatever answers for all. */
export interface ExchangeDoors {
  /** Each server, if there are several. */
  readonly servers: readonly { readonly name: string; readonly origin: string }[]
  /** Exchange Online, if it is part of the lab. */
  readonly online: string | null
}

export interface DoorOptions {
  readonly network: Network
  readonly exchange: Exchange
  readonly organization: Organization
  readonly main: EndpointSet
  /** Whether ports can be opened. */
  readonly isListening: boolean
}

/** Names the hosts where answers name hosts; where they name an address alone, opens a port for each. */
export async function openDoors(options: DoorOptions): Promise<ExchangeDoors> {
  const { exchange, organization, main, isListening } = options
  const { host, port } = readOrigin(main.advertised.exchange)
  const isNamed = !isListening || host === hostNamesOf(organization).exchange
  const at = (name: string): string => `https://${name}${port === 443 ? '' : `:${port}`}`
  const servers = exchange.servers.servers()
  const doors = servers.length === 1 ? [] : servers
  const online =
    exchange.online === undefined ? null : isNamed ? at(ONLINE_HOSTS.exchange) : await openOnline(options)
  if (online !== null) exchange.online?.advertise(online)

  return {
    servers: await Promise.all(
      doors.map(async ({ name, fqdn }) => ({
        name,
        origin: isNamed ? at(fqdn) : await openServer(options, name),
      })),
    ),
    online,
  }
}

/** A port that is closed while its server does not run. */
async function openServer({ network, exchange }: DoorOptions, name: string): Promise<string> {
  const door = await network.serveSecured(exchange.serviceOf(name))
  exchange.servers.onChange(() => void door.refuse(exchange.servers.server(name).state === 'stopped'))
  return door.origin
}

async function openOnline({ network, exchange }: DoorOptions): Promise<string | null> {
  return exchange.online === undefined ? null : (await network.serveSecured(exchange.online.service)).origin
}
