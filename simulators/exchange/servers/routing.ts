import type { Account, Recipients } from '../../directory/index.js'
import type { HttpExchange } from '../../network/index.js'
import type { ProductVersion } from '../versions/index.js'
import { readAffinity } from './affinity.js'
import type { BackEnd, BackEnds } from './back-end.js'
import type { ServerAdministration } from './server-administration.js'

export interface RoutingOptions {
  readonly product: ProductVersion
  readonly recipients: Recipients
  readonly administration: ServerAdministration
  readonly backEnds: BackEnds
}

/**
 * Chooses the server that answers a request which came to another: the one of the override cookie while it runs,
 * else the one on which the anchor's mailbox is, else that of who logged on. In 2010 there is one tier: whoever is
 * asked answers. @source ews.md 1.10; @inferred that a cookie of a stopped server is passed over
 */
export function createRouting({ product, recipients, administration, backEnds }: RoutingOptions) {
  return (own: BackEnd, http: HttpExchange, account: Account | undefined): BackEnd => {
    if (!product.hasFrontEnd || account === undefined) return own
    const { server, anchor } = readAffinity(http)
    const preferred = server === undefined ? undefined : backEnds(server.split('.')[0] ?? '')
    return preferred ?? homeOf(anchor, account) ?? own
  }

  function homeOf(anchor: string | undefined, account: Account): BackEnd | undefined {
    const named = anchor === undefined ? undefined : recipients.resolve(anchor)
    const recipient = named ?? recipients.bySid(account.sid)
    const database = recipient === undefined ? undefined : administration.homeOf(recipient.objectGuid)
    return database === undefined ? undefined : backEnds(database.activeOn)
  }
}

export type Routing = ReturnType<typeof createRouting>
