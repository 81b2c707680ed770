import { request as send, type RequestOptions } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'

export interface CallRequest {
  /** `GET /v1/people/me`; a full URL may stand in place of the path. */
  readonly to: string
  readonly token?: string
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly xml?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface CallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bytes: Buffer
  /** The JSON body, or what stands at a path in it. */
  json<T = Readonly<Record<string, unknown>>>(): T
}

/** One HTTPS call, with the body in the form given. */
export async function call(
  { origin, ca }: { readonly origin: string; readonly ca: string },
  request: CallRequest,
): Promise<CallAnswer> {
  const [method = 'GET', path = '/'] = request.to.split(' ')
  const { type, body } = bodyOf(request)
  const headers = {
    ...(type === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
    ...request.headers,
  }
  return exchange(new URL(path, origin), { method, ca, headers, agent: false }, body)
}

function bodyOf({ json, form, xml }: CallRequest): {
  readonly type: string | undefined
  readonly body: string
} {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) }
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() }
  }
  return xml === undefined ? { type: undefined, body: '' } : { type: 'text/xml', body: xml }
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<CallAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          bytes,
          json: <T>() => JSON.parse(text) as T,
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
