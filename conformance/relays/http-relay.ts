import {
  type Agent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer as createHttpServer,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Ledger } from './ledger.js'
import { type Listening, listen } from './listen.js'
import type { RelayAddress } from './relay-address.js'
import type { Sabotage } from './sabotage.js'
import { type Upstream, createUpstream, forwardable } from './upstream.js'
import { relayWebSocket } from './web-socket-relay.js'
import type { HttpService, WireAnswer, WireRequest } from './wire.js'

/** What of an answer the ledger keeps; a stream may run for ever. */
const KEPT_ANSWER = 262_144

export interface HttpRelayOptions {
  readonly service: HttpService
  readonly node: number
  readonly ledger: Ledger
  readonly sabotage: Sabotage
  /** PEM of what the relay shows to the node; undefined for plain HTTP. */
  readonly certificate: { readonly certPem: string; readonly keyPem: string } | undefined
  /** PEM of the authority to trust for the server behind. */
  readonly ca: string
  readonly address: RelayAddress
}

/** A relay in front of one HTTP service of one node. */
export interface HttpRelay extends AsyncDisposable, Pick<Listening, 'partition' | 'heal'> {
  readonly origin: string
  /** Names the server behind; requests before that are refused. */
  readonly connectTo: (origin: string) => void
}

/** Each client connection gets one upstream connection for itself, because NTLM authenticates connections. */
export async function openHttpRelay(options: HttpRelayOptions): Promise<HttpRelay> {
  const upstream = createUpstream(options.ca)
  const server = createServer(options.certificate)
  const connections = new WeakMap<Socket, Connection>()
  const who = { node: options.node, service: options.service }
  let opened = 0
  server.on('tlsClientError', () =>
    options.ledger.recordContact({ ...who, ending: 'refused the certificate' }),
  )
  server.on(options.certificate === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    const connection: Connection = { number: (opened += 1), agent: upstream.openAgent(), isUsed: false }
    connections.set(socket, connection)
    socket.on('close', () => {
      connection.agent.destroy()
      if (!connection.isUsed) options.ledger.recordContact({ ...who, ending: 'closed after the certificate' })
    })
    socket.on('error', () => socket.destroy())
  })
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const connection = connections.get(incoming.socket)
    if (connection === undefined) return outgoing.destroy()
    connection.isUsed = true
    relay({ options, upstream, connection, incoming, outgoing }).catch(() => outgoing.destroy())
    return outgoing
  })
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const connection = connections.get(socket)
    if (connection !== undefined) connection.isUsed = true
    relayWebSocket({ ...options, upstream, incoming, socket, head })
  })
  const gate = await listen(server, options.address.listen)
  const scheme = options.certificate === undefined ? 'http' : 'https'
  return {
    origin: `${scheme}://${options.address.host}:${gate.port}`,
    connectTo: upstream.connectTo,
    partition: gate.partition,
    heal: gate.heal,
    [Symbol.asyncDispose]: gate.close,
  }
}

interface Connection {
  readonly number: number
  readonly agent: Agent
  /** Whether a request has come over it. */
  isUsed: boolean
}

interface Passage {
  readonly options: HttpRelayOptions
  readonly upstream: Upstream
  readonly connection: Connection
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

async function relay(passage: Passage): Promise<void> {
  const { sabotage, ledger } = passage.options
  const received = await readRequest(passage)
  const fate = (await sabotage.request?.(received)) ?? { kind: 'forwarded', request: received }
  if (fate.kind === 'swallowed') return writeAnswer(passage.outgoing, fate.answer)
  const note = ledger.record(fate.request)
  if (fate.kind === 'forged') {
    note(fate.answer)
    return writeAnswer(passage.outgoing, fate.answer)
  }
  const outcome = fate.request
  const answer = await passage.upstream.open(outcome, passage.connection.agent)
  const status = answer.statusCode ?? 502
  if (sabotage.rewritesAnswerTo?.(outcome) === true) await rewrite(passage, outcome, { answer, note })
  else await stream(passage.outgoing, { answer, note })
  await sabotage.after?.(outcome, status, async (extra) => {
    const noteExtra = ledger.record(extra)
    const extraAnswer = await passage.upstream.open(extra, passage.connection.agent)
    const read = {
      status: extraAnswer.statusCode ?? 502,
      headers: extraAnswer.headers,
      body: await text(extraAnswer),
    }
    noteExtra(read)
    return read
  })
}

async function readRequest({ options, connection, incoming }: Passage): Promise<WireRequest> {
  return {
    service: options.service,
    node: options.node,
    connection: connection.number,
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: incoming.headers,
    body: await text(incoming),
  }
}

async function rewrite(
  { options, outgoing }: Passage,
  request: WireRequest,
  { answer, note }: Answering,
): Promise<void> {
  const original = { status: answer.statusCode ?? 502, headers: answer.headers, body: await text(answer) }
  note(original)
  writeAnswer(outgoing, options.sabotage.answer?.(original, request) ?? original)
}

/** The server's answer as it arrives, and where to note it. */
interface Answering {
  readonly answer: IncomingMessage
  readonly note: (answer: WireAnswer) => void
}

function writeAnswer(outgoing: ServerResponse, answer: WireAnswer): void {
  outgoing.writeHead(answer.status, {
    ...forwardable(answer.headers),
    'content-length': Buffer.byteLength(answer.body),
  })
  outgoing.end(answer.body)
}

/** Passes an answer on chunk by chunk, so that a streaming connection stays one. */
async function stream(outgoing: ServerResponse, { answer, note }: Answering): Promise<void> {
  const head = { status: answer.statusCode ?? 502, headers: answer.headers }
  note({ ...head, body: '' })
  outgoing.writeHead(head.status, forwardable(answer.headers))
  outgoing.flushHeaders()
  let kept = ''
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (kept.length < KEPT_ANSWER) kept += chunk.toString('utf8')
    outgoing.write(chunk)
  }
  note({ ...head, body: kept })
  outgoing.end()
}

/** Long polls and streams stay open as long as their ends want. */
function createServer(certificate: HttpRelayOptions['certificate']): Server {
  const server =
    certificate === undefined
      ? createHttpServer()
      : createHttpsServer({ cert: certificate.certPem, key: certificate.keyPem })
  server.requestTimeout = 0
  server.timeout = 0
  server.keepAliveTimeout = 65_000
  return server
}
