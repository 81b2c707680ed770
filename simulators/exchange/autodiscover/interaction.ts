import type { Journaled, OpenEntry } from '../../core/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { HttpExchange } from '../../network/index.js'

/** One Autodiscover request on its way through the steps; what a step finds out is there for the next ones. */
export class AutodiscoverInteraction implements Journaled {
  readonly exchange: HttpExchange
  /** Set by the first step. */
  declare entry: OpenEntry
  account: Account | undefined
  /** The request document; empty for a GET. */
  body = ''
  /** Whom the request is about. */
  target: string | undefined
  document = ''
  outcome = ''

  constructor(exchange: HttpExchange) {
    this.exchange = exchange
  }
}
