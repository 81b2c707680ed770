import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import type { Datagram } from './datagrams.js'
import type { EndpointSet } from './endpoint-set.js'

/** What is known of a connection before a byte has been read. */
export interface Connection {
  /** `main/exchange#12`: endpoint set, endpoint and a number. */
  readonly id: string
  readonly endpoints: EndpointSet
  readonly secure: boolean
}

/** One HTTP request on its way through the lab. */
export interface HttpExchange extends Connection {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The path as it was sent, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The socket: state that belongs to a connection, such as NTLM, is keyed by it. */
  readonly socket: Socket
  /** Aborts when the client goes away, if only by ending its side while it has to wait, or the listener closes. */
  readonly signal: AbortSignal
}

/** A request to change the protocol, such as to web sockets. */
export interface HttpUpgrade extends Connection {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly path: string
  readonly query: URLSearchParams
}

/** Something that answers HTTP. It answers every exchange it is given, also with its own 404. */
export interface HttpService {
  readonly name: string
  handle(exchange: HttpExchange): void | Promise<void>
  upgrade?(upgrade: HttpUpgrade): void
}

/** A service that talks over web sockets as well. */
export type SocketService = HttpService & Required<Pick<HttpService, 'upgrade'>>

/** One raw connection, for protocols that are not HTTP. */
export interface TcpConnection extends Connection {
  readonly socket: Socket
  /** What a protocol needs to secure the connection later (StartTLS). */
  readonly tls: SecureContext
}

export interface TcpService {
  readonly name: string
  handle(connection: TcpConnection): void
  /** Answers what comes to the same port without a connection; undefined for silence. */
  readonly datagram?: (message: Datagram, connection: Connection) => Promise<Buffer | undefined>
  /** Absent for what always runs. */
  readonly availability?: Availability
}

/** Whether anything runs behind a port; while nothing does, the port is closed. */
export interface Availability {
  readonly isUp: boolean
  /** Calls the listener after each change; who makes the change waits for it. */
  onChange(listener: () => Promise<void>): Disposable
}

/** A domain controller that has ports of its own. */
export interface ControllerServices {
  /** NetBIOS name, `DC2`. */
  readonly name: string
  readonly fqdn: string
  readonly ldap: TcpService
  /** Absent when it is no Global Catalog. */
  readonly gc?: TcpService
}

/** Sends a request to the first service whose path prefix it has, whatever the case of its letters. */
export function routeByPath(
  name: string,
  routes: readonly { readonly prefix: string; readonly service: HttpService }[],
  otherwise: HttpService,
): HttpService {
  const find = (path: string) => {
    const lower = path.toLowerCase()
    return routes.find(({ prefix }) => lower.startsWith(prefix))?.service ?? otherwise
  }
  return {
    name,
    handle: (exchange) => find(exchange.path).handle(exchange),
    upgrade(upgrade) {
      const service = find(upgrade.path)
      if (service.upgrade === undefined) upgrade.socket.destroy()
      else service.upgrade(upgrade)
    },
  }
}
