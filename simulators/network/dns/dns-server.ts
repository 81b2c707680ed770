import dgram from 'node:dgram'
import net, { type Socket } from 'node:net'
import { Lazy } from '../../core/index.js'
import { portTaken } from '../listener.js'
import type { DnsService, DnsServiceOptions } from './dns-service.js'
import { frame, FrameReader } from './tcp-frames.js'

export interface DnsServerOptions extends DnsServiceOptions {
  /** The address to listen on. */
  readonly host: string
  /** The same for UDP and TCP; 0 for any free one. */
  readonly port: number
  readonly onDefect: (defect: unknown) => void
}

/** A name server on UDP and TCP. */
export interface DnsServer extends AsyncDisposable {
  readonly port: number
}

/** A free port of TCP may be taken for UDP: then another is tried, this often. */
const ATTEMPTS = 20

export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const { host, port } = options
  for (let attempt = 1; ; attempt++) {
    const tcp = await listenTcp(options, port)
    const taken = (tcp.address() as net.AddressInfo).port
    try {
      const udp = await bindUdp(options, taken)
      return serve(options, { tcp, udp })
    } catch (error) {
      tcp.close()
      if (port === 0 && attempt < ATTEMPTS) continue
      throw portTaken(`${host}:${taken} for ${options.via}/dns`, error as Error)
    }
  }
}

interface Sockets {
  readonly tcp: net.Server
  readonly udp: dgram.Socket
}

function serve(options: DnsServerOptions, { tcp, udp }: Sockets): DnsServer {
  const answer = lazily(options)
  const open = new Set<Socket>()
  let count = 0
  const connection = (): string => `${options.via}/dns#${++count}`

  udp.on('message', (bytes, { address: from, port }) => {
    answer({ bytes, transport: 'udp', from, connection: connection() }).then((reply) => {
      if (reply !== undefined && !isClosed) udp.send(reply, port, from)
    }, options.onDefect)
  })
  udp.on('error', options.onDefect)
  tcp.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
    const from = socket.remoteAddress ?? ''
    const id = connection()
    const reader = new FrameReader()
    socket.on('data', (chunk) => {
      for (const bytes of reader.read(chunk)) {
        answer({ bytes, transport: 'tcp', from, connection: id }).then((reply) => {
          if (reply === undefined) socket.destroy()
          else if (!socket.destroyed) socket.write(frame(reply))
        }, options.onDefect)
      }
    })
  })
  let isClosed = false
  return {
    port: udp.address().port,
    async [Symbol.asyncDispose]() {
      isClosed = true
      const closed = new Promise((resolve) => tcp.close(resolve))
      for (const socket of open) socket.destroy()
      await Promise.all([closed, new Promise<void>((resolve) => udp.close(() => resolve()))])
    },
  }
}

/** The codec is loaded with the first query: a lab that nobody asks starts sooner. */
function lazily(options: DnsServiceOptions): DnsService {
  const service = new Lazy(async () => (await import('./answer-query.js')).createDnsService(options))
  return async (datagram) => (await service.get())(datagram)
}

function listenTcp({ host, via }: DnsServerOptions, port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', (cause) => reject(portTaken(`${host}:${port} for ${via}/dns`, cause)))
    server.listen(port, host, () => resolve(server))
  })
}

function bindUdp({ host }: DnsServerOptions, port: number): Promise<dgram.Socket> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4')
    socket.once('error', reject)
    socket.bind(port, host, () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
