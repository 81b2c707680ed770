import type { Socket } from 'node:net'
import type { Wire } from './relay/wire.js'
import { LabError } from '../core/index.js'
import { virtualHosts } from './addresses/virtual-hosts.js'
import type { Datagram } from './datagrams.js'
import { ENDPOINTS, type EndpointName } from './endpoint-set.js'
import { createHttpEntry } from './http/http-entry.js'
import type { SetContext } from './network-options.js'
import type { Connection, HttpService, TcpService } from './services.js'

/** What answers on a port. */
export interface Port {
  /** What a client of TLS may agree on with it. */
  readonly protocols?: readonly string[]
  /** Whether a client that has ended its side still gets its answer. */
  readonly allowHalfOpen: boolean
  accept(socket: Wire, connection: Connection): void
  /** Answers what comes without a connection. */
  readonly datagram?: (message: Datagram, connection: Connection) => Promise<Buffer | undefined>
}

/** What answers for each endpoint. */
type Answering =
  | { readonly kind: 'http'; readonly service: HttpService }
  | { readonly kind: 'tcp'; readonly service: TcpService }

/** Puts the service of an endpoint behind a port; several endpoints of HTTPS become virtual hosts. */
export function createPort(endpoints: readonly [EndpointName, ...EndpointName[]], context: SetContext): Port {
  const [first, ...others] = endpoints
  const answering = answeringAt(first, context)
  if (others.length > 0) return httpPort(sharedService(endpoints, context), context)
  return answering.kind === 'http'
    ? httpPort(answering.service, context)
    : tcpPort(answering.service, context)
}

function httpPort(service: HttpService, { date, onDefect }: SetContext): Port {
  const entry = createHttpEntry({ service, onDefect, ...(date === undefined ? {} : { date }) })
  return {
    protocols: ['http/1.1'],
    allowHalfOpen: true,
    accept: (socket, connection) => entry.accept(socket, connection),
  }
}

export function tcpPort(service: TcpService, { certificates }: SetContext): Port {
  const { datagram } = service
  return {
    allowHalfOpen: false,
    ...(datagram === undefined ? {} : { datagram }),
    // To a service, a wire is a socket: it has all of one that a service asks for.
    accept: (socket, connection) =>
      service.handle({ ...connection, socket: socket as unknown as Socket, tls: certificates.context() }),
  }
}

function sharedService(endpoints: readonly EndpointName[], context: SetContext): HttpService {
  const isHttps = (endpoint: EndpointName) => ENDPOINTS[endpoint].scheme === 'https'
  if (endpoints.every(isHttps)) return virtualHosts(context.addresses, context.services)
  throw new LabError('REQUEST_INVALID', {
    message: `${endpoints.join(' and ')} cannot share a port.`,
    hint: 'Only exchange, site and cloud can; give the others a port each.',
  })
}

function answeringAt(endpoint: EndpointName, { services }: SetContext): Answering {
  switch (endpoint) {
    case 'exchange':
    case 'exchangeHttp':
      return { kind: 'http', service: services.exchange }
    case 'site':
    case 'cloud':
      return { kind: 'http', service: services[endpoint] }
    case 'ldap':
    case 'ldaps':
      return { kind: 'tcp', service: services.ldap }
    case 'gc':
    case 'gcs':
      return { kind: 'tcp', service: services.gc }
  }
}
