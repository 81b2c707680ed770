import type { HttpService } from './services.js'

/** A service whose code is loaded when it is first asked, so that a lab that nobody asks starts sooner. */
export function lazyService(name: string, load: () => Promise<HttpService>): HttpService {
  let loading: Promise<HttpService> | undefined
  return {
    name,
    async handle(exchange) {
      loading ??= load()
      const service = await loading
      return service.handle(exchange)
    },
  }
}
