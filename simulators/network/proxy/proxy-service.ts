import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { forward, type Onwards } from './forward-request.js'
import { openTunnel } from './open-tunnel.js'
import { ProxyCall } from './proxy-call.js'
import type { ProxyServiceOptions } from './proxy-options.js'

/** A forward proxy: tunnels for CONNECT, and requests in absolute form that are passed on. */
export interface ProxyService extends Disposable {
  accept(socket: Socket, id: string): void
}

export function createProxyService(options: ProxyServiceOptions): ProxyService {
  const ids = new WeakMap<object, string>()
  const onwards: Onwards = new WeakMap()
  const server = http.createServer()
  Object.assign(server, { requestTimeout: 0, timeout: 0, keepAliveTimeout: 120_000 })
  server.maxRequestsPerSocket = 0

  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const call = callFor(request, request.url ?? '')
    void openTunnel(call, { socket, head })
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = absolute(request.url ?? '')
    if (url === undefined) return refuseForm(response)
    void forward(callFor(request, targetOf(url)), { request, response, url, onwards })
  })
  return {
    accept(socket, id) {
      ids.set(socket, id)
      server.emit('connection', socket)
    },
    [Symbol.dispose]: () => server.closeAllConnections(),
  }

  function callFor(request: IncomingMessage, target: string): ProxyCall {
    const connection = ids.get(request.socket) ?? ''
    return new ProxyCall(options, { request, target, connection })
  }
}

/** Requests to the proxy itself are none that it can serve. */
function absolute(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined
}

function targetOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

function refuseForm(response: ServerResponse): void {
  response
    .writeHead(400, { 'Content-Type': 'text/plain' })
    .end('This is a proxy: ask it with CONNECT, or for an absolute address.\n')
}
