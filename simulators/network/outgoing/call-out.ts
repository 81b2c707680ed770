import http, { type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions } from 'node:http'
import https from 'node:https'
import { LabError, type Clock } from '../../core/index.js'

export interface Outgoing {
  readonly method: 'GET' | 'POST'
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
  /** How long the server may take, in lab time. */
  readonly withinMs: number
  /** More than this is no answer. */
  readonly maxBytes: number
  /** Ends the call early. */
  readonly signal?: AbortSignal
}

export interface OutgoingAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly bytes: Buffer
}

/**
 * Calls a server that is no part of the lab; rejects when it cannot be reached. The lab knows nothing of who
 * vouches for such servers, so that it takes any certificate.
 */
export async function callOut(clock: Clock, url: URL, outgoing: Outgoing): Promise<OutgoingAnswer> {
  const late = new AbortController()
  using _timeout = clock.schedule(outgoing.withinMs, () => late.abort())
  const { method, headers, signal } = outgoing
  const both = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
  const options = { method, agent: false, signal: both, ...(headers === undefined ? {} : { headers }) }
  return await send(url, options, outgoing)
}

function send(url: URL, options: RequestOptions, { body, maxBytes }: Outgoing): Promise<OutgoingAnswer> {
  return new Promise((resolve, reject) => {
    const asking =
      url.protocol === 'https:'
        ? https.request(url, { ...options, rejectUnauthorized: false })
        : http.request(url, options)
    asking.on('error', reject)
    asking.on('response', (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('error', reject)
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > maxBytes) asking.destroy(tooLong(url))
        else parts.push(part)
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      )
    })
    asking.end(body)
  })
}

function tooLong({ origin }: URL): LabError {
  return new LabError('OUTGOING_ANSWER', { message: `${origin} answers with more than is taken.` })
}
