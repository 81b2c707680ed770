import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FaultAct, FaultStage, OpenEntry } from '../../core/index.js'
import type { Destination } from './destination.js'
import type { ProxiedConnection } from './ledger.js'
import { authenticateClient, type ProxyLogon } from './proxy-authentication.js'
import type { ProxyServiceOptions } from './proxy-options.js'

/** What the client gets instead of what it asked for. */
export type Refusal =
  | { readonly kind: 'status'; readonly status: number; readonly challenges?: readonly string[] }
  | { readonly kind: 'reset' | 'silence' }

/** What may be done for the client. */
export type Permission =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'granted'; readonly to: Extract<Destination, { kind: 'lab' | 'beyond' }> }

/** One request of a client on its way through the proxy, kept in the journal and in the ledger. */
export class ProxyCall {
  readonly entry: OpenEntry
  readonly connection: ProxiedConnection
  readonly #options: ProxyServiceOptions
  readonly #logon: ProxyLogon
  readonly #method: string
  readonly #target: string
  #principal: string | undefined

  constructor(
    options: ProxyServiceOptions,
    asked: { readonly request: IncomingMessage; readonly target: string; readonly connection: string },
  ) {
    const { core, via, ledger } = options
    const { method = '', headers } = asked.request
    this.#options = options
    this.#logon = authenticateClient(options.authentication, headers['proxy-authorization'])
    this.#method = method
    this.#target = asked.target.toLowerCase()
    this.entry = core.journal.open({
      kind: 'call',
      protocol: 'proxy',
      operation: method,
      target: this.#target,
      via,
      connection: asked.connection,
    })
    this.connection = ledger.open({
      id: asked.connection,
      via,
      method,
      target: this.#target,
      user: this.#logon.user,
      status: null,
      to: null,
      openedAt: core.clock.now(),
      closedAt: null,
      sentBytes: 0,
      receivedBytes: 0,
    })
  }

  /** Learns which connection of the lab a connection onwards becomes, before it has been made. */
  follow(onward: Socket, arrived: (id: string) => void): void {
    const dial = this.#options.arrivals.dial()
    onward.once('connect', () => dial.connected(onward.localPort ?? 0, arrived))
    onward.once('close', () => dial.over())
  }

  /** Decides whether the client is let through: faults first, then who it is, then where it wants to go. */
  async permit(): Promise<Permission> {
    const early = await this.#strike('connection')
    if (early !== undefined) return { kind: 'refused', refusal: early }

    const logon = this.#logon
    if (logon.kind === 'refused')
      return refused({ kind: 'status', status: 407, challenges: logon.challenges })
    if (logon.user !== null) {
      this.#principal = logon.user
      this.entry.update({ principal: logon.user })
    }
    const struck = await this.#strike('before')
    return struck === undefined ? this.#destination() : { kind: 'refused', refusal: struck }
  }

  /** How many bytes may still reach the client, if a fault cuts what it gets. */
  cutAfter(): number | undefined {
    const struck = this.#options.core.faults.strike('bytes', this.#subject())
    if (struck === undefined) return undefined
    this.entry.update({ faults: [struck.rule] })
    return struck.act.kind === 'truncate' ? struck.act.afterBytes : 0
  }

  /** Says what the client was told; the connection may go on. */
  answered(status: number): void {
    this.connection.status = status
    this.entry.update({ outcome: String(status) })
  }

  /** The end, with what the client has sent and got through the proxy. */
  close(sentBytes: number, receivedBytes: number): void {
    Object.assign(this.connection, { sentBytes, receivedBytes, closedAt: this.#options.core.clock.now() })
    this.entry.update({ requestBytes: sentBytes, responseBytes: receivedBytes })
    this.entry.close()
  }

  /** @inferred A proxy that may not go beyond says 403, one that finds no such host 502. */
  #destination(): Permission {
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(this.#target) ?? []
    if (host === '') return refused({ kind: 'status', status: 400 })
    const to = this.#options.resolve({ host, port: Number(port) })
    if (to.kind === 'nowhere') return refused({ kind: 'status', status: 502 })
    return to.kind === 'beyond' && !this.#options.mayGoBeyond
      ? refused({ kind: 'status', status: 403 })
      : { kind: 'granted', to }
  }

  /** A delay passes; what is left of a fault is a refusal. */
  async #strike(stage: FaultStage): Promise<Refusal | undefined> {
    const { faults, clock } = this.#options.core
    const struck = faults.strike(stage, this.#subject())
    if (struck === undefined) return undefined
    this.entry.update({ faults: [struck.rule] })
    if (struck.act.kind !== 'delay') return refusalBy(struck.act)
    await clock.sleep(struck.act.ms)
    return undefined
  }

  #subject() {
    return {
      protocol: 'proxy',
      via: this.#options.via,
      operation: this.#method,
      target: this.#target,
      ...(this.#principal === undefined ? {} : { principal: this.#principal }),
    }
  }
}

function refused(refusal: Refusal): Permission {
  return { kind: 'refused', refusal }
}

/** An error is a status of the proxy, such as `502`, or `refuse`, which hangs up. */
function refusalBy(act: Exclude<FaultAct, { kind: 'delay' }>): Refusal {
  switch (act.kind) {
    case 'status':
      return { kind: 'status', status: act.status }
    case 'error':
      return act.code === 'refuse' ? { kind: 'reset' } : { kind: 'status', status: Number(act.code) || 502 }
    case 'reset':
    case 'truncate':
      return { kind: 'reset' }
    case 'silence':
      return { kind: 'silence' }
  }
}
