import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { WebexLab } from './webex-lab.js'

/** What the server sent, as far as tests look at it. */
export interface Received {
  readonly id: string
  readonly type?: string
  readonly sequenceNumber?: number
  readonly data?: { readonly eventType: string; readonly [field: string]: unknown }
}

/** A client of Mercury that has registered a device. */
export interface MercuryClient {
  readonly deviceUrl: string
  readonly socket: WebSocket
  send(message: object): void
  /** The next message that has not been taken yet. */
  next(): Promise<Received>
  closed(): Promise<number>
}

/** Registers a device with one token and authorizes its socket with it, or with another. */
export async function connectMercury(lab: WebexLab, token: string, shown = token): Promise<MercuryClient> {
  const device = (await lab.call({ to: 'POST /wdm/api/v1/devices', token, json: { name: 'test' } })).json<{
    url: string
    webSocketUrl: string
  }>()
  return openSocket(lab, device, shown)
}

/** Opens a socket of a device and sends the authorization. */
export async function openSocket(
  lab: WebexLab,
  device: { readonly url: string; readonly webSocketUrl: string },
  token: string,
): Promise<MercuryClient> {
  const socket = new WebSocket(device.webSocketUrl, { ca: lab.caPem })
  const received: Received[] = []
  const waiting: ((message: Received) => void)[] = []
  const closing = once(socket, 'close') as Promise<[number]>
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Received
    const taker = waiting.shift()
    if (taker === undefined) received.push(message)
    else taker(message)
  })
  await once(socket, 'open')
  const send = (message: object) => socket.send(JSON.stringify(message))
  send({ id: 'a1', type: 'authorization', data: { token: `Bearer ${token}` } })

  return {
    deviceUrl: device.url,
    socket,
    send,
    next() {
      const first = received.shift()
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first)
    },
    closed: async () => (await closing)[0],
  }
}
