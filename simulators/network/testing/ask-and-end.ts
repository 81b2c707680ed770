import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'

/** Asks with a GET, ends its side in the same breath, and reads what still comes. `ca` in PEM, for HTTPS. */
export async function askAndEnd(url: string, { ca }: { readonly ca?: string } = {}): Promise<string> {
  const { hostname: host, port, pathname } = new URL(url)
  const to = { host, port: Number(port) }
  const socket = url.startsWith('https:') ? tls.connect({ ...to, ca }) : net.connect(to)
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
  socket.end(`GET ${pathname} HTTP/1.1\r\nHost: lab\r\n\r\n`)
  await once(socket, 'close')
  return text
}
