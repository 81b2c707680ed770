import { listen } from '../listener.js'
import type { ProxyServiceOptions } from './proxy-options.js'
import type { ProxyService } from './proxy-service.js'

export interface ProxyServerOptions extends ProxyServiceOptions {
  /** The address to listen on. */
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
}

/** An HTTP proxy on a port of its own. */
export interface ProxyServer extends AsyncDisposable {
  readonly port: number
}

export async function startProxyServer(options: ProxyServerOptions): Promise<ProxyServer> {
  const { via, host, port } = options
  let loading: Promise<ProxyService> | undefined
  let count = 0
  const listener = await listen({
    name: `${via}/proxy`,
    host,
    port,
    accept(socket) {
      const id = `${via}/proxy#${++count}`
      // what serves is loaded with the first client: a lab whose proxy nobody uses starts sooner
      loading ??= import('./proxy-service.js').then(({ createProxyService }) => createProxyService(options))
      void loading.then((service) => service.accept(socket, id))
    },
  })
  return {
    port: listener.port,
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]()
      ;(await loading)?.[Symbol.dispose]()
    },
  }
}
