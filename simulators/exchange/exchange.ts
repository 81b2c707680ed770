import { isOnlineHost, type HttpService } from '../network/index.js'
import {
  applications,
  callersWhile,
  createCallerResolver,
  createIdentity,
  createImpersonationRights,
  createRoleAdministration,
  isDisabledAccount,
  managementScopes,
  permissionCollections,
  roleAssignments,
  type AuthenticationScheme,
  type Identity,
  type RoleAdministration,
} from './access/index.js'
import {
  createThrottlingAdministration,
  defaultPolicyWrites,
  reportBudgets,
  throttlingCollections,
  type BudgetReport,
  type ThrottlingAdministration,
} from './access/throttling/index.js'
import { hasMailbox } from '../directory/index.js'
import { createConnectionPoints, type ConnectionPoints } from './autodiscover/connection-points.js'
import { createCalendarStore, type CalendarStore } from './calendar/store.js'
import { deliverySettings } from './ews/operations/people/delivery-settings.js'
import { userConfigurations } from './calendar/user-configurations.js'
import { openShell, type AdministratorShell } from './administrator-shell.js'
import type { AdministeredOrganization } from './management/management-services.js'
import { createExchangeOnline, type ExchangeOnline } from './exchange-online.js'
import type { ExchangeOptions } from './exchange-options.js'
import { startExchangeServer } from './exchange-server.js'
import {
  createOrganizationServers,
  followDirectory,
  homedMailboxes,
  planTopology,
  recipientsOfBothSides,
  serverCollections,
  type MailboxMoves,
  type ServerAdministration,
  type ServerControl,
} from './servers/index.js'
import { DEFAULT_PRODUCT, PRODUCT_VERSIONS } from './versions/index.js'

/** An Exchange organization with its mailboxes and a server in front of them. */
export interface Exchange extends AsyncDisposable {
  /** EWS and Autodiscover. Answers also while the server restarts: with the new one. */
  readonly service: HttpService
  /** The mailboxes, as the lab reads and provisions them. */
  readonly mailboxes: CalendarStore
  readonly roles: RoleAdministration
  /** Who issues tokens, to which applications. */
  readonly identity: Identity
  /** The throttling policies, and who has which. */
  readonly throttling: ThrottlingAdministration
  /** What has been used of the servers, by everybody or by one mailbox or account. */
  budgets(identity?: string): readonly BudgetReport[]
  /** What an administrator types. */
  readonly shell: AdministratorShell
  /** What the shell works with. */
  readonly administered: AdministeredOrganization
  /** Where clients in the domain find Autodiscover. */
  readonly connectionPoints: ConnectionPoints
  /** The servers, databases and moves, as an administrator sees and sets them. */
  readonly servers: ServerAdministration
  readonly serverControl: ServerControl
  readonly moves: MailboxMoves
  /** The other side of a hybrid organization; undefined for one that is all on premises. */
  readonly online: ExchangeOnline | undefined
  /** What one server answers, whichever it is that `service` chooses. */
  serviceOf(server: string): HttpService
  /** Ends every server and starts others in their place: subscriptions, streams and log-ons are lost, mail is not. */
  restart(): Promise<void>
}

/**
 * Makes an Exchange over a directory: everybody whom the directory gives a mailbox has one.
 *
 *     const exchange = createExchange({ core, directory, serverName: 'EX01', report })
 *     exchange.roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee: account.objectGuid, scope: null })
 */
export function createExchange(given: ExchangeOptions): Exchange {
  const { core, directory, namedProperties, changeKeys } = given
  const options = {
    ...given,
    product: given.product ?? PRODUCT_VERSIONS[DEFAULT_PRODUCT],
    schemes: given.schemes ?? defaultSchemes(given.product),
  }
  core.world.register([
    managementScopes,
    roleAssignments,
    ...permissionCollections,
    applications,
    ...throttlingCollections,
    ...serverCollections,
    deliverySettings,
    userConfigurations,
  ])
  const isHybrid = options.hybrid === true
  const everybody = isHybrid
    ? recipientsOfBothSides(directory.recipients, directory.tree)
    : directory.recipients
  const store = createCalendarStore(core, {
    recipients: everybody,
    product: options.product,
    ...(namedProperties === undefined ? {} : { namedProperties }),
    ...(changeKeys === undefined ? {} : { changeKeys }),
  })
  core.world.seed([...everybody.mailboxes()].flatMap((mailbox) => store.mailboxWrites(mailbox)))
  const roles = createRoleAdministration(core.world)
  const servers = createOrganizationServers({
    core,
    directory,
    product: options.product,
    topology: planTopology(options.serverName, options),
    authentication: {
      basic: options.schemes.includes('Basic'),
      windows: options.schemes.some((scheme) => scheme === 'NTLM' || scheme === 'Negotiate'),
      oauth: options.schemes.includes('Bearer'),
    },
    loadBalancer: options.loadBalancer,
    hasOnline: isHybrid,
    moved: (mailboxGuid) => online?.lose(mailboxGuid),
    report: options.report,
  })
  const identity = createIdentity({ core, directory, isOnline: options.product.name === 'online' })
  const resolveCaller = createCallerResolver({
    world: core.world,
    recipients: directory.recipients,
    rights: createImpersonationRights(directory.tree),
    isDisabled: (objectGuid) => isDisabledAccount(directory.tree, objectGuid),
  })
  const ids = core.ids.fork('exchange')
  const product = options.product.name
  const policyIds = core.ids.fork('throttling')
  core.world.seed(defaultPolicyWrites(product, policyIds))
  const throttling = createThrottlingAdministration({ world: core.world, ids: policyIds, product })
  const here = { product: options.product, recipients: directory.recipients }
  const parts = {
    options,
    store: isHybrid ? homedMailboxes(store, here) : store,
    ...(isHybrid ? { bothSides: store } : {}),
    roles,
    identity,
    throttling,
    resolveCaller: servers.usableCallers(callersWhile(() => directory.controllers.hasCatalog, resolveCaller)),
    servers,
    ids,
    deploymentId: ids.uuid(),
  }
  const online = isHybrid
    ? createExchangeOnline({ core, directory, onPremises: parts, servers, store })
    : undefined
  const running = servers.run((server) => startExchangeServer(parts, server))

  const following = followDirectory({
    directory,
    opened(recipient) {
      if (hasMailbox(recipient) && store.mailbox(recipient.mailboxGuid) === undefined)
        store.provision(recipient, 'directory')
    },
    closed(mailboxGuid) {
      running.fleet.loseSubscriptions((guid) => guid === mailboxGuid)
    },
  })

  const connectionPoints = createConnectionPoints(directory)
  const administered: AdministeredOrganization = {
    core,
    directory,
    store,
    roles,
    throttling,
    connectionPoints,
    servers: servers.administration,
    serverControl: running.fleet,
    moves: running.moves,
    online,
    applications: identity.applications,
    product: options.product,
    serverName: options.serverName,
  }

  return {
    service: byPremises(running.service, online),
    online,
    mailboxes: store,
    roles,
    identity,
    throttling,
    budgets: (identity) =>
      servers.administration.servers().flatMap(({ name }) => {
        const budgets = running.fleet.backEnd(name)?.budgets
        const now = core.clock.now()
        return budgets === undefined ? [] : reportBudgets({ server: name, budgets, directory, now }, identity)
      }),
    connectionPoints,
    shell: openShell(administered),
    administered,
    servers: servers.administration,
    serverControl: running.fleet,
    moves: running.moves,
    serviceOf: (name) => running.fleet.serviceOf(servers.administration.server(name)),
    async restart() {
      await online?.restart()
      await running.restart()
    },
    async [Symbol.asyncDispose]() {
      following[Symbol.dispose]()
      await online?.[Symbol.asyncDispose]()
      await running[Symbol.asyncDispose]()
    },
  }
}

/** Requests for hosts of Exchange Online are for that side, if this organization has it. */
function byPremises(onPremises: HttpService, online: ExchangeOnline | undefined): HttpService {
  if (online === undefined) return onPremises
  return {
    name: 'exchange',
    handle(exchange) {
      const isThere = isOnlineHost((exchange.request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase())
      return (isThere ? online.service : onPremises).handle(exchange)
    },
  }
}

/**
 * What is offered unless the lab's owner says otherwise: Windows authentication by both providers, and Basic, which many
 * deployments switch on. Exchange Online takes tokens, and passwords as it did until 2022. @source ews.md 1.4
 */
function defaultSchemes(product: ExchangeOptions['product']): readonly AuthenticationScheme[] {
  return product?.name === 'online' ? ['Bearer', 'Basic'] : ['Negotiate', 'NTLM', 'Basic']
}
