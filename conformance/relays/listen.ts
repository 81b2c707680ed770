import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'

/** A server behind a gate of its own, on a port of the system's choice. */
export interface Listening {
  readonly port: number
  /** Drops every connection; from then on whoever connects is left without a byte, as behind a dead link. */
  readonly partition: () => void
  /** Lets connections through again; those that waited behind the gate are dropped. */
  readonly heal: () => void
  /** Stops listening and drops every connection. */
  readonly close: () => Promise<void>
}

export const LOOPBACK = '127.0.0.1'

/** @param server any net, HTTP or HTTPS server that does not listen itself. */
export function listen(server: Server, host = LOOPBACK): Promise<Listening> {
  const sockets = new Set<Socket>()
  let isPartitioned = false
  const gate = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (!isPartitioned) server.emit('connection', socket)
  })
  const switchTo = (partitioned: boolean): void => {
    isPartitioned = partitioned
    for (const socket of sockets) socket.destroy()
  }
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      gate.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return new Promise((resolve, reject) => {
    gate.once('error', reject)
    gate.listen(0, host, () => {
      const { port } = gate.address() as AddressInfo
      resolve({ port, partition: () => switchTo(true), heal: () => switchTo(false), close })
    })
  })
}
