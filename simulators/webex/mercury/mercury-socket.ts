import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { Core, OpenEntry } from '../../core/index.js'
import type { Connection } from '../../network/index.js'
import type { Caller } from '../identity/caller.js'
import type { Device } from '../records/devices.js'
import { renderEvent, type MercuryEvent } from './envelope.js'

/** Why the server closes a socket. @observed @webex/internal-plugin-mercury 3.12.0, webex.md 8 */
export const CLOSE = {
  badRequest: { code: 4400, reason: 'Bad Request' },
  notAuthorized: { code: 4401, reason: 'Authorization Failed' },
  forbidden: { code: 4403, reason: 'Forbidden' },
  replaced: { code: 4000, reason: 'Replaced' },
  goingAway: { code: 1001, reason: 'Going Away' },
} as const

type Close = (typeof CLOSE)[keyof typeof CLOSE]

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
}

/** One client's socket: authorization first, then events down, and pings and acknowledgements up. */
export class MercurySocket {
  readonly deviceId: string
  readonly #options: MercurySocketOptions
  readonly #stream: OpenEntry
  #sequenceNumber = 0

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

  get origin(): string {
    return this.#options.connection.endpoints.advertised.cloud
  }

  /** Tells the client of an event. */
  deliver(event: MercuryEvent): void {
    const { ids, clock } = this.#options.core
    const sequenceNumber = ++this.#sequenceNumber
    this.#send(event.eventType, renderEvent(event, { id: ids.uuid(), now: clock.now(), sequenceNumber }))
  }

  close({ code, reason }: Close): void {
    this.#options.socket.close(code, reason)
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
      default:
        // Acknowledgements: in the journal, and nothing depends on them.
        return
    }
  }

  #authorize({ data }: ClientMessage): void {
    const token = /^Bearer (\S+)$/.exec(data?.token ?? '')?.[1]
    const caller = token === undefined ? undefined : this.#options.callerOf(token)
    if (caller === undefined) return this.close(CLOSE.notAuthorized)
    if (caller.id !== this.#options.device.userId) return this.close(CLOSE.forbidden)

    this.#stream.update({ principal: caller.name, outcome: 'open' })
    this.#options.onAuthorized()
    this.deliver({ eventType: 'mercury.buffer_state' })
  }

  #pong({ id }: ClientMessage): void {
    const { clock } = this.#options.core
    this.#send('pong', {
      id,
      type: 'pong',
      sequenceNumber: ++this.#sequenceNumber,
      wsWriteTimestamp: clock.now(),
    })
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
