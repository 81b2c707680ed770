import http from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { LabError } from '../../core/index.js'
import type { EndpointSet } from '../endpoint-set.js'
import type { Connection, HttpExchange, HttpService } from '../services.js'
import { goneSignal } from './gone-signal.js'
import { keepTickShape } from './tick-shape.js'

export interface HttpEntryOptions {
  readonly service: HttpService
  /** The text of the `Date` header; absent for the machine's own time. */
  readonly date?: () => string
  readonly onDefect: (defect: unknown) => void
}

/** Where connections become HTTP requests: one for each port, and one for connections that need none. */
export interface HttpEntry {
  /** Takes over a connection from here on; TLS, if any, has been dealt with. */
  accept(socket: Duplex, connection: Connection): void
}

/** An HTTP server that never listens itself: a port hands it connections, or memory does. */
export function createHttpEntry({ service, date, onDefect }: HttpEntryOptions): HttpEntry {
  keepTickShape()
  const known = new WeakMap<Duplex, Connection>()
  const server = http.createServer()
  // Streams hang for up to half an hour; what ends an idle connection is the client or the listener's end.
  Object.assign(server, { requestTimeout: 0, timeout: 0, keepAliveTimeout: 120_000, httpAllowHalfOpen: true })
  server.maxRequestsPerSocket = 0

  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (date !== undefined) response.setHeader('Date', date())
    const exchange = new Exchange(connectionOf(known, request.socket), request, response)
    void answer(service, exchange, onDefect)
  })
  server.on('upgrade', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
    if (service.upgrade === undefined) socket.destroy()
    else service.upgrade({ ...connectionOf(known, socket), ...target(request), request, socket, head })
  })
  return {
    accept(socket, connection) {
      known.set(socket, connection)
      server.emit('connection', socket)
    },
  }
}

function connectionOf(known: WeakMap<Duplex, Connection>, socket: Duplex): Connection {
  const connection = known.get(socket)
  if (connection !== undefined) return connection
  throw new LabError('CONNECTION_UNKNOWN', { message: 'A request came by a socket that no port accepted.' })
}

/** A request on its way. What few services ask for is made when they do. */
class Exchange implements HttpExchange {
  readonly id: string
  readonly endpoints: EndpointSet
  readonly secure: boolean
  readonly path: string
  readonly request: http.IncomingMessage
  readonly response: http.ServerResponse
  readonly socket: Socket
  #query: URLSearchParams | undefined
  #signal: AbortSignal | undefined

  constructor(connection: Connection, request: http.IncomingMessage, response: http.ServerResponse) {
    this.id = connection.id
    this.endpoints = connection.endpoints
    this.secure = connection.secure
    this.path = pathOf(request)
    this.request = request
    this.response = response
    this.socket = request.socket
  }

  get query(): URLSearchParams {
    return (this.#query ??= queryOf(this.request))
  }

  get signal(): AbortSignal {
    return (this.#signal ??= goneSignal(this.response, this.socket))
  }
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

function target(request: http.IncomingMessage): { readonly path: string; readonly query: URLSearchParams } {
  return { path: pathOf(request), query: queryOf(request) }
}

function pathOf({ url = '/' }: http.IncomingMessage): string {
  const mark = url.indexOf('?')
  return mark < 0 ? url : url.slice(0, mark)
}

function queryOf({ url = '/' }: http.IncomingMessage): URLSearchParams {
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
}
