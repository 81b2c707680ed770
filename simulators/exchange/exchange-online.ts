import type { Core } from '../core/index.js'
import { World } from '../core/index.js'
import type { Directory } from '../directory/index.js'
import { ONLINE_HOSTS, type HttpService } from '../network/index.js'
import { createCallerResolver, createImpersonationRights, isDisabledAccount } from './access/index.js'
import {
  createThrottlingAdministration,
  defaultPolicyWrites,
  throttlingCollections,
} from './access/throttling/index.js'
import type { CalendarStore } from './calendar/store.js'
import { startExchangeServer, type ExchangeServerParts } from './exchange-server.js'
import {
  homedMailboxes,
  onlineAdministration,
  ONLINE_SERVER,
  recipientsOnline,
  routingDomain,
  stampMailbox,
  synchronizeDirectory,
  type OrganizationServers,
  type RunningServer,
} from './servers/index.js'
import { PRODUCT_VERSIONS } from './versions/index.js'

/** The Exchange Online of a hybrid organization: another door to mailboxes that are not on premises. */
export interface ExchangeOnline extends AsyncDisposable {
  readonly service: HttpService
  /** Where mail for its mailboxes is routed: `ent-pa.mail.onmicrosoft.com`. */
  readonly routingDomain: string
  /** Says where clients reach it, if not at the host that it really has. */
  advertise(origin: string): void
  /** Gives a remote recipient, by objectGuid, its mailbox; as synchronization does with each that changes. */
  provision(recipient: string): void
  /** Ends subscriptions of a mailbox that is elsewhere now. */
  lose(mailboxGuid: string): void
  restart(): Promise<void>
}

export interface ExchangeOnlineOptions {
  readonly core: Core
  readonly directory: Directory
  /** What it shares with the Exchange on premises: the tenant's mailboxes, roles and log-ons. */
  readonly onPremises: Omit<ExchangeServerParts, 'servers' | 'resolveCaller' | 'throttling'>
  readonly servers: OrganizationServers
  /** The mailboxes of both sides. */
  readonly store: CalendarStore
}

/** Makes it; nothing of it runs until it is asked for the first time. */
export function createExchangeOnline(options: ExchangeOnlineOptions): ExchangeOnline {
  const { core, directory, store } = options
  const ids = core.ids.fork('exchange-online')
  let origin = `https://${ONLINE_HOSTS.exchange}`
  let parts: ExchangeServerParts | undefined
  let running: RunningServer | undefined
  const server = (): RunningServer => {
    parts ??= partsOf(options, () => origin)
    return (running ??= startExchangeServer(parts, ONLINE_SERVER))
  }
  const synchronization = synchronizeDirectory(core.world, provision)
  const end = async (): Promise<void> => {
    const ending = running
    running = undefined
    await ending?.backEnd.node[Symbol.asyncDispose]()
  }

  return {
    service: { name: 'exchange-online', handle: (exchange) => server().service.handle(exchange) },
    routingDomain: routingDomain(directory.forest.dnsDomain),
    advertise: (where) => void (origin = where),
    provision,
    lose: (mailboxGuid) => running?.backEnd.subscriptions.lose((guid) => guid === mailboxGuid),
    restart: end,
    [Symbol.asyncDispose]: () => {
      synchronization[Symbol.dispose]()
      return end()
    },
  }

  /** Gives a remote recipient its mailbox. */
  function provision(objectGuid: string): void {
    const recipient = directory.recipients.byGuid(objectGuid)
    if (recipient?.kind !== 'remote' || recipient.remote !== undefined) return
    stampMailbox(directory, objectGuid, ids.uuid())
    const homed = store.recipients.byGuid(objectGuid)
    if (homed !== undefined) store.provision(homed, 'directory-synchronization')
  }
}

function partsOf(options: ExchangeOnlineOptions, origin: () => string): ExchangeServerParts {
  const { core, directory, onPremises, servers, store } = options
  const product = PRODUCT_VERSIONS.online
  const recipients = recipientsOnline(directory.recipients, directory.tree)
  const homed: Directory = { ...directory, recipients }
  return {
    ...onPremises,
    options: { ...onPremises.options, product, schemes: ['Bearer'], directory: homed },
    store: homedMailboxes(store, { product, recipients }),
    bothSides: store,
    identity: { ...onPremises.identity, bearer: onPremises.identity.onlineBearer },
    throttling: ownThrottling(core),
    resolveCaller: servers.usableCallers(
      createCallerResolver({
        world: core.world,
        recipients,
        rights: createImpersonationRights(directory.tree),
        isDisabled: (objectGuid) => isDisabledAccount(directory.tree, objectGuid),
      }),
    ),
    servers: {
      administration: onlineAdministration(servers.administration, origin),
      isAlone: true,
      routing: (own) => own,
      usableMailboxes: (mailboxes) => servers.usableMailboxes(mailboxes),
    },
    ids: core.ids.fork('exchange-online'),
  }
}

/** The policies of the service: nobody can change them, so that they need no place in the world. */
function ownThrottling(core: Core) {
  const ids = core.ids.fork('throttling-online')
  const world = new World({ clock: core.clock, ids })
  world.register([...throttlingCollections])
  world.seed(defaultPolicyWrites('online', ids))
  return createThrottlingAdministration({ world, ids, product: 'online' })
}
