import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

import { ConformanceError } from '../conformance-error.js'
import type { WireRequest } from './wire.js'

/** Headers that belong to one hop and are made anew for the next. @source RFC 9110 7.6.1 */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'host',
  'expect',
]

/** Every certificate of a lab holds this name, however the lab is reached. */
const LAB_SERVER_NAME = 'localhost'

/** The server behind a relay. */
export interface Upstream {
  readonly connectTo: (origin: string) => void
  origin(): string
  readonly ca: string
  /** An agent that keeps at most one connection. */
  openAgent(): HttpAgent
  /** Sends a request and resolves with the answer's head. */
  open(request: WireRequest, agent: HttpAgent): Promise<IncomingMessage>
}

export function createUpstream(ca: string): Upstream {
  let target: string | undefined
  const origin = (): string => {
    if (target !== undefined) return target
    throw new ConformanceError('RELAY', 'A node used its relay before the endpoint set behind it existed.')
  }
  return {
    ca,
    origin,
    connectTo: (next) => {
      target = next
    },
    openAgent: () =>
      origin().startsWith('https:')
        ? new HttpsAgent({ keepAlive: true, maxSockets: 1, ca, servername: LAB_SERVER_NAME })
        : new HttpAgent({ keepAlive: true, maxSockets: 1 }),
    open: (request, agent) => openUpstream(origin(), request, agent),
  }
}

function openUpstream(origin: string, request: WireRequest, agent: HttpAgent): Promise<IncomingMessage> {
  const start = origin.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const body = Buffer.from(request.body, 'utf8')
    const headers = { ...forwardable(request.headers), 'content-length': body.length }
    const outgoing = start(new URL(request.path, origin), { agent, method: request.method, headers })
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The headers that go on to the next hop. */
export function forwardable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
}
