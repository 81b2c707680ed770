import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly socket: Socket
}

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly received: Received[]
  /** Bytes as the server saw them, over all connections. */
  bytes(): { sent: number; received: number }
}

/** A server on a free port of 127.0.0.1 that answers by one function and remembers what it was asked. */
export async function startServer(
  answer: (request: Received, response: ServerResponse) => void,
): Promise<TestServer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers, socket } = request
      const one = {
        method,
        path,
        headers,
        authorization: headers.authorization,
        body: Buffer.concat(chunks).toString('utf8'),
        socket,
      }
      received.push(one)
      answer(one, response)
    })
  })
  server.on('connection', (socket) => sockets.add(socket))
  const url = await listen(server)
  return {
    url,
    received,
    bytes: () => ({
      sent: [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
      received: [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '')
    }),
  )
}
