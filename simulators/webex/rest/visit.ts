import type { Core, Journaled } from '../../core/index.js'
import type { HttpExchange } from '../../network/index.js'
import type { Caller } from '../identity/caller.js'
import type { Answer } from './answer.js'
import type { RateLimiter } from './rate-limit.js'
import type { RestFault } from './rest-fault.js'
import type { Route } from './route.js'

/** One request on its way through the pipeline; each step adds what it finds out. */
export interface Visit extends Journaled {
  readonly exchange: HttpExchange
  /** Undefined for a path that nothing serves. */
  readonly route: Route | undefined
  /** The methods by which others reach a path that nothing serves by this one. */
  readonly allowed: readonly string[]
  readonly params: Readonly<Record<string, string>>
  readonly trackingId: string
  caller: Caller | null
  body: unknown
  run: () => Answer | Promise<Answer>
  answer: Answer
}

/** One family of routes: how it is journaled, who calls, and how it says no. */
export interface Api {
  readonly core: Core
  /** `cloud-rest`, `cloud-idb`, `fleet` … */
  readonly protocol: string
  readonly routes: readonly Route[]
  /** Who an access token belongs to; undefined when it is not valid (any more). */
  /** How often an account may call; without it, as often as it likes. */
  readonly rateLimiter?: RateLimiter
  readonly callerOf: (token: string) => Caller | undefined
  /** Told of what goes wrong in the lab itself. */
  readonly report: (error: unknown) => void
  readonly renderFault: (fault: RestFault, trackingId: string) => Answer
}
