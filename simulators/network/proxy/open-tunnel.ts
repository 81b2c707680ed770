import { once } from 'node:events'
import net, { type Socket } from 'node:net'
import { STATUS_CODES } from 'node:http'
import type { ProxyCall, Refusal } from './proxy-call.js'
import { Cut } from './cut.js'

export interface Client {
  readonly socket: Socket
  /** What the client has sent before it was told that it may. */
  readonly head: Buffer
}

/** CONNECT: joins the client with its destination until one of them ends. @source RFC 9110 9.3.6 */
export async function openTunnel(call: ProxyCall, client: Client): Promise<void> {
  const { socket } = client
  socket.on('error', () => socket.destroy())
  const permission = await call.permit()
  if (permission.kind === 'refused') return refuse(call, socket, permission.refusal)

  const { host, port } = permission.to
  const upstream = net.connect({ host, port })
  if (permission.to.kind === 'lab') call.follow(upstream, (id) => (call.connection.to = id))
  upstream.setNoDelay(true)
  upstream.on('error', () => upstream.destroy())
  if (!(await isConnected(upstream))) return refuse(call, socket, { kind: 'status', status: 502 })
  join(call, client, upstream)
}

function join(call: ProxyCall, { socket, head }: Client, upstream: Socket): void {
  const cutAfter = call.cutAfter()
  call.answered(200)
  call.entry.becomeStream()
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  const headBytes = socket.bytesWritten
  if (head.length > 0) upstream.write(head)
  socket.pipe(upstream)
  if (cutAfter === undefined) upstream.pipe(socket)
  else upstream.pipe(new Cut(cutAfter)).pipe(socket)
  socket.once('finish', () => socket.destroy())

  socket.once('close', () => {
    upstream.destroy()
    call.close(upstream.bytesWritten, Math.max(0, socket.bytesWritten - headBytes))
  })
  upstream.once('close', () => socket.destroySoon())
}

async function isConnected(socket: Socket): Promise<boolean> {
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  return !socket.destroyed
}

function refuse(call: ProxyCall, socket: Socket, refusal: Refusal): void {
  socket.once('close', () => call.close(0, socket.bytesWritten))
  if (refusal.kind === 'status') {
    const { status, challenges = [] } = refusal
    call.answered(status)
    const headers = challenges.map((challenge) => `Proxy-Authenticate: ${challenge}\r\n`).join('')
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n`
    socket.end(`${line}${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`)
    return
  }
  call.entry.update({ outcome: refusal.kind })
  if (refusal.kind === 'reset') socket.resetAndDestroy()
}
