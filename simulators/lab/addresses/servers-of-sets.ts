/** The servers of one kind that are open, by the endpoint set that each is for. */
export class ServersOfSets<Server extends AsyncDisposable> implements AsyncDisposable {
  readonly #servers = new Map<string, Server>()

  /** Opens the server of a set in place of the one that it has. */
  async open(set: string, start: () => Promise<Server>): Promise<Server> {
    await this.close(set)
    const server = await start()
    this.#servers.set(set, server)
    return server
  }

  async close(set: string): Promise<void> {
    const server = this.#servers.get(set)
    this.#servers.delete(set)
    await server?.[Symbol.asyncDispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#servers.keys()].map((set) => this.close(set)))
  }
}
