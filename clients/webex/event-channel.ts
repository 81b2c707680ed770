import { WebSocket } from 'ws'
import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { patience } from '../time-and-chance/patience.js'
import type { WebexSession } from './webex-session.js'

/** How long the cloud may take to accept a socket. @inferred */
const ACCEPTANCE_MS = 30_000

const device = z.looseObject({ url: z.string(), webSocketUrl: z.string() })
const envelope = z.looseObject({
  id: z.string(),
  data: z.looseObject({ eventType: z.string() }).optional(),
})

/** Something the cloud tells: `eventType` is `encryption.kms_message`, `calendar.meeting.create`, … */
export type CloudEvent = NonNullable<z.infer<typeof envelope>['data']>

/** A registered device with its open socket. */
export interface EventChannel {
  readonly deviceUrl: string
  readonly isOpen: boolean
  /** Resolves when the socket is closed, by whichever side. */
  readonly ended: Promise<void>
  /** Is told of every event until it is disposed of. */
  listen(listener: (event: CloudEvent) => void): Disposable
  /** Closes the socket and takes the registration back. */
  close(): Promise<void>
}

/** Registers a device, opens its socket and shows whose it is. @source webex.md 7, 8 */
export async function openChannel(session: WebexSession, ca: string | undefined): Promise<EventChannel> {
  const { devices } = await session.services()
  const json = { name: 'exwex-clients', deviceType: 'DESKTOP', model: 'exwex', systemName: 'exwex' }
  const { url, webSocketUrl } = device.parse(
    await session.call({ method: 'POST', url: `${devices}/devices`, json }),
  )
  const listeners = new Set<(event: CloudEvent) => void>()
  const socket = new WebSocket(webSocketUrl, ca === undefined ? {} : { ca })
  socket.on('message', (data: Buffer) => {
    const { id, data: event } = envelope.parse({ id: '', ...(JSON.parse(data.toString('utf8')) as object) })
    if (event === undefined) return
    socket.send(JSON.stringify({ messageId: id, type: 'ack' }))
    for (const listener of [...listeners]) listener(event)
  })
  const channel: EventChannel = {
    deviceUrl: url,
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
    listen(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
    async close() {
      socket.close()
      // A registration that is gone already needs no taking back.
      await session.call({ method: 'DELETE', url }).catch(() => undefined)
    },
  }
  try {
    await accepted(channel, socket, await session.token())
    return channel
  } catch (error) {
    await channel.close()
    throw error
  }
}

/** The first event after the authorization says that the socket is the device's own. @source webex.md 8 */
function accepted(channel: EventChannel, socket: WebSocket, token: string): Promise<void> {
  const authorization = { id: 'a1', type: 'authorization', data: { token: `Bearer ${token}` } }
  return new Promise<void>((resolve, reject) => {
    const listening = channel.listen(({ eventType }) => {
      if (eventType !== 'mercury.buffer_state') return
      listening[Symbol.dispose]()
      resolve()
    })
    const refuse = (why: string) => reject(refused(why))
    socket.once('open', () => socket.send(JSON.stringify(authorization)))
    socket.on('error', ({ message }) => refuse(message))
    socket.once('close', (code) => refuse(`closed with ${code}`))
    patience(ACCEPTANCE_MS).addEventListener('abort', () => refuse('no answer'), { once: true })
  })
}

function refused(why: string): ClientError {
  return new ClientError('CLIENT_SOCKET', `The event socket of Webex could not be used: ${why}.`)
}
