import { isConnectorError } from '../../error.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { Activity } from '../../time-and-chance/activity.js'
import type { Dialer } from '../http/dial.js'
import type { CloudClient, TokenSource } from '../webex-cloud/rest.js'
import { withinTimeout } from '../http/timeout.js'
import { registerDevice, type Device } from './device.js'
import { openMercurySocket, type MercuryEvent, type MercurySocket } from './socket.js'

/** How often the connection is pinged, so that a dead one is noticed. @source webex.md 8 */
const PING_MS = 15_000

export interface MercuryOptions {
  readonly client: CloudClient
  readonly tokens: TokenSource
  readonly wdm: string
  readonly hostname: string
  readonly dialer: Dialer
  readonly activity: Activity
  readonly clock: Clock
}

/** The cloud's event channel, opened when it is first needed and again after it broke. */
export interface Mercury {
  /** The device behind the open channel. */
  open(): Promise<Device>
  /** The token of the connector, for messages that carry it inside. */
  token(): Promise<string>
  onEvent(listener: (event: MercuryEvent) => Promise<void>): void
  close(): void
}

export function createMercury(options: MercuryOptions): Mercury {
  const listeners: ((event: MercuryEvent) => Promise<void>)[] = []
  let current: Promise<{ device: Device; socket: MercurySocket }> | null = null

  const connect = async (): Promise<{ device: Device; socket: MercurySocket }> => {
    const device = await registerDevice(options.client, options.wdm, options.hostname)
    const token = await options.tokens.token()
    const onEvent = async (event: MercuryEvent): Promise<void> => {
      await Promise.all(listeners.map((listener) => listener(event)))
    }
    const { dialer, activity, clock } = options
    const url = device.webSocketUrl
    const socket = await withinTimeout(clock, { url }, (signal) =>
      openMercurySocket({ url, token, dialer, activity, onEvent, signal }),
    ).catch(async (error: unknown) => {
      if (isConnectorError(error, 'ACCESS_DENIED')) await options.tokens.token(token)
      throw error
    })
    void keepAlive(options.clock, socket)
    void socket.ended.then(() => (current = null))
    return { device, socket }
  }
  const open = async (): Promise<Device> => {
    current ??= connect()
    try {
      return (await current).device
    } catch (error) {
      current = null
      throw error
    }
  }
  return {
    open,
    token: () => options.tokens.token(),
    onEvent: (listener) => void listeners.push(listener),
    close: () =>
      void current?.then(
        ({ socket }) => socket.close(),
        () => undefined, // it never opened: whoever asked for it has been told
      ),
  }
}

async function keepAlive(clock: Clock, socket: MercurySocket): Promise<void> {
  const stop = new AbortController()
  void socket.ended.then(() => stop.abort())
  while (!stop.signal.aborted) {
    await clock.sleep(PING_MS, stop.signal).catch(() => undefined) // ended: the loop sees it
    if (!stop.signal.aborted) socket.ping()
  }
}
