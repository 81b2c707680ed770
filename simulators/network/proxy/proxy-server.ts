import { Lazy } from '../../core/index.js'
import { listen } from '../listener.js'
import type { ProxyServiceOptions } from './proxy-options.js'

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
  // What serves is loaded with the first client: a lab whose proxy nobody uses starts sooner.
  const serving = new Lazy(async () => (await import('./proxy-service.js')).createProxyService(options))
  let count = 0
  const listener = await listen({
    name: `${via}/proxy`,
    host,
    port,
    accept(socket) {
      const id = `${via}/proxy#${++count}`
      void serving.get().then((service) => service.accept(socket, id))
    },
  })
  return {
    port: listener.port,
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]()
      ;(await serving.begun())?.[Symbol.dispose]()
    },
  }
}
