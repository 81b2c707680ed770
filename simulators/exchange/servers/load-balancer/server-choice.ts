import type { Socket } from 'node:net'
import type { HttpExchange } from '../../../network/index.js'
import { cookie } from '../affinity.js'
import type { ClientAccessServer } from '../client-access-server.js'
import type { ServerAdministration } from '../server-administration.js'

/** The cookie that a balancer can go by, because the product gives each client one. @source ews.md 1.10 */
const SESSION_COOKIE = 'exchangecookie'

/** So many clients are remembered; who has not been seen for longest is forgotten first. */
const MAX_REMEMBERED = 100_000

/** Decides which server a request goes to: where its client has been, while that runs, else the next in turn. */
export class ServerChoice {
  readonly #administration: ServerAdministration
  readonly #byConnection = new WeakMap<Socket, string>()
  readonly #byCookie = new Map<string, string>()
  readonly #remembersCookies: boolean
  #turn = 0

  constructor(administration: ServerAdministration, affinity: 'none' | 'cookie') {
    this.#administration = administration
    this.#remembersCookies = affinity === 'cookie'
  }

  /** Undefined when no server runs. */
  choose({ socket, request }: HttpExchange): ClientAccessServer | undefined {
    const value = this.#remembersCookies ? cookie(request.headers.cookie, SESSION_COOKIE) : undefined
    const before =
      (value === undefined ? undefined : this.#byCookie.get(value)) ?? this.#byConnection.get(socket)
    const server = this.#running(before) ?? this.#next()
    if (server !== undefined) this.#byConnection.set(socket, server.name)
    return server
  }

  /** Hears what a server gave its client to keep. */
  learn(server: ClientAccessServer, setCookies: readonly string[] | undefined): void {
    if (!this.#remembersCookies) return
    for (const set of setCookies ?? []) {
      const value = cookie(set, SESSION_COOKIE)
      if (value !== undefined) this.#remember(value, server.name)
    }
  }

  #remember(value: string, server: string): void {
    this.#byCookie.set(value, server)
    if (this.#byCookie.size <= MAX_REMEMBERED) return
    for (const oldest of this.#byCookie.keys()) return void this.#byCookie.delete(oldest)
  }

  /** Who is on a server that drains stays there. */
  #running(name: string | undefined): ClientAccessServer | undefined {
    const server = name === undefined ? undefined : this.#administration.server(name)
    return server?.state === 'stopped' ? undefined : server
  }

  #next(): ClientAccessServer | undefined {
    const ready = this.#administration.servers().filter(({ state }) => state === 'running')
    return ready[this.#turn++ % ready.length]
  }
}
