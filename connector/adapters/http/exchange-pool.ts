import { readText } from './read-text.js'
import {
  createExchangeConnection,
  type ExchangeConnection,
  type ExchangeConnectionOptions,
} from './exchange-connection.js'
import type { HttpRequest, HttpResponse } from './http-client.js'
import { withinTimeout } from './timeout.js'

/** Connections for calls. @inferred half of Exchange's default of 10 open requests per user in 2010 (ews.md 7.1) */
const MOST_CONNECTIONS = 5

/** A few authenticated connections shared by all calls with one account, and more for streams on demand. */
export interface ExchangePool {
  call(request: HttpRequest): Promise<HttpResponse>
  /** A connection of its own for an answer that stays open; the caller closes it. */
  dedicated(): ExchangeConnection
  close(): void
}

export function createExchangePool(options: ExchangeConnectionOptions): ExchangePool {
  const { activity, clock } = options.tools
  const all = new Set<ExchangeConnection>()
  const free: ExchangeConnection[] = []
  const waiting: ((connection: ExchangeConnection) => void)[] = []

  const create = (): ExchangeConnection => {
    const connection = createExchangeConnection(options)
    all.add(connection)
    return connection
  }
  const borrow = async (): Promise<ExchangeConnection> => {
    const ready = free.pop()
    if (ready !== undefined) return ready
    return all.size < MOST_CONNECTIONS ? create() : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (connection: ExchangeConnection): void => {
    const next = waiting.shift()
    if (next === undefined) free.push(connection)
    else next(connection)
  }
  const exchange = async (request: HttpRequest): Promise<HttpResponse> => {
    const connection = await borrow()
    try {
      return await activity.awaiting(() => ask(connection, request))
    } finally {
      giveBack(connection)
    }
  }

  return {
    // who waits for a free connection waits for no other program: its turn comes with the end of another call
    call: (request) => withinTimeout(clock, request, (signal) => exchange({ ...request, signal })),
    dedicated: () => createExchangeConnection(options),
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}

async function ask(connection: ExchangeConnection, request: HttpRequest): Promise<HttpResponse> {
  const { status, headers, stream } = await connection.open(request)
  return { status, headers, body: await readText(stream, request.url) }
}
