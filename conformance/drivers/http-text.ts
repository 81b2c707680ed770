import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'

import { ConformanceError } from '../conformance-error.js'

export interface TextRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** PEM of the authority to trust. */
  readonly ca?: string
  readonly signal?: AbortSignal
}

export interface TextAnswer {
  readonly status: number
  readonly body: string
}

/** One plain request of the harness itself: admin API, site and public REST. */
export async function requestText(request: TextRequest): Promise<TextAnswer> {
  const answer = await send(request)
  return answer === 'stale connection' ? requestText(request) : answer
}

/** A kept connection that the server has just closed says nothing about the request: it was never read. */
async function send(request: TextRequest): Promise<TextAnswer | 'stale connection'> {
  const start = request.url.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const { ca, signal } = request
    const outgoing = start(request.url, {
      method: request.method,
      headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body ?? '') },
      ...(ca === undefined ? {} : { ca }),
      ...(signal === undefined ? {} : { signal }),
    })
    outgoing.on('response', (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject)
    })
    outgoing.on('error', (cause: NodeJS.ErrnoException) => {
      if (outgoing.reusedSocket && cause.code === 'ECONNRESET') resolve('stale connection')
      else reject(failed(request, cause))
    })
    outgoing.end(request.body)
  })
}

function failed({ method, url }: TextRequest, cause: Error): ConformanceError {
  const { origin, pathname } = new URL(url)
  return new ConformanceError('OBSERVATION', `${method} ${origin}${pathname} failed: ${cause.message}.`, {
    cause,
  })
}
