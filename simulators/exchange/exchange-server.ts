import { Lazy, ServerNode, type Core, type Ids } from '../core/index.js'
import { lazyService, routeByPath, type HttpService } from '../network/index.js'
import {
  createAuthenticator,
  handshakeLogon,
  offeredSchemes,
  passwordLogons,
  withIdentity,
  type Authenticator,
  type CallerResolver,
  type ConnectionScheme,
  type Identity,
  type RoleAdministration,
} from './access/index.js'
import {
  createBudgets,
  createSubscriptionQuota,
  type ThrottlingAdministration,
} from './access/throttling/index.js'
import type { CalendarStore } from './calendar/store.js'
import type { ExchangeOptions } from './exchange-options.js'
import { notFound } from './not-found.js'
import { Subscriptions } from './notifications/subscriptions.js'
import {
  affinityCookies,
  createFrontEnd,
  drainedHealth,
  type BackEnd,
  type ClientAccessServer,
  type OrganizationServers,
  type RunningServer,
} from './servers/index.js'

/** What a server needs of the Exchange that it belongs to; all of it survives the server. */
export interface ExchangeServerParts {
  readonly options: Required<Pick<ExchangeOptions, 'product' | 'schemes'>> & ExchangeOptions
  readonly store: CalendarStore
  /** The mailboxes of both sides of a hybrid organization, which see each other's free and busy times. */
  readonly bothSides?: CalendarStore
  readonly roles: RoleAdministration
  readonly throttling: ThrottlingAdministration
  readonly resolveCaller: CallerResolver
  readonly identity: Identity
  readonly servers: Pick<OrganizationServers, 'administration' | 'isAlone' | 'routing' | 'usableMailboxes'>
  readonly ids: Ids
  readonly deploymentId: string
}

/**
 * Starts one server: subscriptions and log-ons of its own, over the mailboxes of the Exchange. A server that is not
 * alone hands requests to the one that is to answer them.
 */
export function startExchangeServer(parts: ExchangeServerParts, server: ClientAccessServer): RunningServer {
  const { options, ids } = parts
  const { directory, streamingHeartbeat: heartbeat = 'ConnectionStatus' } = options
  const { name, fqdn } = server
  const node = new ServerNode(fqdn)
  const core: Core = { ...options.core, ids: ids.fork(`server-${ids.count('server')}`) }
  const { world, clock } = core

  const authenticator = node.own(createAuthenticator(logOnTo(parts, name)))
  const subscriptions = node.own(new Subscriptions({ world, clock, ids, server: fqdn }))
  const { throttling } = parts
  const product = options.product.name
  const switches = options.throttling
  const budgets = node.own(createBudgets({ world, directory, product, throttling, switches }))
  const quota = createSubscriptionQuota(budgets, switches)
  const push = {
    targets: options.pushTargets ?? 'loopback',
    journal: core.journal,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
  } as const
  const operations = new Lazy(async () => {
    const { mailboxOperations } = await import('./ews/operations/mailbox-operations.js')
    return mailboxOperations({
      store: parts.servers.usableMailboxes(parts.store),
      bothSides: parts.bothSides,
    })
  })
  const backEnd: BackEnd = {
    name,
    fqdn,
    node,
    subscriptions,
    budgets,
    async operations(stopping) {
      const { createCalendarEvents, notificationOperations } = await import('./notifications/index.js')
      const source = createCalendarEvents(parts.store)
      const context = { world, clock, source, subscriptions, quota, heartbeat, push, stopping }
      return [...(await operations.get()), ...notificationOperations(context)]
    },
  }

  const ews = parts.servers.isAlone
    ? endpointTo(backEnd, authenticator)
    : createFrontEnd({
        authenticator,
        route: (http, account) => parts.servers.routing(backEnd, http, account),
        endpointTo,
      })
  const autodiscover = lazyService('autodiscover', async () => {
    const { createAutodiscover, organizationDeployment } = await import('./autodiscover/index.js')
    const { administration } = parts.servers
    const { product } = options
    const deployment = organizationDeployment({
      id: parts.deploymentId,
      world,
      product,
      directory,
      administration,
      server,
    })
    return createAutodiscover({ core, authenticator, deployment })
  })
  const routes = [
    { prefix: '/ews/exchange.asmx', service: ews },
    { prefix: '/ews/healthcheck.htm', service: drainedHealth(ews, parts.servers.administration, name) },
    { prefix: '/ews/', service: ews },
    { prefix: '/autodiscover/', service: autodiscover },
  ]
  return { backEnd, service: routeByPath('exchange', routes, withIdentity(parts.identity.service, notFound)) }

  function endpointTo(answering: BackEnd, logons: Pick<Authenticator, 'authenticate'>): HttpService {
    return lazyService('ews', () => loadEndpoint(answering, logons))
  }

  async function loadEndpoint(answering: BackEnd, logons: Pick<Authenticator, 'authenticate'>) {
    const { createEwsEndpoint } = await import('./ews/http/endpoint.js')
    const isOwn = answering === backEnd
    const stopping = isOwn ? node.signal : AbortSignal.any([node.signal, answering.node.signal])
    const operations = await answering.operations(stopping)
    return createEwsEndpoint({
      core,
      product: options.product,
      server: {
        netbios: answering.name,
        fqdn: answering.fqdn,
        ...(isOwn ? {} : { frontEnd: { netbios: name, fqdn } }),
      },
      furtherCookies: affinityCookies(options.product, answering.fqdn),
      authenticator: logons,
      resolveCaller: parts.resolveCaller,
      operations: new Map(operations.map((operation) => [operation.name, operation])),
      budgets: answering.budgets,
      report: options.report,
      ...(options.ewsSchema === undefined ? {} : { schemaDirectory: options.ewsSchema }),
      ...(options.observe === undefined ? {} : { observe: options.observe }),
    })
  }
}

/** @source captured, ews.md 1.4 */
const ONLINE_BASIC = 'Basic Realm=""'

/** How clients log on to a server: as its virtual directory says at the time. */
function logOnTo({ options, servers, identity }: ExchangeServerParts, name: string) {
  const { core, directory, schemes, product } = options
  const isReachable = () => directory.controllers.hasAny
  return {
    accounts: passwordLogons(directory.accounts, { clock: core.clock, isReachable }),
    newHandshake: (scheme: ConnectionScheme) =>
      handshakeLogon(scheme === 'NTLM' ? directory.ntlm() : directory.negotiate(), isReachable),
    schemes: () => offeredSchemes(servers.administration.webServicesDirectory(name).authentication, schemes),
    bearer: identity.bearer,
    ...(product.name === 'online' ? { basicChallenge: ONLINE_BASIC } : {}),
  }
}
