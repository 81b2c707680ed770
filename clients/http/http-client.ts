// Asked through the modules' objects, because that is where tools that intercept HTTP in a test come in.
import http, { Agent as HttpAgent, type IncomingMessage } from 'node:http'
import https, { Agent as HttpsAgent } from 'node:https'
import { text } from 'node:stream/consumers'

import { ClientError } from '../client-error.js'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** One keep-alive connection to a server. NTLM needs exactly that: it authenticates the connection, not the request. */
export interface HttpConnection extends AsyncDisposable {
  /** Sends a request and reads the whole answer. */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Sends a request and resolves with the answer's head, its body still to be read. */
  open(request: HttpRequest): Promise<IncomingMessage>
}

/** @param ca PEM of the certificate authority to trust besides none other; undefined trusts the system's. */
export function openConnection(ca?: string): HttpConnection {
  const http = new HttpAgent({ keepAlive: true, maxSockets: 1 })
  const https = new HttpsAgent({ keepAlive: true, maxSockets: 1, ...(ca === undefined ? {} : { ca }) })
  const open = (request: HttpRequest): Promise<IncomingMessage> =>
    openAnswer(request, request.url.startsWith('https:') ? https : http)
  return {
    open,
    async send(request) {
      const answer = await open(request)
      return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }
    },
    async [Symbol.asyncDispose]() {
      http.destroy()
      https.destroy()
      return Promise.resolve()
    },
  }
}

function openAnswer(request: HttpRequest, agent: HttpAgent): Promise<IncomingMessage> {
  const body = Buffer.from(request.body ?? '', 'utf8')
  const { request: start } = agent instanceof HttpsAgent ? https : http
  return new Promise((resolve, reject) => {
    const outgoing = start(request.url, {
      agent,
      method: request.method,
      headers: { ...request.headers, 'content-length': body.length },
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    })
    outgoing.on('response', resolve)
    outgoing.on('error', (cause) => reject(unreachable(request.url, cause)))
    outgoing.end(body)
  })
}

function unreachable(url: string, cause: Error): ClientError {
  const { origin } = new URL(url)
  return new ClientError(
    'CLIENT_UNREACHABLE',
    `${origin} did not answer: ${cause.message}. Is the lab running?`,
    { cause },
  )
}
