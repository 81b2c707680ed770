import { ConnectorError } from '../../error.js'
import { isBusy } from '../../ports/busy.js'
import type { Affinity } from '../../ports/exchange.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { ExchangePool } from '../http/exchange-pool.js'
import { host } from '../http/host.js'
import type { HttpRequest, HttpResponse } from '../http/http-client.js'
import { retryAfterMs } from '../http/retry-after.js'
import type { BackOffs } from './back-offs.js'
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
  readonly backOffs: BackOffs
}

const BUSY_ATTEMPTS = 5
/** Waited when a busy server names no time. @inferred */
const DEFAULT_BACK_OFF_MS = 10_000
/** A longer wait is the caller's, who can tell people of it meanwhile. @inferred */
const LONGEST_WAIT_MS = 30_000

const AFFINITY_COOKIE = /^X-BackEndOverrideCookie=([^;]*)/

/**
 * Makes a call, and again when Exchange was busy for a moment. One who asks for more time, or is busy again and again,
 * is the caller's to come back to; until the time is over, calls end before they are made.
 */
export async function callEws<T>(tools: EwsTools, call: EwsCall<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(tools, call)
    } catch (error) {
      if (!isBusy(error) || call.isOnce === true || attempt === BUSY_ATTEMPTS) throw error
      const waitMs = error.backOffMs ?? DEFAULT_BACK_OFF_MS
      if (waitMs > LONGEST_WAIT_MS) throw error
      await tools.clock.sleep(waitMs)
    }
  }
}

async function callOnce<T>({ pool, clock, backOffs }: EwsTools, call: EwsCall<T>): Promise<T> {
  backOffs.check(call)
  try {
    const response = await pool.call(toRequest(call))
    rememberCookie(call.affinity, response.headers['set-cookie'])
    if (response.status !== 200 && response.status !== 500)
      throw statusError(call.ewsUrl, response, clock.now())
    return call.parse(parseEnvelope(response.body))
  } catch (error) {
    backOffs.note(call, error)
    throw error
  }
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
export function statusError(
  url: string,
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
  now: number,
): ConnectorError {
  const code = status === 403 ? 'ACCESS_DENIED' : 'UNREACHABLE'
  const backOffMs = retryAfterMs(headers['retry-after'], now)
  return new ConnectorError(code, {
    message: `${host(url)} answered with HTTP error code ${status}.`,
    reason: `HTTP error code ${status}`,
    ...(backOffMs === undefined ? {} : { backOffMs }),
  })
}
