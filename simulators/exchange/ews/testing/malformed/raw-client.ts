import { connect } from 'node:net'

/** The beginning of an answer, as it came. */
export interface RawAnswer {
  /** Undefined when the server closed the connection without a word. */
  readonly status: number | undefined
  readonly head: string
  readonly body: string
}

const PATIENCE_MS = 20_000

/** Sends bytes over a connection of their own and reads until the server ends it. */
export function sendRaw(port: number, bytes: Buffer): Promise<RawAnswer | 'hangs'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: false })
    const finish = () => resolve(answerOf(Buffer.concat(chunks)))
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy()
      resolve('hangs')
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    // the server may close before it has read everything: what it said by then is its answer
    socket.on('error', () => undefined)
    socket.on('close', finish)
    socket.end(bytes)
  })
}

/** The last answer: before it may be one of "continue", or that to a request that ended too early. */
function answerOf(bytes: Buffer): RawAnswer {
  const text = bytes.toString('utf8').replace(/^HTTP\/1\.1 100[^\r]*\r\n\r\n/, '')
  const end = text.indexOf('\r\n\r\n')
  const head = end === -1 ? text : text.slice(0, end)
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
  return {
    status: status === undefined ? undefined : Number(status),
    head,
    body: end === -1 ? '' : text.slice(end + 4),
  }
}
