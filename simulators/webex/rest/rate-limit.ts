import { LabError, type Clock, type Instant } from '../../core/index.js'

/** How often one account may call: so many times at once, and so many more in each second of lab time. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

/** @inferred The product does not tell its limits; these leave alone whoever does not loop. */
export const USUAL_RATE_LIMIT: RateLimit = { burst: 3000, perSecond: 50 }

interface Bucket {
  readonly tokens: number
  readonly at: Instant
}

/** A bucket of tokens for each account; a call takes one, and time puts them back. They die with the server. */
export class RateLimiter {
  readonly #clock: Clock
  readonly #limit: RateLimit
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock, limit: RateLimit) {
    if (limit.burst < 1 || limit.perSecond <= 0) {
      throw new LabError('RATE_LIMIT', {
        message: 'A rate limit lets nobody through.',
        hint: 'Give more than 0.',
      })
    }
    this.#clock = clock
    this.#limit = limit
  }

  /** Whole seconds until the account may call again; 0 when it may now, which takes a token. */
  take(account: string): number {
    const now = this.#clock.now()
    const tokens = this.#tokensOf(account, now)
    if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / this.#limit.perSecond))
    this.#buckets.set(account, { tokens: tokens - 1, at: now })
    return 0
  }

  #tokensOf(account: string, now: Instant): number {
    const { burst, perSecond } = this.#limit
    const bucket = this.#buckets.get(account)
    if (bucket === undefined) return burst
    return Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000)
  }
}
