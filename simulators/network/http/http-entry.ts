import http from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { LabError } from '../../core/index.js'
import type { Connection, HttpExchange, HttpService } from '../services.js'

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
  const known = new WeakMap<Duplex, Connection>()
  const server = http.createServer()
  // Streams hang for up to half an hour; what ends an idle connection is the client or the listener's end.
  Object.assign(server, { requestTimeout: 0, timeout: 0, keepAliveTimeout: 120_000 })
  server.maxRequestsPerSocket = 0

  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (date !== undefined) response.setHeader('Date', date())
    const gone = goneSignal(response)
    const exchange = {
      ...connectionOf(known, request.socket),
      ...target(request),
      request,
      response,
      socket: request.socket,
      get signal() {
        return gone()
      },
    }
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
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}
