// By name, because tools that intercept HTTP patch the module's object: what asks the lab must not ask them again.
import { request as startRequest, type IncomingMessage } from 'node:http'
import { MemoryAgent, type MemoryWay } from './memory-agent.js'
import { responseOf } from './response-of.js'

export interface MemoryConnectionOptions extends MemoryWay {
  /** Whether the connection stays open for a further request. */
  readonly keepAlive: boolean
}

/**
 * One client's connection to a service of the lab, without a port. Requests go one after the other over the same
 * connection, as over a kept-alive one, so that a log-in that belongs to a connection (NTLM) works.
 *
 *     using connection = lab.connect('exchange')
 *     const response = await connection.answer(new Request(lab.ready.exchange.ews, { method: 'POST', body }))
 */
export class MemoryConnection implements Disposable {
  readonly #agent: MemoryAgent

  constructor(options: MemoryConnectionOptions) {
    this.#agent = new MemoryAgent(options, { keepAlive: options.keepAlive, maxSockets: 1 })
  }

  /**
   * Asks the service. Resolves when the head of the answer is there; the body streams. Aborting the request or
   * cancelling the body ends the connection, as a client does that hangs up.
   */
  async answer(request: Request): Promise<Response> {
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
    request.signal.throwIfAborted()
    const { host, pathname, search } = new URL(request.url)
    const asking = startRequest({
      agent: this.#agent,
      method: request.method,
      path: `${pathname}${search}`,
      headers: {
        ...Object.fromEntries(request.headers),
        host: request.headers.get('host') ?? host,
        ...(body === undefined ? {} : { 'content-length': body.length }),
      },
    })
    const abort = (): void => void asking.destroy()
    request.signal.addEventListener('abort', abort, { once: true })
    asking.once('close', () => request.signal.removeEventListener('abort', abort))
    return new Promise((resolve, reject) => {
      asking.once('response', (answer: IncomingMessage) => resolve(responseOf(answer)))
      asking.once('error', (error) => reject(asError(request.signal.reason) ?? error))
      asking.end(body)
    })
  }

  /** Closes the connection, whatever is still under way on it. */
  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}

function asError(reason: unknown): Error | undefined {
  return reason instanceof Error ? reason : undefined
}
