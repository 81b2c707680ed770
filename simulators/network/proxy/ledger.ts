import type { Instant } from '../../core/index.js'

/** A connection that the proxy has made for a client, or has refused to make. */
export interface ProxiedConnection {
  /** `main/proxy#3`: the client's connection to the proxy. */
  readonly id: string
  /** The endpoint set whose proxy it is. */
  readonly via: string
  /** `CONNECT`, or the method of a request that was passed on. */
  readonly method: string
  /** `mail.ent-pa.example:443` */
  readonly target: string
  /** Whom the client said it is; null when it said nothing. */
  readonly user: string | null
  /** What the client was told: 200 for a tunnel. Null for nothing. */
  status: number | null
  /** The connection of the lab in which it ended, as the journal names it; null for one that did not end in the lab. */
  to: string | null
  readonly openedAt: Instant
  closedAt: Instant | null
  sentBytes: number
  receivedBytes: number
}

/** The oldest leave when there are more. */
const MOST_KEPT = 10_000

/** Which connections have gone through the lab's proxies. */
export class ProxyLedger {
  #kept: ProxiedConnection[] = []

  open(connection: ProxiedConnection): ProxiedConnection {
    this.#kept.push(connection)
    if (this.#kept.length > MOST_KEPT) this.#kept.shift()
    return connection
  }

  /** In the order in which they were made; those of one endpoint set's proxy if it is named. */
  list(via?: string): readonly Readonly<ProxiedConnection>[] {
    return this.#kept.filter((connection) => via === undefined || connection.via === via)
  }

  clear(): void {
    this.#kept = []
  }
}
