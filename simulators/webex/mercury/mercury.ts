import { WebSocketServer, type WebSocket } from 'ws'
import type { Core } from '../../core/index.js'
import type { HttpUpgrade } from '../../network/index.js'
import { SOCKET_PATH } from '../devices/render-device.js'
import type { Caller } from '../identity/caller.js'
import { devices } from '../records/devices.js'
import { CLOSE, closeSocket } from './close.js'
import type { MercuryEvent } from './envelope.js'
import { fateOf, strikeFrame } from './frame-fault.js'
import { MercurySocket } from './mercury-socket.js'
import type { RenderEvent } from './notices.js'
import { Outbox } from './outbox.js'

const SOCKET_URL = new RegExp(`^${SOCKET_PATH}/([^/]+)/messages$`)

/**
 * The sockets of the clients that are connected now, and what clients that were connected have missed. Both end with
 * the server. @source webex.md 8
 */
export class Mercury {
  readonly #core: Core
  readonly #callerOf: (token: string) => Caller | undefined
  readonly #server = new WebSocketServer({ noServer: true, clientTracking: false })
  readonly #sockets = new Map<string, MercurySocket>()
  /** By device, from its first socket on. */
  readonly #outboxes = new Map<string, Outbox>()

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

  /** Tells every client of a person, and remembers it for those that are away. */
  notify(userId: string, render: RenderEvent): void {
    const { world, ids, clock } = this.#core
    for (const { key } of world.by(devices, 'user', userId)) {
      const outbox = this.#outboxes.get(key)
      if (outbox === undefined) continue
      const event = { id: ids.uuid(), render, at: clock.now() }
      outbox.add(event)
      const socket = this.#sockets.get(key)
      socket?.deliver(render(socket.endpoints), event.id)
    }
  }

  /** Tells one device, if it is connected: an answer that nobody waits for any more is of no use. */
  notifyDevice(deviceId: string, event: MercuryEvent): void {
    this.#sockets.get(deviceId)?.deliver(event)
  }

  /** Forgets what was kept for a device that is registered no more. */
  forget(deviceId: string): void {
    this.#outboxes.delete(deviceId)
  }

  /** Has every client move to another socket, as before a server is taken out of service. */
  handOver(): void {
    for (const socket of this.#sockets.values()) socket.announceShutdown()
  }

  /** Closes every socket, as a server does that goes away. */
  disconnect(): void {
    for (const socket of this.#sockets.values()) socket.close(CLOSE.goingAway)
    this.#outboxes.clear()
  }

  #accept(upgrade: HttpUpgrade, socket: WebSocket, deviceId: string): void {
    const device = this.#core.world.get(devices, deviceId)
    if (device === undefined) return closeSocket(socket, CLOSE.badRequest)
    const via = upgrade.endpoints.name
    const opening = { via, operation: 'connect', principal: null, target: device.userId }
    const struck = strikeFrame(this.#core, opening)
    const fate = struck && fateOf(struck)
    if (fate?.kind === 'closed') return closeSocket(socket, fate.close)

    const client = new MercurySocket({
      core: this.#core,
      socket,
      connection: upgrade,
      device,
      callerOf: this.#callerOf,
      onAuthorized: () => this.#admit(client),
      onAcknowledged: (messageId) => this.#outboxes.get(deviceId)?.acknowledge(messageId),
    })
    socket.on('close', () => {
      if (this.#sockets.get(deviceId) === client) this.#sockets.delete(deviceId)
    })
  }

  /** A device has one socket: a second takes the place of the first, and gets what the first left unacknowledged. */
  #admit(client: MercurySocket): void {
    const before = this.#sockets.get(client.deviceId)
    if (before === client) return
    this.#sockets.set(client.deviceId, client)
    before?.giveWay()
    const outbox = this.#outboxes.get(client.deviceId) ?? new Outbox(this.#core.clock)
    this.#outboxes.set(client.deviceId, outbox)
    for (const { id, render } of outbox.pending()) client.deliver(render(client.endpoints), id)
  }
}
