import { Lazy } from '../core/index.js'
import type { HttpService, HttpUpgrade, SocketService } from './services.js'

/** A service whose code is loaded when it is first asked, so that a lab that nobody asks starts sooner. */
export function lazyService(name: string, load: () => Promise<HttpService>): HttpService {
  return serviceOf(name, new Lazy(load))
}

/** The same for a service that talks over web sockets as well. `report` is told when it cannot be loaded for one. */
export function lazySocketService(
  name: string,
  load: () => Promise<SocketService>,
  report: (error: unknown) => void,
): HttpService {
  const service = new Lazy(load)
  const refuse = ({ socket }: HttpUpgrade, error: unknown): void => {
    report(error)
    socket.end('HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  }
  return {
    ...serviceOf(name, service),
    upgrade(upgrade) {
      if (service.loaded !== undefined) return service.loaded.upgrade(upgrade)
      service.get().then(
        (loaded) => loaded.upgrade(upgrade),
        (error: unknown) => refuse(upgrade, error),
      )
    },
  }
}

function serviceOf(name: string, service: Lazy<HttpService>): HttpService {
  return {
    name,
    handle: (exchange) =>
      service.loaded === undefined
        ? service.get().then((loaded) => loaded.handle(exchange))
        : service.loaded.handle(exchange),
  }
}
