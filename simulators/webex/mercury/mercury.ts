import { WebSocketServer, type WebSocket } from 'ws'
import type { Core } from '../../core/index.js'
import type { HttpUpgrade } from '../../network/index.js'
import { SOCKET_PATH } from '../devices/render-device.js'
import type { Caller } from '../identity/caller.js'
import { devices } from '../records/devices.js'
import type { MercuryEvent } from './envelope.js'
import { CLOSE, MercurySocket } from './mercury-socket.js'

const SOCKET_URL = new RegExp(`^${SOCKET_PATH}/([^/]+)/messages$`)

/** The sockets of the clients that are connected now; they end with the server. @source webex.md 8 */
export class Mercury {
  readonly #core: Core
  readonly #callerOf: (token: string) => Caller | undefined
  readonly #server = new WebSocketServer({ noServer: true, clientTracking: false })
  readonly #sockets = new Map<string, MercurySocket>()

  constructor(core: Core, callerOf: (token: string) => Caller | undefined) {
    this.#core = core
    this.#callerOf = callerOf
  }

  /** Takes over an upgrade request; anything that is not the socket of a device is refused. */
  upgrade(upgrade: HttpUpgrade): void {
    const deviceId = SOCKET_URL.exec(upgrade.path)?.[1]
    if (deviceId === undefined) {
      upgrade.socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (socket) =>
      this.#accept(upgrade, socket, deviceId),
    )
  }

  /** Tells every connected client of a person. The event may name the origin by which the client came. */
  notify(userId: string, render: (origin: string) => MercuryEvent): void {
    for (const { key } of this.#core.world.by(devices, 'user', userId)) {
      const socket = this.#sockets.get(key)
      socket?.deliver(render(socket.origin))
    }
  }

  /** Tells one device, if it is connected. */
  notifyDevice(deviceId: string, event: MercuryEvent): void {
    this.#sockets.get(deviceId)?.deliver(event)
  }

  /** Closes every socket, as a server does that goes away. */
  disconnect(): void {
    for (const socket of this.#sockets.values()) socket.close(CLOSE.goingAway)
  }

  #accept(upgrade: HttpUpgrade, socket: WebSocket, deviceId: string): void {
    const device = this.#core.world.get(devices, deviceId)
    if (device === undefined) return socket.close(CLOSE.badRequest.code, CLOSE.badRequest.reason)

    const client = new MercurySocket({
      core: this.#core,
      socket,
      connection: upgrade,
      device,
      callerOf: this.#callerOf,
      onAuthorized: () => this.#admit(client),
    })
    socket.on('close', () => {
      if (this.#sockets.get(deviceId) === client) this.#sockets.delete(deviceId)
    })
  }

  /** A device has one socket: a second takes the place of the first. */
  #admit(client: MercurySocket): void {
    const before = this.#sockets.get(client.deviceId)
    this.#sockets.set(client.deviceId, client)
    if (before !== client) before?.close(CLOSE.replaced)
  }
}
