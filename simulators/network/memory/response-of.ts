import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** Statuses whose answers have no body. */
const BODILESS = new Set([101, 204, 205, 304])

/** The answer as a `Response` of the fetch API; its body streams as the service writes it. */
export function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers()
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
  }
  const { statusCode: status = 500, statusMessage: statusText = '' } = answer
  if (BODILESS.has(status)) {
    answer.resume()
    return new Response(null, { status, statusText, headers })
  }
  // The two declarations of the same class differ in Node's types only.
  const body = Readable.toWeb(answer) as ReadableStream & globalThis.ReadableStream
  return new Response(body, { status, statusText, headers })
}
