/** A connection that a proxy is about to make. */
export interface Dial {
  /** It has been made, from this local port; calls back with the lab's id of it, once that is known. */
  connected(localPort: number, arrived: (connection: string) => void): void
  /** It has ended, or has not been made. */
  over(): void
}

/**
 * Finds out which connection at the lab's own ports a connection of its proxies has become: both ends know the port that
 * it comes from, and either may be the first to say so. Nothing is kept while no proxy waits for a connection.
 */
export class Arrivals {
  readonly #underWay = new Set<Dial>()
  readonly #expected = new Map<number, (connection: string) => void>()
  readonly #noted = new Map<number, string>()

  dial(): Dial {
    let from: number | undefined
    const dial: Dial = {
      connected: (localPort, arrived) => {
        from = localPort
        const noted = this.#noted.get(localPort)
        if (noted === undefined) this.#expected.set(localPort, arrived)
        else arrived(noted)
        this.#settle(dial)
      },
      over: () => {
        if (from !== undefined) this.#expected.delete(from)
        this.#settle(dial)
      },
    }
    this.#underWay.add(dial)
    return dial
  }

  /** A connection has come in from that port. */
  note(remotePort: number | undefined, connection: string): void {
    if (remotePort === undefined || (this.#underWay.size === 0 && this.#expected.size === 0)) return
    const arrived = this.#expected.get(remotePort)
    this.#expected.delete(remotePort)
    if (arrived !== undefined) arrived(connection)
    else if (this.#underWay.size > 0) this.#noted.set(remotePort, connection)
  }

  #settle(dial: Dial): void {
    this.#underWay.delete(dial)
    if (this.#underWay.size === 0) this.#noted.clear()
  }
}
