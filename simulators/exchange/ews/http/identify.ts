import type { Step } from '../../../core/index.js'
import type { CallerResolver } from '../../access/index.js'
import type { EwsObject } from '../tree.js'
import { known, type EwsExchange } from './ews-exchange.js'

/** Finds out for which mailbox the request acts. @source ews.md 1.9 */
export function identify(resolveCaller: CallerResolver): Step<EwsExchange> {
  return (exchange, next) => {
    const { headers } = known(exchange.reading, 'envelope')
    const impersonation = headers.values.get('ExchangeImpersonation') as EwsObject | undefined
    const caller = resolveCaller(known(exchange.account, 'account'), impersonation)
    exchange.caller = caller
    exchange.entry.update({ target: caller.mailbox?.primarySmtpAddress ?? null })
    return next()
  }
}
