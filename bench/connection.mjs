// One connection of a client that stays open: a request goes out, and its answer comes back, before the next.
import { once } from 'node:events'
import { connect } from 'node:net'
import { authenticateHeader, negotiateHeader } from '../dist/clients/ntlm/handshake.js'

const END_OF_HEAD = '\r\n\r\n'
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')

/** Headers that Node writes by itself, so that a server that answers the same must not be given them. */
const WRITTEN_BY_NODE = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** Opens a connection; `send` gives the answer to a request, both in bytes. */
export async function openConnection(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let parts = []
  let waiting
  socket.on('data', (part) => {
    parts.push(part)
    const bytes = parts.length === 1 ? part : Buffer.concat(parts)
    parts = [bytes]
    if (!isWhole(bytes)) return
    parts = []
    waiting.resolve(bytes)
  })
  socket.on('close', () => waiting?.reject(new Error('The server has closed the connection.')))

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      })
    },
    close: () => socket.destroy(),
  }
}

/** Opens a connection and logs on by NTLM, which holds as long as the connection. */
export async function openAuthenticated(port, { username, password }) {
  const connection = await openConnection(port)
  const challenged = await connection.send(post({ authorization: negotiateHeader() }))
  const challenge = /^www-authenticate: NTLM (\S+)/im.exec(challenged.toString('latin1'))?.[1]
  if (challenge === undefined) throw new Error('The lab offers no NTLM.')
  await connection.send(post({ authorization: authenticateHeader(challenge, { username, password }) }))
  return connection
}

/** A request to EWS as it goes over the wire. */
export function post({ path = '/EWS/Exchange.asmx', authorization, body = '' }) {
  const lines = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: text/xml; charset=utf-8',
    'Accept: text/xml',
    'User-Agent: exwex-bench',
    'Cookie: exchangecookie=00000000000000000000000000000000',
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}${END_OF_HEAD}${body}`)
}

/** An answer taken apart: what a bare server must be given to answer the same bytes. */
export function parseAnswer(bytes) {
  const end = bytes.indexOf(END_OF_HEAD)
  const [statusLine, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  const content = bytes.subarray(end + END_OF_HEAD.length)
  const isChunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding')
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: [
      ...headers.filter(([name]) => !WRITTEN_BY_NODE.has(name.toLowerCase())),
      ...(isChunked ? [] : [['Content-Length', String(content.length)]]),
    ].flat(),
    body: isChunked ? withoutChunks(content) : content,
  }
}

function isWhole(bytes) {
  const end = bytes.indexOf(END_OF_HEAD)
  if (end < 0) return false
  const length = /^content-length: (\d+)/im.exec(bytes.latin1Slice(0, end))?.[1]
  if (length !== undefined) return bytes.length === end + END_OF_HEAD.length + Number(length)
  return bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
}

function withoutChunks(content) {
  const chunks = []
  for (let at = 0; ;) {
    const end = content.indexOf('\r\n', at)
    const length = parseInt(content.toString('latin1', at, end), 16)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(content.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
}
