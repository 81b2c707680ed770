import { collectionOf } from '../../core/index.js'

/** What a server does: `draining` serves whom it has and is no longer chosen by a load balancer. */
export type ServerState = 'running' | 'draining' | 'stopped'

/** A server of the organization. Every one lets clients in and can mount databases. */
export interface ClientAccessServer {
  /** NetBIOS name in capitals, `EX01`. */
  readonly name: string
  /** Full DNS name, lower case. */
  readonly fqdn: string
  /** The Active Directory site that it is in. */
  readonly site: string
  readonly state: ServerState
}

export const clientAccessServers = collectionOf<ClientAccessServer>()('exchange', 'client-access-servers', {
  key: ({ name }) => name.toLowerCase(),
  streams: () => [SERVERS_STREAM],
})

/** The stream of the change log that tells of servers, databases and moves. */
export const SERVERS_STREAM = 'exchange.servers'
