import type { HttpExchange, HttpService } from './services.js'

/** A service whose code is loaded when it is first asked, so that a lab that nobody asks starts sooner. */
export function lazyService(name: string, load: () => Promise<HttpService>): HttpService {
  let loading: Promise<HttpService> | undefined
  let loaded: HttpService | undefined

  async function first(exchange: HttpExchange): Promise<void> {
    loaded = await (loading ??= load())
    return loaded.handle(exchange)
  }

  return { name, handle: (exchange) => (loaded === undefined ? first(exchange) : loaded.handle(exchange)) }
}
