import { Agent, type AgentOptions } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HttpEntry } from '../http/http-entry.js'
import type { Connection } from '../services.js'
import { MemorySocket } from './memory-socket.js'

/** Where connections in memory lead. */
export interface MemoryWay {
  readonly entry: HttpEntry
  /** What the service is told of each connection; asked when one opens. */
  readonly describe: () => Connection
}

/** Opens connections in memory for requests of HTTP, and keeps them as an agent does. */
export class MemoryAgent extends Agent {
  readonly #way: MemoryWay

  constructor(way: MemoryWay, options: AgentOptions) {
    super(options)
    this.#way = way
  }

  override createConnection(): Duplex {
    const connection = this.#way.describe()
    const [ours, theirs] = MemorySocket.pair(connection.secure)
    this.#way.entry.accept(theirs, connection)
    return ours
  }
}
