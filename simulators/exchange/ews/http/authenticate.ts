import type { Step } from '../../../core/index.js'
import { downLevelName } from '../../../directory/accounts/account.js'
import { sendUnauthorized, type Authenticator } from '../../access/index.js'
import type { EwsExchange } from './ews-exchange.js'

/** Finds out who asks, before a byte of the body is looked at. @source ews.md 1.4 */
export function authenticate(authenticator: Pick<Authenticator, 'authenticate'>): Step<EwsExchange> {
  return (exchange, next) => {
    const authentication = authenticator.authenticate(exchange.http)
    if (authentication.kind === 'unauthorized') {
      exchange.entry.update({ outcome: String(authentication.status) })
      return sendUnauthorized(exchange.http, authentication, exchange.headers)
    }
    exchange.account = authentication.account
    if (authentication.headers !== undefined) exchange.addHeaders(authentication.headers)
    exchange.entry.update({ principal: downLevelName(authentication.account) })
    return next()
  }
}
