import { type Socket, connect, createServer } from 'node:net'

import { listen } from './listen.js'

/** A relay that passes bytes on as they are: the directory's ports, plain or TLS. */
export interface TcpRelay extends AsyncDisposable {
  readonly port: number
  connectTo(port: number): void
}

/** @param extra bytes sent on one connection of their own whenever a node connects. */
export async function openTcpRelay(extra?: Buffer): Promise<TcpRelay> {
  let target: number | undefined
  const server = createServer((client) => {
    if (target === undefined) return client.destroy()
    join(client, connect(target, '127.0.0.1'))
    if (extra !== undefined) sendApart(connect(target, '127.0.0.1'), extra)
    return client
  })
  const { port, close } = await listen(server)
  return {
    port,
    connectTo: (next) => {
      target = next
    },
    [Symbol.asyncDispose]: close,
  }
}

function join(client: Socket, server: Socket): void {
  client.pipe(server).pipe(client)
  client.on('error', () => server.destroy())
  server.on('error', () => client.destroy())
  client.on('close', () => server.destroy())
  server.on('close', () => client.destroy())
}

/** Ends the connection at the first answer. */
function sendApart(server: Socket, bytes: Buffer): void {
  server.on('error', () => server.destroy())
  server.once('data', () => server.end())
  server.write(bytes)
}
