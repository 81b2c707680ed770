import { LabError, put, type Clock, type World } from '../../core/index.js'
import type { HttpService } from '../../network/index.js'
import type { BackEnd } from './back-end.js'
import { clientAccessServers, type ClientAccessServer, type ServerState } from './client-access-server.js'
import { mailboxDatabases, type MailboxDatabase } from './mailbox-database.js'
import type { ServerAdministration } from './server-administration.js'
import type { ServerControl } from './server-control.js'

/** A running server: what answers, and the part of it that serves mailboxes. */
export interface RunningServer {
  readonly service: HttpService
  readonly backEnd: BackEnd
}

export interface ServerFleetOptions {
  readonly world: World
  readonly clock: Clock
  readonly administration: ServerAdministration
  readonly start: (server: ClientAccessServer) => RunningServer
  /** The objectGuids of whose mailboxes a database has. */
  readonly mailboxesIn: (database: MailboxDatabase) => ReadonlySet<string>
}

/** Runs the servers of an organization, as the world says which of them run. */
export class ServerFleet implements ServerControl, AsyncDisposable {
  readonly #options: ServerFleetOptions
  readonly #running = new Map<string, RunningServer>()

  constructor(options: ServerFleetOptions) {
    this.#options = options
    this.#startAll()
  }

  /** What a server answers, whichever it is that runs by this name; who asks one that does not run finds nobody. */
  serviceOf(server: ClientAccessServer): HttpService {
    const key = keyOf(server)
    return {
      name: 'exchange',
      handle: (exchange) => {
        const running = this.#running.get(key)
        if (running === undefined) return void exchange.socket.destroy()
        return running.service.handle(exchange)
      },
    }
  }

  backEnd(server: string): BackEnd | undefined {
    return this.#running.get(server.toLowerCase())?.backEnd
  }

  async start(name: string): Promise<void> {
    const server = this.#options.administration.server(name)
    this.#setState(server, 'running')
    if (!this.#running.has(keyOf(server))) this.#run(server)
  }

  async stop(name: string): Promise<void> {
    const server = this.#options.administration.server(name)
    this.#setState(server, 'stopped')
    this.#activateElsewhere(server)
    await this.#end(server)
  }

  async restart(name: string): Promise<void> {
    const server = this.#options.administration.server(name)
    if (!this.#running.has(keyOf(server))) return this.start(name)
    const ending = this.#end(server)
    this.#run(server)
    await ending
  }

  drain(name: string): void {
    const server = this.#options.administration.server(name)
    if (server.state === 'stopped') throw notRunning(server)
    this.#setState(server, 'draining')
  }

  failOver(name: string, to?: string, takesMs = 0): void {
    const { administration, clock } = this.#options
    const database = administration.database(name)
    const target = to === undefined ? this.#nextCopy(database) : this.#copyOn(database, to)
    if (target === undefined) throw noCopy(database)
    if (takesMs === 0) return this.#activate(database, target)
    this.dismount(name)
    this.#activate(administration.database(name), target)
    const epoch = this.#options.world.epoch
    clock.schedule(takesMs, () => {
      // what was under way before a restore is over
      if (this.#options.world.epoch === epoch) this.mount(name)
    })
  }

  mount(name: string): void {
    this.#setMounted(this.#options.administration.database(name), true)
  }

  dismount(name: string): void {
    this.#setMounted(this.#options.administration.database(name), false)
  }

  /** Ends every server and starts those that the world says run. */
  async restartAll(): Promise<void> {
    const ending = [...this.#running.values()]
    this.#running.clear()
    this.#startAll()
    for (const { backEnd } of ending) await backEnd.node[Symbol.asyncDispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ending = [...this.#running.values()]
    this.#running.clear()
    for (const { backEnd } of ending) await backEnd.node[Symbol.asyncDispose]()
  }

  /** Ends the subscriptions of mailboxes whose database or server is another one now. */
  loseSubscriptions(mailboxes: (mailboxGuid: string) => boolean): void {
    for (const { backEnd } of this.#running.values()) backEnd.subscriptions.lose(mailboxes)
  }

  #startAll(): void {
    for (const server of this.#options.administration.servers()) {
      if (server.state !== 'stopped') this.#run(server)
    }
  }

  #run(server: ClientAccessServer): void {
    this.#running.set(keyOf(server), this.#options.start(server))
  }

  async #end(server: ClientAccessServer): Promise<void> {
    const ending = this.#running.get(keyOf(server))
    this.#running.delete(keyOf(server))
    await ending?.backEnd.node[Symbol.asyncDispose]()
  }

  #setState(server: ClientAccessServer, state: ServerState): void {
    if (server.state === state) return
    this.#commit('ServerStateSet', put(clientAccessServers, { ...server, state }))
  }

  #setMounted(database: MailboxDatabase, isMounted: boolean): void {
    if (database.isMounted === isMounted) return
    this.#commit(
      isMounted ? 'DatabaseMounted' : 'DatabaseDismounted',
      put(mailboxDatabases, { ...database, isMounted }),
    )
    if (!isMounted) this.#loseThoseOf(database)
  }

  #activate(database: MailboxDatabase, on: string): void {
    if (database.activeOn === on) return
    this.#commit('DatabaseActivated', put(mailboxDatabases, { ...database, activeOn: on }))
    this.#loseThoseOf(database)
  }

  /** As a database availability group does when a member goes. */
  #activateElsewhere(server: ClientAccessServer): void {
    for (const database of this.#options.administration.databases()) {
      if (database.activeOn !== server.name) continue
      const target = this.#nextCopy(database)
      if (target === undefined) this.#loseThoseOf(database)
      else this.#activate(database, target)
    }
  }

  /** The first other copy whose server runs, by preference. */
  #nextCopy({ copiesOn, activeOn }: MailboxDatabase): string | undefined {
    return copiesOn.find((name) => name !== activeOn && this.#isInUse(name))
  }

  #isInUse(name: string): boolean {
    return this.#options.administration.server(name).state !== 'stopped'
  }

  #copyOn(database: MailboxDatabase, server: string): string | undefined {
    const { name } = this.#options.administration.server(server)
    if (!this.#isInUse(name)) throw notRunning(this.#options.administration.server(name))
    return database.copiesOn.includes(name) ? name : undefined
  }

  #loseThoseOf(database: MailboxDatabase): void {
    const mailboxes = this.#options.mailboxesIn(database)
    this.loseSubscriptions((mailboxGuid) => mailboxes.has(mailboxGuid))
  }

  #commit(reason: string, write: ReturnType<typeof put>): void {
    this.#options.world.commit({ cause: 'server-control', reason, writes: [write] })
  }
}

function keyOf({ name }: ClientAccessServer): string {
  return name.toLowerCase()
}

function notRunning({ name }: ClientAccessServer): LabError {
  return new LabError('SERVER_STOPPED', {
    message: `The server ${name} does not run.`,
    hint: 'Start it first.',
  })
}

function noCopy({ name }: MailboxDatabase): LabError {
  return new LabError('DATABASE_NO_COPY', {
    message: `The database ${name} has no other copy on a server that runs.`,
    hint: 'Start a server that has a copy, or start the lab with more servers.',
  })
}
