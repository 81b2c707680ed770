import { type Socket, connect, createServer } from 'node:net'

import { type Listening, LOOPBACK, listen } from './listen.js'

/** A relay that passes bytes on as they are: the directory's ports, plain or TLS. */
export interface TcpRelay extends AsyncDisposable, Pick<Listening, 'port' | 'partition' | 'heal'> {
  connectTo(server: TcpAddress): void
}

interface TcpAddress {
  readonly host: string
  readonly port: number
}

export interface TcpRelayOptions {
  /** The address to listen on. */
  readonly host?: string
  /** Bytes sent on one connection of their own whenever a node connects. */
  readonly extra?: Buffer | undefined
}

export async function openTcpRelay({ host = LOOPBACK, extra }: TcpRelayOptions = {}): Promise<TcpRelay> {
  let target: TcpAddress | undefined
  const server = createServer((client) => {
    if (target === undefined) return client.destroy()
    join(client, connect(target))
    if (extra !== undefined) sendApart(connect(target), extra)
    return client
  })
  const { close, ...gate } = await listen(server, host)
  return {
    ...gate,
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
