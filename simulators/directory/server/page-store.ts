import { randomBytes } from 'node:crypto'

/** Result sets that wait for their next page; the oldest goes when there are more. @source MaxResultSetsPerConn */
const MAX_RESULT_SETS = 10

interface ResultSet {
  /** The search they belong to; another search cannot go on with them. */
  readonly signature: string
  readonly ids: readonly string[]
}

/** The pages of one connection's searches. They end with the connection. */
export class PageStore {
  readonly #sets = new Map<string, ResultSet>()

  /** Keeps what is left and names it with a cookie. */
  keep(signature: string, ids: readonly string[]): Buffer {
    const cookie = randomBytes(8)
    this.#sets.set(cookie.toString('hex'), { signature, ids })
    const [oldest] = this.#sets.keys()
    if (this.#sets.size > MAX_RESULT_SETS && oldest !== undefined) this.#sets.delete(oldest)
    return cookie
  }

  /** Takes out what a cookie names; undefined when it is not of this connection or of another search. */
  take(signature: string, cookie: Buffer): readonly string[] | undefined {
    const ids = this.look(signature, cookie)
    if (ids !== undefined) this.#sets.delete(cookie.toString('hex'))
    return ids
  }

  /** The same, and it stays. */
  look(signature: string, cookie: Buffer): readonly string[] | undefined {
    const set = this.#sets.get(cookie.toString('hex'))
    return set?.signature === signature ? set.ids : undefined
  }
}
