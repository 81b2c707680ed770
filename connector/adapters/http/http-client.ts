import { Agent, request as openRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { ConnectorError } from '../../error.js'
import type { Activity } from '../../time-and-chance/activity.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { Dialer } from './dial.js'
import { readText } from './read-text.js'
import { host } from './host.js'
import { withinTimeout } from './timeout.js'
import { toTransportError } from './transport-error.js'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** A long poll: the server answers when it has something to tell, and waiting for that keeps nobody from being idle. */
  readonly longPoll?: boolean
  /** Never sent a second time by itself: the first may have been carried out though no answer came. */
  readonly isOnce?: boolean
  /** How long the answer may take. */
  readonly timeoutMs?: number
}

export interface HttpResponse {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An answer whose body has not been read yet. */
export interface OpenResponse {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly socket: Socket
  readonly stream: IncomingMessage
}

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>
  /** Ends the connections that are kept alive. */
  readonly close: () => void
}

export interface HttpTools {
  readonly dialer: Dialer
  readonly activity: Activity
  readonly clock: Clock
}

/** A client with its own kept-alive connections. `connections` bounds them per server; 1 binds all calls to one. */
export function createHttpClient(
  tools: HttpTools,
  options: { verify: boolean; connections?: number },
): HttpClient {
  const agents = createAgents(tools.dialer, options)
  return {
    send: (request) => send(tools, agents.for(request.url), request),
    close: agents.close,
  }
}

export async function send(tools: HttpTools, agent: Agent, request: HttpRequest): Promise<HttpResponse> {
  const read = async (signal?: AbortSignal): Promise<HttpResponse> => {
    const response = await open(agent, signal === undefined ? request : { ...request, signal })
    return {
      status: response.status,
      headers: response.headers,
      body: await readText(response.stream, request.url),
    }
  }
  const within = (): Promise<HttpResponse> => withinTimeout(tools.clock, request, read)
  return request.longPoll === true ? within() : tools.activity.awaiting(within)
}

/** Sends a request and resolves with the head of its answer. A kept-alive connection that died is replaced once. */
export async function open(agent: Agent, request: HttpRequest): Promise<OpenResponse> {
  const attempt = start(agent, request)
  try {
    return await attempt.answer
  } catch (error) {
    if (request.signal?.aborted === true) throw abortReason(request.signal, error)
    if (!attempt.call.reusedSocket || request.isOnce === true)
      throw toTransportError(error, host(request.url))
    return start(agent, request).answer.catch((again: unknown) => {
      throw toTransportError(again, host(request.url))
    })
  }
}

function start(agent: Agent, request: HttpRequest): { call: ClientRequest; answer: Promise<OpenResponse> } {
  const url = new URL(request.url)
  const call = openRequest({
    agent,
    method: request.method,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort(url) : url.port,
    path: `${url.pathname}${url.search}`,
    headers: {
      host: url.host,
      'content-length': String(Buffer.byteLength(request.body ?? '')),
      ...request.headers,
    },
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  })
  const answer = new Promise<OpenResponse>((resolve, reject) => {
    call.on('error', reject) // also after the answer has begun: an abort is told once more, and must reach somebody
    call.once('response', (stream) => {
      stream.on('error', () => undefined) // seen again by whoever reads the body
      resolve({ status: stream.statusCode ?? 0, headers: stream.headers, socket: stream.socket, stream })
    })
  })
  call.end(request.body ?? '')
  return { call, answer }
}

function abortReason(signal: AbortSignal, error: unknown): unknown {
  return signal.reason instanceof ConnectorError ? signal.reason : error
}

/** Keep-alive agents by the origin of an address. */
interface Agents {
  readonly for: (url: string) => Agent
  readonly close: () => void
}

/** One keep-alive agent per origin, each dialling by our own dialer. */
export function createAgents(dialer: Dialer, options: { verify: boolean; connections?: number }): Agents {
  const agents = new Map<string, Agent>()
  const create = (url: URL): Agent => {
    const agent = new Agent({ keepAlive: true, maxSockets: options.connections ?? 8 })
    const target = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port === '' ? defaultPort(url) : url.port),
      secure: url.protocol === 'https:',
      verify: options.verify,
    }
    agent.createConnection = () => dialer.dial(target)
    return agent
  }
  return {
    for: (text) => {
      const url = new URL(text)
      const agent = agents.get(url.origin) ?? create(url)
      agents.set(url.origin, agent)
      return agent
    },
    close: () => {
      for (const agent of agents.values()) agent.destroy()
    },
  }
}

function defaultPort(url: URL): string {
  return url.protocol === 'https:' ? '443' : '80'
}
