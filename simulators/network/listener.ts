import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Server, type Socket } from 'node:net'
import tls, { type SecureContext } from 'node:tls'
import { LabError } from '../core/index.js'
import type { EndpointSet } from './endpoint-set.js'
import type { Connection, HttpExchange, HttpService, TcpService } from './services.js'
import type { Traffic } from './traffic.js'
import type { IssuedCertificate } from './certificate-authority.js'

export interface ListenerOptions {
  /** `main/exchange`: names the listener's connections. */
  readonly name: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly secure: boolean
  readonly certificate: IssuedCertificate
  readonly traffic: Traffic
  /** Asked when a connection comes, because an endpoint set is complete only when all its listeners are. */
  readonly endpoints: () => EndpointSet
  readonly onDefect: (defect: unknown) => void
}

/** An open port of the lab. */
export interface Listener extends AsyncDisposable {
  readonly port: number
}

/** Opens a port on which an HTTP service answers. */
export function listenHttp(service: HttpService, options: ListenerOptions): Promise<Listener> {
  const { cert, key } = pemOf(options.certificate)
  const server = options.secure ? https.createServer({ cert, key }) : http.createServer()
  // Streams hang for up to half an hour; what ends an idle connection is the client or the listener's end.
  Object.assign(server, { requestTimeout: 0, timeout: 0, headersTimeout: 60_000, keepAliveTimeout: 120_000 })
  server.maxRequestsPerSocket = 0

  const connections = track(server, options)
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    const gone = goneSignal(response)
    const exchange = {
      ...connections.of(request.socket),
      ...target(request),
      request,
      response,
      socket: request.socket,
      get signal() {
        return gone()
      },
    }
    void answer(service, exchange, options.onDefect)
  })
  server.on('upgrade', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
    if (service.upgrade === undefined) socket.destroy()
    else service.upgrade({ ...connections.of(socket), ...target(request), request, socket, head })
  })
  return open(server, options, () => connections.destroy())
}

/** Why an exchange's signal aborts. Made once: an error made for each request costs more than the request. */
const GONE = new LabError('CLIENT_GONE', { message: 'The client has gone, or the listener has closed.' })

/** Aborts when the answer can reach nobody any more. Few services ask, so it is made when they do. */
function goneSignal(response: http.ServerResponse): () => AbortSignal {
  let controller: AbortController | undefined
  return () => {
    if (controller !== undefined) return controller.signal
    const made = (controller = new AbortController())
    if (response.closed) made.abort(GONE)
    else response.once('close', () => made.abort(GONE))
    return made.signal
  }
}

/** Opens a port whose connections are handed to the service as they are. */
export function listenTcp(service: TcpService, options: ListenerOptions): Promise<Listener> {
  const context: SecureContext = tls.createSecureContext(pemOf(options.certificate))
  const server = options.secure ? tls.createServer(pemOf(options.certificate)) : net.createServer()
  const connections = track(server, options)
  server.on(options.secure ? 'secureConnection' : 'connection', (socket: Socket) => {
    service.handle({ ...connections.of(socket), socket, tls: context })
  })
  return open(server, options, () => connections.destroy())
}

/** What a service lets escape is reported, and the client is not left waiting. */
async function answer(
  service: HttpService,
  exchange: HttpExchange,
  onDefect: (defect: unknown) => void,
): Promise<void> {
  try {
    await service.handle(exchange)
  } catch (defect) {
    onDefect(defect)
    if (exchange.response.headersSent) exchange.response.destroy()
    else exchange.response.writeHead(500, { 'Content-Length': 0 }).end()
  }
}

function pemOf(certificate: IssuedCertificate): { readonly cert: string; readonly key: string } {
  return { cert: certificate.certificatePem, key: certificate.keyPem }
}

function target(request: http.IncomingMessage): { readonly path: string; readonly query: URLSearchParams } {
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}

/** Numbers the connections of a server, counts their bytes, and can end them all. */
function track(server: Server, options: ListenerOptions) {
  const known = new WeakMap<Socket, Connection>()
  const open = new Set<Socket>()
  let count = 0

  const add = (socket: Socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    options.traffic.count(socket)
    const id = `${options.name}#${++count}`
    known.set(socket, { id, endpoints: options.endpoints(), secure: options.secure })
  }
  server.prependListener(options.secure ? 'secureConnection' : 'connection', add)
  server.on('tlsClientError', (_error: Error, socket: Socket) => socket.destroy())

  return {
    of(socket: Socket): Connection {
      const connection = known.get(socket)
      if (connection !== undefined) return connection
      throw new LabError('CONNECTION_UNKNOWN', {
        message: `A request came by a socket that ${options.name} did not accept.`,
      })
    },
    destroy: () => open.forEach((socket) => socket.destroy()),
  }
}

async function open(server: Server, options: ListenerOptions, end: () => void): Promise<Listener> {
  const { host, port, name } = options
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new LabError('PORT_TAKEN', {
          message: `Cannot listen on ${host}:${port} for ${name}: ${cause.message}.`,
          hint: 'Stop what uses the port, or start the lab with "--ports random".',
          cause,
        }),
      ),
    )
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      end()
      await closed
    },
  }
}
