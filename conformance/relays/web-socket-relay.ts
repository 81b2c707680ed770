import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import { WebSocket, WebSocketServer } from 'ws'

import type { Ledger } from './ledger.js'
import { type Upstream, forwardable } from './upstream.js'

interface WebSocketPassage {
  readonly node: number
  readonly ledger: Ledger
  readonly upstream: Upstream
  readonly incoming: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** Joins a node's web socket with one to the server; pings, pongs and close codes pass too. */
export function relayWebSocket(passage: WebSocketPassage): void {
  const { incoming, upstream } = passage
  const target = new URL(incoming.url ?? '/', upstream.origin().replace(/^http/, 'ws'))
  const headers = Object.fromEntries(
    Object.entries(forwardable(incoming.headers)).filter(([name]) => !name.startsWith('sec-websocket-')),
  )
  const server = new WebSocket(target, { agent: upstream.openAgent(), headers, autoPong: false })
  const acceptor = new WebSocketServer({ noServer: true, autoPong: false })
  server.on('error', () => passage.socket.destroy())
  passage.socket.on('error', () => server.terminate())
  server.once('open', () => {
    if (passage.socket.destroyed) return server.terminate()
    return acceptor.handleUpgrade(incoming, passage.socket, passage.head, (client) =>
      join(client, server, passage),
    )
  })
}

function join(client: WebSocket, server: WebSocket, { ledger, node }: WebSocketPassage): void {
  client.on('message', (data: Buffer) => ledger.recordFrame({ node, text: data.toString('utf8') }))
  passOn(client, server)
  passOn(server, client)
}

function passOn(from: WebSocket, to: WebSocket): void {
  from.on('message', (data, isBinary) => to.send(data, { binary: isBinary }))
  from.on('ping', (data) => to.ping(data))
  from.on('pong', (data) => to.pong(data))
  from.on('close', (code, reason) => (isSendable(code) ? to.close(code, reason) : to.terminate()))
  from.on('error', () => to.terminate())
}

/** @source RFC 6455 7.4.1: 1005, 1006 and 1015 never travel in a close frame. */
function isSendable(code: number): boolean {
  return code >= 1000 && code < 5000 && ![1004, 1005, 1006, 1015].includes(code)
}
