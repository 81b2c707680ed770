import { ConnectorError, isConnectorError } from '../../error.js'
import type { Affinity } from '../../ports/exchange.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { ExchangePool } from '../http/exchange-pool.js'
import { host } from '../http/host.js'
import type { HttpRequest } from '../http/http-client.js'
import { parseEnvelope, renderEnvelope } from './soap.js'
import type { XmlElement } from '../xml.js'

/** One EWS operation: how it is asked, and what its answer means. */
export interface EwsCall<T> {
  readonly ewsUrl: string
  readonly impersonate: string | null
  readonly body: string
  readonly parse: (response: XmlElement) => T
  readonly affinity?: Affinity
  /** For a call that must not be carried out twice: the caller looks before it tries again. */
  readonly isOnce?: boolean
}

export interface EwsTools {
  readonly pool: ExchangePool
  readonly clock: Clock
}

/** Codes that mean "later", with or without a time to wait (HC-063). @source ews.md 7.4 */
const BUSY_CODES: ReadonlySet<string> = new Set([
  'ErrorServerBusy',
  'ErrorInternalServerTransientError',
  'ErrorTimeoutExpired',
])
const BUSY_ATTEMPTS = 5
/** Waited when a busy server names no time. @inferred */
const DEFAULT_BACK_OFF_MS = 10_000

const AFFINITY_COOKIE = /^X-BackEndOverrideCookie=([^;]*)/

/** Makes a call, keeping away from a busy server for as long as it asks. */
export async function callEws<T>(tools: EwsTools, call: EwsCall<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(tools.pool, call)
    } catch (error) {
      if (!isBusy(error) || call.isOnce === true || attempt === BUSY_ATTEMPTS) throw error
      await tools.clock.sleep(error.backOffMs ?? DEFAULT_BACK_OFF_MS)
    }
  }
}

function isBusy(error: unknown): error is ConnectorError {
  return isConnectorError(error, 'EWS_ERROR') && BUSY_CODES.has(error.reason ?? '')
}

async function callOnce<T>(pool: ExchangePool, call: EwsCall<T>): Promise<T> {
  const response = await pool.call(toRequest(call))
  rememberCookie(call.affinity, response.headers['set-cookie'])
  if (response.status !== 200 && response.status !== 500) throw statusError(call.ewsUrl, response.status)
  return call.parse(parseEnvelope(response.body))
}

/** The HTTP request of a call. Streams use it too, with a connection of their own. */
export function toRequest(call: Omit<EwsCall<unknown>, 'parse'>): HttpRequest {
  const anchor = call.affinity?.anchor ?? call.impersonate
  const cookie = call.affinity?.cookie ?? null
  return {
    method: 'POST',
    url: call.ewsUrl,
    body: renderEnvelope(call.body, call.impersonate),
    ...(call.isOnce === undefined ? {} : { isOnce: call.isOnce }),
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      accept: 'text/xml',
      'user-agent': 'exwex-connector',
      ...(anchor === null ? {} : { 'x-anchormailbox': anchor }),
      ...(call.affinity === undefined ? {} : { 'x-preferserveraffinity': 'true' }),
      ...(cookie === null ? {} : { cookie: `X-BackEndOverrideCookie=${cookie}` }),
    },
  }
}

function rememberCookie(affinity: Affinity | undefined, cookies: readonly string[] = []): void {
  const value = cookies
    .map((cookie) => AFFINITY_COOKIE.exec(cookie)?.[1])
    .find((found) => found !== undefined)
  if (affinity !== undefined && value !== undefined) affinity.cookie = value
}

/** An HTTP status that is neither an answer nor a fault. */
export function statusError(url: string, status: number): ConnectorError {
  const code = status === 403 ? 'ACCESS_DENIED' : 'UNREACHABLE'
  return new ConnectorError(code, {
    message: `${host(url)} answered with HTTP error code ${status}.`,
    reason: `HTTP error code ${status}`,
  })
}
