import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { Core, OpenEntry } from '../../core/index.js'
import type { Connection, EndpointSet } from '../../network/index.js'
import type { Caller } from '../identity/caller.js'
import type { Device } from '../records/devices.js'
import { CLOSE, closeSocket, type Close } from './close.js'
import { renderEvent, type MercuryEvent } from './envelope.js'
import { fateOf, strikeFrame, type FrameFate } from './frame-fault.js'

const clientMessage = z.looseObject({
  id: z.string().optional(),
  messageId: z.string().optional(),
  type: z.string(),
  data: z.looseObject({ token: z.string().optional() }).optional(),
})

type ClientMessage = z.output<typeof clientMessage>

export interface MercurySocketOptions {
  readonly core: Core
  readonly socket: WebSocket
  readonly connection: Connection
  readonly device: Device
  readonly callerOf: (token: string) => Caller | undefined
  /** The client has proved that the device is its own. */
  readonly onAuthorized: () => void
  readonly onAcknowledged: (messageId: string) => void
}

/** One client's socket: authorization first, then events down, and pings and acknowledgements up. */
export class MercurySocket {
  readonly deviceId: string
  readonly #options: MercurySocketOptions
  readonly #stream: OpenEntry
  #principal: string | null = null
  #sequenceNumber = 0
  #isToldToMove = false

  constructor(options: MercurySocketOptions) {
    const { core, connection, socket, device } = options
    this.#options = options
    this.deviceId = device.id
    this.#stream = core.journal.open({
      kind: 'stream',
      protocol: 'mercury',
      operation: 'connect',
      via: connection.endpoints.name,
      connection: connection.id,
      target: device.userId,
    })
    socket.on('message', (data: Buffer) => this.#receive(data.toString('utf8')))
    socket.on('error', () => socket.terminate())
    socket.on('close', (code: number) => this.#stream.close({ outcome: String(code) }))
  }

  get endpoints(): EndpointSet {
    return this.#options.connection.endpoints
  }

  /** Tells the client of an event. */
  deliver(event: MercuryEvent, id = this.#options.core.ids.uuid()): void {
    const now = this.#options.core.clock.now()
    this.#number(event.eventType, (sequenceNumber) => renderEvent(event, { id, now, sequenceNumber }))
  }

  close(close: Close): void {
    closeSocket(this.#options.socket, close)
  }

  /** Announces that the server goes away: the client opens its next socket first. @source webex.md 8 */
  announceShutdown(): void {
    this.#isToldToMove = true
    this.#send('shutdown', { id: this.#options.core.ids.uuid(), type: 'shutdown' })
  }

  /** Ends a socket whose device has a newer one. */
  giveWay(): void {
    this.close(this.#isToldToMove ? CLOSE.handedOver : CLOSE.replaced)
  }

  #receive(text: string): void {
    const message = parseMessage(text)
    this.#record(message?.type ?? 'malformed', text, 'received')
    if (message === undefined) return this.close(CLOSE.badRequest)

    switch (message.type) {
      case 'authorization':
        return this.#authorize(message)
      case 'ping':
        return this.#pong(message)
      case 'ack':
        return this.#options.onAcknowledged(message.messageId ?? '')
      default:
        // A newer client may say more: it is in the journal.
        return
    }
  }

  #authorize({ data }: ClientMessage): void {
    const token = /^Bearer (\S+)$/.exec(data?.token ?? '')?.[1]
    const caller = token === undefined ? undefined : this.#options.callerOf(token)
    if (caller === undefined) return this.close(CLOSE.notAuthorized)
    if (caller.id !== this.#options.device.userId) return this.close(CLOSE.forbidden)

    this.#principal = caller.name
    this.#stream.update({ principal: caller.name, outcome: 'open' })
    this.deliver({ eventType: 'mercury.buffer_state' })
    this.#options.onAuthorized()
  }

  #pong({ id }: ClientMessage): void {
    const wsWriteTimestamp = this.#options.core.clock.now()
    this.#number('pong', (sequenceNumber) => ({ id, type: 'pong', sequenceNumber, wsWriteTimestamp }))
  }

  /** Sends a frame under the next number, which is used up even when a fault loses the frame. */
  #number(operation: string, render: (sequenceNumber: number) => object): void {
    const { core, device } = this.#options
    const message = render(++this.#sequenceNumber)
    const via = this.endpoints.name
    const frame = { via, operation, principal: this.#principal, target: device.userId }
    const struck = strikeFrame(core, frame)
    if (struck === undefined) return this.#send(operation, message)
    this.#suffer(fateOf(struck), { operation, message, rule: struck.rule })
  }

  #suffer(
    fate: FrameFate,
    { operation, message, rule }: { operation: string; message: object; rule: string },
  ): void {
    this.#stream.update({ faults: [rule] })
    switch (fate.kind) {
      case 'lost':
        return
      case 'late':
        this.#options.core.clock.schedule(fate.ms, () => this.#send(operation, message))
        return
      case 'closed':
        return this.close(fate.close)
      case 'shutdown':
        this.#send(operation, message)
        return this.announceShutdown()
    }
  }

  #send(operation: string, message: object): void {
    const text = JSON.stringify(message)
    this.#record(operation, text, 'sent')
    this.#options.socket.send(text)
  }

  #record(operation: string, text: string, outcome: 'received' | 'sent'): void {
    const { core, connection, device } = this.#options
    core.journal.record({
      kind: 'message',
      protocol: 'mercury',
      operation,
      via: connection.endpoints.name,
      connection: connection.id,
      target: device.userId,
      parent: this.#stream.id,
      outcome,
      ...(outcome === 'received'
        ? { request: text, requestBytes: Buffer.byteLength(text) }
        : { response: text, responseBytes: Buffer.byteLength(text) }),
    })
  }
}

function parseMessage(text: string): ClientMessage | undefined {
  try {
    return clientMessage.safeParse(JSON.parse(text)).data
  } catch {
    // Not JSON: the caller closes the socket with "bad request".
    return undefined
  }
}
