import https from 'node:https'
import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Cut } from './cut.js'
import type { ProxyCall, Refusal } from './proxy-call.js'

/** The connection onwards that belongs to one of a client; it has one for each origin that it asks by it. */
interface Onward {
  readonly agent: http.Agent
  /** Its id in the lab, once it is known. */
  to: string | null
}

/**
 * A client keeps a connection onwards of its own for each of its connections, because NTLM logs on connections: in what
 * would be shared, one client would be another. @source ews.md 1.4; hybrid-calendar.md HC-207
 */
export type Onwards = WeakMap<Socket, Map<string, Onward>>

export interface Forwarded {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly onwards: Onwards
}

/** What is said between two neighbours only. @source RFC 9110 7.6.1 */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * A request in absolute form: passed on to its host, and the answer passed back. @source RFC 9112 3.2.2
 *
 * For an `https:` address, the proxy itself speaks TLS, as Squid does.
 * @observed axios, in ews-javascript-api, asks so and knows no CONNECT
 */
export async function forward(call: ProxyCall, forwarded: Forwarded): Promise<void> {
  const { request, response, url } = forwarded
  const before = { sent: request.socket.bytesRead, received: request.socket.bytesWritten }
  response.once('close', () => {
    const { bytesRead, bytesWritten } = request.socket
    call.close(bytesRead - before.sent, bytesWritten - before.received)
  })
  const permission = await call.permit()
  if (permission.kind === 'refused') return refuse(call, forwarded, permission.refusal)

  const { host, port, kind } = permission.to
  const mine = onwardOf(forwarded)
  const { request: send } = url.protocol === 'https:' ? https : http
  const message = send({
    host,
    port,
    agent: mine.agent,
    servername: url.hostname,
    // whom the lab itself has sent it to needs no check
    rejectUnauthorized: kind === 'beyond',
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: { ...passedOn(request), host: url.host },
  })
  if (kind === 'lab') message.once('socket', (socket) => follow(call, mine, socket))
  message.once('response', (answer) => passBack(call, { answer, response }))
  message.on('error', () => {
    if (response.headersSent) response.destroy()
    else refuse(call, forwarded, { kind: 'status', status: 502 })
  })
  response.once('close', () => message.destroy())
  request.pipe(message)
}

function onwardOf({ request: { socket }, url, onwards }: Forwarded): Onward {
  const own = onwards.get(socket) ?? new Map<string, Onward>()
  onwards.set(socket, own)
  const known = own.get(url.origin)
  if (known !== undefined) return known
  const { Agent } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const onward: Onward = { agent, to: null }
  own.set(url.origin, onward)
  socket.once('close', () => agent.destroy())
  return onward
}

function follow(call: ProxyCall, onward: Onward, socket: Socket): void {
  if (!socket.connecting) {
    call.connection.to = onward.to
    return
  }
  call.follow(socket, (id) => {
    onward.to = id
    call.connection.to = id
  })
}

function passBack(
  call: ProxyCall,
  { answer, response }: { readonly answer: IncomingMessage; readonly response: ServerResponse },
): void {
  const status = answer.statusCode ?? 502
  const cutAfter = call.cutAfter()
  call.answered(status)
  response.writeHead(status, answer.statusMessage, passedOn(answer))
  if (cutAfter === undefined) {
    answer.pipe(response)
    return
  }
  const cut = new Cut(cutAfter)
  cut.on('data', (chunk: Buffer) => response.write(chunk)).once('end', () => response.socket?.destroySoon())
  answer.pipe(cut)
}

/** The headers that are meant for the other end, each as often as it came. */
function passedOn({ headersDistinct }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headersDistinct)
      .filter(([name]) => !HOP_BY_HOP.has(name))
      .map(([name, values = []]) => [name, values.length === 1 ? values[0] : values]),
  )
}

function refuse(call: ProxyCall, { request, response }: Forwarded, refusal: Refusal): void {
  request.resume()
  if (refusal.kind === 'status') {
    const { status, challenges = [] } = refusal
    call.answered(status)
    const headers = challenges.length === 0 ? {} : { 'Proxy-Authenticate': [...challenges] }
    response.writeHead(status, { ...headers, 'Content-Length': 0 }).end()
    return
  }
  call.entry.update({ outcome: refusal.kind })
  if (refusal.kind === 'reset') request.socket.resetAndDestroy()
}
