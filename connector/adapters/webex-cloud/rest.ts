import { ConnectorError, isConnectorError } from '../../error.js'
import { newId } from '../../time-and-chance/chance.js'
import type { Clock } from '../../time-and-chance/clock.js'
import { host } from '../http/host.js'
import type { HttpClient, HttpRequest, HttpResponse } from '../http/http-client.js'

export interface CloudCall {
  readonly method: HttpRequest['method']
  readonly url: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly longPoll?: boolean
  readonly timeoutMs?: number
}

/** JSON calls to the Webex cloud with a bearer token. Answers are `unknown`: the caller parses what it needs. */
export interface CloudClient {
  call(request: CloudCall): Promise<unknown>
}

/** Gives access tokens; `stale` names one that the cloud refused. */
export interface TokenSource {
  token(stale?: string): Promise<string>
}

const RATE_LIMIT_ATTEMPTS = 4

/** One refused token is replaced once; a rate limit is waited out as told (webex.md 3). */
export function createCloudClient(tools: {
  http: HttpClient
  clock: Clock
  tokens: TokenSource
}): CloudClient {
  const withToken = async (request: CloudCall): Promise<unknown> => {
    const token = await tools.tokens.token()
    try {
      return await callOnce(tools.http, request, token)
    } catch (error) {
      if (!isConnectorError(error, 'CLOUD_ERROR') || error.reason !== '401') throw error
      return callOnce(tools.http, request, await tools.tokens.token(token))
    }
  }
  return {
    call: async (request) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withToken(request)
        } catch (error) {
          if (
            !isConnectorError(error, 'CLOUD_ERROR') ||
            error.backOffMs === null ||
            attempt === RATE_LIMIT_ATTEMPTS
          )
            throw error
          await tools.clock.sleep(error.backOffMs, request.signal)
        }
      }
    },
  }
}

/** One call without retries; `token` null for the few that need none. */
export async function callOnce(http: HttpClient, request: CloudCall, token: string | null): Promise<unknown> {
  const { body, headers, ...rest } = request
  const response = await http.send({
    ...rest,
    headers: {
      accept: 'application/json',
      trackingid: `EXP_${newId()}`,
      'x-connector-api': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (response.status >= 400) throw cloudError(request, response)
  return parseJson(response.body)
}

/** Reads a body that should be JSON; an empty one is null. */
export function parseJson(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'The cloud answered with something that is not JSON.',
      cause,
    })
  }
}

function cloudError(request: CloudCall, response: HttpResponse): ConnectorError {
  const seconds = Number(response.headers['retry-after'] ?? 'NaN')
  return new ConnectorError('CLOUD_ERROR', {
    message: `${request.method} ${new URL(request.url).pathname} at ${host(request.url)} failed${explanation(response.body)}`,
    reason: String(response.status),
    ...(Number.isNaN(seconds) ? {} : { backOffMs: seconds * 1000 }),
  })
}

/** The cloud's own words, which never quote what was sent. */
function explanation(body: string): string {
  const found = /"message"\s*:\s*"([^"]{1,200})"/.exec(body)?.[1]
  return found === undefined ? '.' : `: ${found}`
}
