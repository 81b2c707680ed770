import { ServerNode, type Core, type Ids } from '../core/index.js'
import { controllerHost } from '../directory/tree/forest.js'
import { lazyService, routeByPath, type HttpService } from '../network/index.js'
import { createAuthenticator, type CallerResolver, type RoleAdministration } from './access/index.js'
import type { CalendarStore } from './calendar/store.js'
import { createEwsEndpoint } from './ews/http/endpoint.js'
import { calendarOperations } from './ews/operations/index.js'
import type { ExchangeOptions } from './exchange-options.js'
import { notFound } from './not-found.js'
import { Subscriptions, createCalendarEvents, notificationOperations } from './notifications/index.js'

/** What a server needs of the Exchange that it belongs to; all of it survives the server. */
export interface ExchangeServerParts {
  readonly options: Required<Pick<ExchangeOptions, 'product' | 'schemes'>> & ExchangeOptions
  readonly store: CalendarStore
  readonly roles: RoleAdministration
  readonly resolveCaller: CallerResolver
  readonly ids: Ids
  readonly deploymentId: string
}

/** A running server: what answers, and the node that owns what a stop must lose. */
export interface ExchangeServer {
  readonly node: ServerNode
  readonly service: HttpService
}

/** Starts one client access server: subscriptions and log-ons of its own, over the mailboxes of the Exchange. */
export function startExchangeServer(parts: ExchangeServerParts): ExchangeServer {
  const { options, store, ids } = parts
  const { directory, schemes, serverName } = options
  const fqdn = `${serverName}.${directory.forest.dnsDomain}`.toLowerCase()
  const node = new ServerNode(fqdn)
  const core: Core = { ...options.core, ids: ids.fork(`server-${ids.count('server')}`) }
  const { world, clock } = core

  const newHandshake = () => directory.ntlm()
  const authenticator = node.own(createAuthenticator({ accounts: directory.accounts, newHandshake, schemes }))
  const subscriptions = node.own(new Subscriptions({ world, clock, ids, server: fqdn }))
  const source = createCalendarEvents(store)
  const operations = [
    ...calendarOperations(store),
    ...notificationOperations({ world, clock, source, subscriptions, stopping: node.signal }),
  ]

  const ews = createEwsEndpoint({
    core,
    product: options.product,
    server: { netbios: serverName.toUpperCase(), fqdn },
    authenticator,
    resolveCaller: parts.resolveCaller,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    report: options.report,
    ...(options.ewsSchema === undefined ? {} : { schemaDirectory: options.ewsSchema }),
    ...(options.observe === undefined ? {} : { observe: options.observe }),
  })
  const pox = lazyService('autodiscover', async () => {
    const { createPoxService } = await import('./autodiscover/index.js')
    const deployment = deploymentOf(parts)
    return createPoxService({
      core,
      recipients: directory.recipients,
      authenticator,
      deployment,
      server: fqdn,
    })
  })
  const routes = [
    { prefix: '/ews/', service: ews },
    { prefix: '/autodiscover/autodiscover.xml', service: pox },
  ]
  return { node, service: routeByPath('exchange', routes, notFound) }
}

function deploymentOf({ options, deploymentId }: ExchangeServerParts) {
  const { product, directory } = options
  const { major, minor, majorBuild } = product.build
  return {
    id: deploymentId,
    version: { major, minor, build: majorBuild },
    domainController: controllerHost(directory.forest),
    site: directory.forest.siteName,
  }
}
