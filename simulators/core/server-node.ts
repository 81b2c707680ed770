import { LabError } from './errors.js'

/**
 * One server of the lab. What dies with a server (subscriptions, NTLM contexts, budgets, page cookies, sockets)
 * belongs to it, so that stopping it really loses them. What survives is in the world.
 */
export class ServerNode implements AsyncDisposable {
  readonly name: string
  readonly #stopping = new AbortController()
  readonly #owned: (Disposable | AsyncDisposable)[] = []

  constructor(name: string) {
    this.name = name
  }

  /** Aborts when the server stops. */
  get signal(): AbortSignal {
    return this.#stopping.signal
  }

  /** Takes over something that ends with this server; the last taken ends first. */
  own<T extends Disposable | AsyncDisposable>(thing: T): T {
    if (this.signal.aborted) {
      throw new LabError('SERVER_STOPPED', {
        message: `Server ${this.name} has stopped and can own nothing more.`,
        hint: 'Start a new one.',
      })
    }
    this.#owned.push(thing)
    return thing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    for (const thing of this.#owned.splice(0).reverse()) {
      if (Symbol.asyncDispose in thing) await thing[Symbol.asyncDispose]()
      else thing[Symbol.dispose]()
    }
  }
}
