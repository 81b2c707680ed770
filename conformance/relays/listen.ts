import type { AddressInfo, Server, Socket } from 'node:net'

/** A listening server on a port of the system's choice on 127.0.0.1. */
export interface Listening {
  readonly port: number
  /** Stops listening and drops every connection. */
  readonly close: () => Promise<void>
}

export function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, close }))
  })
}
