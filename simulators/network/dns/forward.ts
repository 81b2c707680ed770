import dgram from 'node:dgram'
import net from 'node:net'
import { createRealClock } from '../../core/index.js'
import type { DnsDatagram } from './dns-service.js'
import { frame, FrameReader } from './tcp-frames.js'

/** How long somebody outside of the lab may take, in real time. */
const PATIENCE_MS = 3_000

export interface Upstream {
  readonly host: string
  readonly port: number
}

/** `10.89.0.1` or `10.89.0.1:53` */
export function parseUpstream(text: string): Upstream {
  const [, host = text, port = '53'] = /^(.*?)(?::(\d+))?$/.exec(net.isIPv6(text) ? '' : text) ?? []
  return { host: host === '' ? text : host, port: Number(port) }
}

/** Asks a name server outside of the lab, as the client asked; undefined when it does not answer. */
export function forwardTo(upstream: Upstream): (query: DnsDatagram) => Promise<Buffer | undefined> {
  return ({ bytes, transport }) => (transport === 'udp' ? overUdp(upstream, bytes) : overTcp(upstream, bytes))
}

function overUdp({ host, port }: Upstream, bytes: Buffer): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4')
    const finish = (answer?: Buffer): void => {
      patience[Symbol.dispose]()
      socket.close()
      resolve(answer)
    }
    const patience = createRealClock().schedule(PATIENCE_MS, () => finish())
    socket.once('error', () => finish())
    socket.once('message', finish)
    socket.send(bytes, port, host)
  })
}

function overTcp({ host, port }: Upstream, bytes: Buffer): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port })
    const reader = new FrameReader()
    const finish = (answer?: Buffer): void => {
      patience[Symbol.dispose]()
      socket.destroy()
      resolve(answer)
    }
    const patience = createRealClock().schedule(PATIENCE_MS, () => finish())
    socket.once('error', () => finish())
    socket.once('close', () => finish())
    socket.on('data', (chunk: Buffer) => {
      const [answer] = reader.read(chunk)
      if (answer !== undefined) finish(answer)
    })
    socket.write(frame(bytes))
  })
}
