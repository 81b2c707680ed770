// By name, because tools that intercept HTTP patch the module's object: what stands in the lab must not ask them.
import {
  request as startRequest,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http'
import type { Clock } from '../../../core/index.js'
import type { HttpExchange, HttpService } from '../../../network/index.js'
import type { ClientAccessServer } from '../client-access-server.js'
import type { ServerAdministration } from '../server-administration.js'
import { BackEndConnections } from './back-end-connections.js'
import { IdleCut } from './idle-cut.js'
import type { LoadBalancerOptions } from './load-balancer-options.js'
import { ServerChoice } from './server-choice.js'

export interface LoadBalancerParts extends LoadBalancerOptions {
  readonly clock: Clock
  readonly administration: ServerAdministration
  readonly serviceOf: (server: ClientAccessServer) => HttpService
  readonly onDefect: (defect: unknown) => void
}

/** Headers that are about one connection, or that whoever answers sets itself. */
const NOT_FORWARDED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date'])

/** A reverse proxy before the servers: it ends the connections of clients and has its own to the servers. */
export function createLoadBalancer(parts: LoadBalancerParts): HttpService & Disposable {
  const {
    clock,
    administration,
    affinity = 'none',
    connections = 'own',
    idleCutMs,
    serviceOf,
    onDefect,
  } = parts
  const choice = new ServerChoice(administration, affinity)
  const backEnds = new BackEndConnections({ connections, serviceOf, onDefect })
  const idle = idleCutMs === undefined ? undefined : new IdleCut(clock, idleCutMs)

  return {
    name: 'load-balancer',
    handle(exchange) {
      idle?.touch(exchange.socket)
      const server = choice.choose(exchange)
      if (server === undefined) return refuse(exchange, 503)
      return forward(exchange, server)
    },
    [Symbol.dispose]: () => backEnds[Symbol.dispose](),
  }

  function forward(exchange: HttpExchange, server: ClientAccessServer): Promise<void> {
    const { request, signal, socket } = exchange
    return new Promise((resolve) => {
      const asking = ask(exchange, backEnds.to(server, exchange))
      let answered: IncomingMessage | undefined
      signal.addEventListener('abort', () => {
        // who asked has gone before the end; otherwise the connection is for what follows
        if (answered?.complete !== true) asking.destroy()
        resolve()
      })
      asking.on('error', () => giveUp(exchange))
      asking.on('response', (answer) => {
        answered = answer
        choice.learn(server, answer.headers['set-cookie'])
        pass(exchange, answer)
        answer.on('data', () => idle?.touch(socket))
      })
      request.on('data', () => idle?.touch(socket))
      request.pipe(asking)
    })
  }
}

function ask({ request, socket }: HttpExchange, agent: Agent) {
  const headers: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (!NOT_FORWARDED.has(name) && value !== undefined) headers[name] = value
  }
  return startRequest({
    agent,
    method: request.method,
    path: request.url,
    headers: { ...headers, 'X-Forwarded-For': socket.remoteAddress ?? '' },
  })
}

/** Hands the answer on as it comes, so that each chunk of a stream stays one. */
function pass(exchange: HttpExchange, answer: IncomingMessage): void {
  const { response } = exchange
  const { rawHeaders } = answer
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2)
    if (!NOT_FORWARDED.has(name.toLowerCase())) response.appendHeader(name, value)
  }
  response.writeHead(answer.statusCode ?? 502)
  response.flushHeaders()
  answer.on('error', () => giveUp(exchange))
  answer.pipe(response)
}

/** The server has gone: a client that has the beginning of an answer sees its connection break. */
function giveUp(exchange: HttpExchange): void {
  if (exchange.response.headersSent) exchange.socket.destroy()
  else refuse(exchange, 502)
}

function refuse({ request, response }: HttpExchange, status: number): void {
  request.resume()
  response.writeHead(status, { 'Content-Length': 0 }).end()
}
