import type { Core } from '../../core/index.js'
import { hasMailbox, type Directory } from '../../directory/index.js'
import type { CallerResolver } from '../access/index.js'
import type { CalendarStore } from '../calendar/store.js'
import { lazyService, type HttpService } from '../../network/index.js'
import type { ProductVersion } from '../versions/index.js'
import { byHost } from './by-host.js'
import type { LoadBalancerParts } from './load-balancer/load-balancer.js'
import type { LoadBalancerOptions } from './load-balancer/load-balancer-options.js'
import { usable, withUsableMailboxes } from './usable-mailboxes.js'
import type { ClientAccessServer } from './client-access-server.js'
import { MailboxMover } from './mailbox-mover.js'
import type { MailboxDatabase } from './mailbox-database.js'
import { Whereabouts } from './mailbox-whereabouts.js'
import { createRouting, type Routing } from './routing.js'
import { seedServers } from './seed-servers.js'
import { createServerAdministration, type ServerAdministration } from './server-administration.js'
import type { MailboxMoves } from './server-control.js'
import { ServerFleet, type RunningServer } from './server-fleet.js'
import type { Topology } from './topology.js'
import type { DirectoryAuthentication } from './web-services-directory.js'

export interface OrganizationServersOptions {
  readonly core: Core
  readonly directory: Directory
  readonly product: ProductVersion
  readonly topology: Topology
  readonly authentication: DirectoryAuthentication
  /** Default: none. */
  readonly loadBalancer?: LoadBalancerOptions | undefined
  /** Whether there is an Exchange Online to which mailboxes can move. */
  readonly hasOnline: boolean
  /** Is told of each mailbox that has moved, besides the servers here. */
  readonly moved?: (mailboxGuid: string) => void
  readonly report: (error: unknown) => void
}

/** What the servers of one organization share. */
export interface OrganizationServers {
  readonly administration: ServerAdministration
  readonly routing: Routing
  /** Whether there is one server, which answers everything itself. */
  readonly isAlone: boolean
  /** Callers whose mailbox can be used now; the others are refused. */
  usableCallers(resolve: CallerResolver): CallerResolver
  /** Mailboxes that can be used now; to use another is an error of the item. */
  usableMailboxes(store: CalendarStore): CalendarStore
  /** Starts the servers. */
  run(start: (server: ClientAccessServer) => RunningServer): RunningServers
}

/** Servers that run, and what moves between them. */
export interface RunningServers extends AsyncDisposable {
  /** What answers for all of them. */
  readonly service: HttpService
  readonly fleet: ServerFleet
  readonly moves: MailboxMoves
  /** Ends every server and starts those that the world says run. */
  restart(): Promise<void>
}

export function createOrganizationServers(options: OrganizationServersOptions): OrganizationServers {
  const { core, directory, product, topology } = options
  const { world, clock } = core
  const { recipients } = directory
  seedServers(world, directory, options)
  const administration = createServerAdministration(world, directory)
  let fleet: ServerFleet | undefined
  const whereabouts = new Whereabouts({
    world,
    administration,
    recipientOf: (mailboxGuid) => recipients.byMailboxGuid(mailboxGuid)?.objectGuid,
  })

  return {
    administration,
    routing: createRouting({ product, recipients, administration, backEnds: (name) => fleet?.backEnd(name) }),
    isAlone: topology.servers.length === 1,
    usableCallers: (resolve) => usable(resolve, whereabouts),
    usableMailboxes: (store) => withUsableMailboxes(store, whereabouts),
    run(start) {
      const running = new ServerFleet({ world, clock, administration, start, mailboxesIn })
      fleet = running
      const balancer =
        options.loadBalancer === undefined
          ? undefined
          : balance({
              ...options.loadBalancer,
              clock,
              administration,
              serviceOf: (server) => running.serviceOf(server),
              onDefect: options.report,
            })
      const moves = new MailboxMover({
        world,
        clock,
        directory,
        administration,
        hasOnline: options.hasOnline,
        moved(mailboxGuid) {
          running.loseSubscriptions((guid) => guid === mailboxGuid)
          options.moved?.(mailboxGuid)
        },
      })
      return {
        service: byHost(running, administration, balancer),
        fleet: running,
        moves,
        async restart() {
          await running.restartAll()
          moves.resumeAll()
        },
        async [Symbol.asyncDispose]() {
          moves[Symbol.dispose]()
          whereabouts[Symbol.dispose]()
          balancer?.[Symbol.dispose]()
          await running[Symbol.asyncDispose]()
        },
      }
    },
  }

  function mailboxesIn({ objectGuid }: MailboxDatabase): ReadonlySet<string> {
    const found = new Set<string>()
    for (const id of directory.tree.linking('homeMDB', objectGuid)) {
      const recipient = recipients.byGuid(id)
      if (recipient !== undefined && hasMailbox(recipient)) found.add(recipient.mailboxGuid)
    }
    return found
  }
}

/** A load balancer whose code is loaded when it is first asked. */
function balance(parts: LoadBalancerParts): HttpService & Disposable {
  let opened: Disposable | undefined
  const service = lazyService('load-balancer', async () => {
    const { createLoadBalancer } = await import('./load-balancer/load-balancer.js')
    const balancer = createLoadBalancer(parts)
    opened = balancer
    return balancer
  })
  return { ...service, [Symbol.dispose]: () => opened?.[Symbol.dispose]() }
}
