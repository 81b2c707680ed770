import dgram from 'node:dgram'
import { isIPv6 } from 'node:net'
import { ownAddress } from './dns/own-address.js'
import { listen, portTaken, type Listener, type ListenerOptions } from './listener.js'

/** One message of a connectionless protocol. */
export interface Datagram {
  readonly bytes: Buffer
  /** The address of who sent it. */
  readonly from: string
  /** The address at which it has come in. */
  readonly to: string
}

export interface DatagramOptions extends ListenerOptions {
  /** Answers a message that came to the port by UDP; undefined for silence. */
  readonly answer: (datagram: Datagram) => Promise<Buffer | undefined>
  readonly onDefect: (defect: unknown) => void
}

/** A free port of TCP may be taken for UDP: then another is tried, this often. */
const ATTEMPTS = 20

/** Opens a port for connections, and the same one for datagrams. */
export async function listenBoth(options: DatagramOptions): Promise<Listener> {
  for (let attempt = 1; ; attempt++) {
    const tcp = await listen(options)
    try {
      return withDatagrams(tcp, await bindUdp(options.host, tcp.port), options)
    } catch (error) {
      await tcp[Symbol.asyncDispose]()
      if (options.port === 0 && attempt < ATTEMPTS) continue
      throw portTaken(`${options.host}:${tcp.port} for ${options.name}`, error as Error)
    }
  }
}

function withDatagrams(
  tcp: Listener,
  udp: dgram.Socket,
  { answer, host, onDefect }: DatagramOptions,
): Listener {
  let isOpen = true
  udp.on('error', onDefect)
  udp.on('message', (bytes, { address: from, port }) => {
    answer({ bytes, from, to: ownAddress(host, from) }).then((reply) => {
      if (reply !== undefined && isOpen) udp.send(reply, port, from)
    }, onDefect)
  })
  return {
    port: tcp.port,
    refuse: (isRefusing) => tcp.refuse(isRefusing),
    async [Symbol.asyncDispose]() {
      isOpen = false
      await Promise.all([
        tcp[Symbol.asyncDispose](),
        new Promise<void>((resolve) => udp.close(() => resolve())),
      ])
    },
  }
}

function bindUdp(host: string, port: number): Promise<dgram.Socket> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    socket.once('error', (error) => {
      socket.close()
      reject(error)
    })
    socket.bind(port, host, () => {
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}
