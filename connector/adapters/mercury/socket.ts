import { WebSocket, type RawData } from 'ws'
import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import type { Activity } from '../../time-and-chance/activity.js'
import { newId } from '../../time-and-chance/chance.js'
import type { Dialer } from '../http/dial.js'
import { toTransportError } from '../http/transport-error.js'

const message = z.looseObject({
  id: z.string().optional(),
  type: z.string().optional(),
  data: z.looseObject({ eventType: z.string() }).optional(),
})

export type MercuryEvent = Readonly<Record<string, unknown>> & { readonly eventType: string }

export interface MercurySocketOptions {
  readonly url: string
  readonly token: string
  readonly dialer: Dialer
  readonly activity: Activity
  readonly onEvent: (event: MercuryEvent) => Promise<void>
  /** Aborted when the server has taken too long to open. */
  readonly signal: AbortSignal
}

export interface MercurySocket {
  /** Asks for a sign of life; false when the last time nothing came. The connection is then dead, and is dropped. */
  ping(): boolean
  close(): void
  /** Resolves when the connection has ended, whoever ended it. */
  readonly ended: Promise<void>
}

/**
 * Opens the event socket: authorization first, then the server's buffer state (or registration status) makes it ready.
 * Every message with an id is acknowledged. @source webex.md 8
 */
export async function openMercurySocket(options: MercurySocketOptions): Promise<MercurySocket> {
  const url = new URL(options.url)
  const parameters = { outboundWireFormat: 'text', bufferStates: 'true', aliasHttpStatus: 'true' }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  const socket = new WebSocket(url, {
    createConnection: () => options.dialer.dial(target(url)),
    perMessageDeflate: false,
  })
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const send = (content: Readonly<Record<string, unknown>>): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(content))
  }

  let isAlive = true
  socket.on('message', () => (isAlive = true))

  await options.activity.awaiting(
    () =>
      new Promise<void>((resolve, reject) => {
        options.signal.addEventListener('abort', () => {
          reject(toTransportError(options.signal.reason, url.host))
          socket.terminate()
        })
        socket.on('error', (error) => reject(toTransportError(error, url.host)))
        socket.on('close', (code) => reject(closed(url.host, code)))
        socket.on('open', () =>
          send({
            id: newId(),
            type: 'authorization',
            data: { token: `Bearer ${options.token}` },
            trackingId: `EXP_${newId()}`,
          }),
        )
        socket.on('message', (raw) => {
          const handled = options.activity.during(() => handle(raw, { ...options, send, ready: resolve }))
          handled.catch(() => undefined) // one message that cannot be read must not cost us the others
        })
      }),
  )
  return {
    ping: () => {
      const wasAlive = isAlive
      isAlive = false
      if (wasAlive) send({ id: newId(), type: 'ping' })
      else socket.terminate()
      return wasAlive
    },
    close: () => socket.close(1000, 'done (forced)'),
    ended,
  }
}

interface Handling {
  readonly send: (content: Readonly<Record<string, unknown>>) => void
  readonly ready: () => void
  readonly onEvent: MercurySocketOptions['onEvent']
}

const READY_EVENTS: ReadonlySet<string> = new Set(['mercury.buffer_state', 'mercury.registration_status'])

async function handle(raw: RawData, handling: Handling): Promise<void> {
  const { id, data } = message.parse(JSON.parse(toText(raw)))
  if (id !== undefined) handling.send({ messageId: id, type: 'ack' })
  if (data === undefined) return
  if (READY_EVENTS.has(data.eventType)) handling.ready()
  else await handling.onEvent(data)
}

function toText(raw: RawData): string {
  return Buffer.from(Array.isArray(raw) ? Buffer.concat(raw) : new Uint8Array(raw)).toString('utf8')
}

function target(url: URL): Parameters<Dialer['dial']>[0] {
  const secure = url.protocol === 'wss:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  return { host: url.hostname, port, secure, verify: true }
}

/** @source webex.md 8, close codes before the socket is open */
function closed(host: string, code: number): ConnectorError {
  const denied = code === 4401 || code === 4403
  return new ConnectorError(denied ? 'ACCESS_DENIED' : 'UNREACHABLE', {
    message: `${host} closed the event connection.`,
    reason: String(code),
  })
}
