import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { splitEnvelopes } from '../../../clients/ews/split-envelopes.js'

/** Header fields by their names in lower case, each with all that it was sent with. */
export type Fields = Readonly<Record<string, readonly string[]>>

export interface RelayedRequest {
  readonly method: string
  readonly path: string
  readonly fields: Fields
  readonly body: string
}

/** What was answered: a document, or the envelopes of a stream as they come. */
export interface RelayedAnswer {
  readonly status: number
  readonly fields: Fields
  readonly body: string | AsyncIterable<string | Buffer>
}

/** On which connection a request goes on: that of its client, one of its own, or the one that all share. */
export type Way = 'own' | 'fresh' | 'shared'

/** Asks the server behind the relay. */
export type Forward = (request: RelayedRequest, way?: Way) => Promise<RelayedAnswer>

/** What a relay does with a request; it may remember what it has seen. */
export type Interference = (request: RelayedRequest, forward: Forward) => Promise<RelayedAnswer>

export interface Relay extends AsyncDisposable {
  readonly port: number
}

/** An HTTP server that stands before another and interferes with what is said. */
export async function openRelay(target: number, interfere: Interference): Promise<Relay> {
  const connections = createConnections()
  const server = http.createServer((incoming, outgoing) => {
    const leaving = new AbortController()
    outgoing.on('close', () => leaving.abort())
    const forward: Forward = (request, way = 'own') =>
      ask({ target, request, agent: connections.of(incoming.socket, way), signal: leaving.signal })
    readRequest(incoming)
      .then((request) => interfere(request, forward))
      .then((answer) => send(answer, outgoing))
      .catch((error: unknown) => {
        if (outgoing.headersSent || leaving.signal.aborted) return outgoing.destroy()
        return outgoing.writeHead(DEFECT).end(String(error))
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      connections[Symbol.dispose]()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** No status of HTTP: the relay itself has failed. */
const DEFECT = 599

/** The connections to the server: one for each client's, so that a log-in by NTLM belongs to whom it should. */
function createConnections() {
  const all = new Set<http.Agent>()
  const bySocket = new WeakMap<Socket, http.Agent>()
  const shared = open()

  function open(): http.Agent {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    all.add(agent)
    return agent
  }

  function ownOf(socket: Socket): http.Agent {
    const known = bySocket.get(socket)
    if (known !== undefined) return known
    const agent = open()
    bySocket.set(socket, agent)
    socket.on('close', () => agent.destroy())
    return agent
  }

  return {
    of: (socket: Socket, way: Way) => (way === 'shared' ? shared : way === 'fresh' ? open() : ownOf(socket)),
    [Symbol.dispose]: () => all.forEach((agent) => agent.destroy()),
  }
}

interface Asking {
  readonly target: number
  readonly request: RelayedRequest
  readonly agent: http.Agent
  readonly signal: AbortSignal
}

async function ask({ target, request, agent, signal }: Asking): Promise<RelayedAnswer> {
  const { method, path, fields } = request
  const headers = { ...written(fields), 'content-length': String(Buffer.byteLength(request.body)) }
  const outgoing = http.request({ host: '127.0.0.1', port: target, agent, method, path, headers, signal })
  outgoing.end(request.body)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  answer.on('error', () => undefined) // Whoever reads the body is told of it there.
  const status = answer.statusCode ?? 0
  const body = isStream(answer) ? envelopesOf(answer) : await text(answer)
  return { status, fields: framed(answer.headersDistinct), body }
}

/** A stream of events is the one answer whose length is not known before. */
function isStream({ headers }: IncomingMessage): boolean {
  return headers['x-nobuffering'] !== undefined
}

async function* envelopesOf(answer: IncomingMessage): AsyncGenerator<string> {
  yield* splitEnvelopes(answer.setEncoding('utf8'))
}

async function readRequest(incoming: IncomingMessage): Promise<RelayedRequest> {
  const { method = '', url: path = '' } = incoming
  return { method, path, fields: framed(incoming.headersDistinct), body: (await buffer(incoming)).toString() }
}

/** Header fields without those that frame a body, which the relay writes anew. */
function framed(fields: NodeJS.Dict<readonly string[]>): Record<string, string[]> {
  const kept = Object.entries(fields).filter(([name]) => !FRAMING.includes(name))
  return Object.fromEntries(kept.map(([name, values = []]) => [name, [...values]]))
}

/** Header fields as Node writes them. */
function written(fields: Fields): http.OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.length === 1 ? values[0] : [...values]]),
  )
}

const FRAMING = ['content-length', 'transfer-encoding', 'connection', 'keep-alive']

async function send({ status, fields, body }: RelayedAnswer, outgoing: ServerResponse): Promise<void> {
  outgoing.sendDate = false
  for (const [name, values] of Object.entries(fields)) outgoing.setHeader(name, [...values])
  outgoing.statusCode = status
  if (typeof body === 'string') {
    outgoing.setHeader('Content-Length', Buffer.byteLength(body))
    return void outgoing.end(body)
  }
  outgoing.flushHeaders()
  for await (const envelope of body) outgoing.write(envelope)
  outgoing.end()
}
