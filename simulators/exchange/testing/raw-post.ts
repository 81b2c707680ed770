import { once } from 'node:events'
import net from 'node:net'

/** One POST over a connection of its own, at the level of bytes: what TCP brought, cut as the server cut it. */
export interface RawAnswer {
  readonly status: number
  readonly head: string
  /** Bodies of the HTTP chunks so far, or the whole body of an answer that is not chunked. */
  readonly chunks: readonly string[]
  /** Resolves with the chunk of this number, counted from 0, once it is there. */
  chunk(number: number): Promise<string>
  /** Resolves when the server has ended the answer as HTTP asks for. */
  readonly ended: Promise<void>
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>
  hangUp(): void
}

export interface RawPost {
  readonly port: number
  readonly path?: string
  readonly method?: string
  /** `user:password` for Basic. */
  readonly credentials?: string
  readonly body?: string
  /** Whom the request names. Default: nobody in particular. */
  readonly host?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends and resolves when the head of the answer is there; rejects when the connection closes without one. */
export async function rawPost(post: RawPost): Promise<RawAnswer> {
  const socket = net.connect(post.port, '127.0.0.1')
  const chunks: string[] = []
  const waiting: { readonly number: number; readonly resolve: (chunk: string) => void }[] = []
  let text = ''
  let head: string | undefined
  const heard = deferred<string>()
  const ended = deferred<undefined>()
  const gone = () => heard.reject(new Error('The connection was closed without an answer.'))
  const closed = once(socket, 'close').then(gone, gone)

  socket.setEncoding('latin1').on('data', (data: string) => {
    text += data
    if (head === undefined) readHead()
    if (head !== undefined) readBody(head)
    for (const { number, resolve } of waiting) if (chunks[number] !== undefined) resolve(chunks[number])
  })
  socket.write(render(post))

  function readHead(): void {
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    head = text.slice(0, end)
    text = text.slice(end + 4)
    heard.resolve(head)
  }

  function readBody(ofHead: string): void {
    const length = /content-length: (\d+)/i.exec(ofHead)?.[1]
    if (length !== undefined) {
      if (text.length < Number(length)) return
      chunks.push(Buffer.from(text, 'latin1').toString())
      ended.resolve(undefined)
    } else readChunks()
  }

  function readChunks(): void {
    for (;;) {
      const size = /^([0-9a-f]+)\r\n/i.exec(text)
      const length = parseInt(size?.[1] ?? '', 16)
      const start = size?.[0].length ?? 0
      if (size === null || text.length < start + length + 2) return
      const chunk = text.slice(start, start + length)
      text = text.slice(start + length + 2)
      if (length === 0) return ended.resolve(undefined)
      chunks.push(Buffer.from(chunk, 'latin1').toString())
    }
  }

  const got = await heard.promise
  return {
    status: Number(got.split(' ')[1]),
    head: got,
    chunks,
    chunk: (number) =>
      chunks[number] === undefined
        ? new Promise((resolve) => waiting.push({ number, resolve }))
        : Promise.resolve(chunks[number]),
    ended: ended.promise,
    closed,
    hangUp: () => socket.destroy(),
  }
}

function render({
  path = '/EWS/Exchange.asmx',
  method = 'POST',
  credentials,
  body = '',
  ...more
}: RawPost): string {
  const { host = 'lab', headers = {} } = more
  const token = Buffer.from(credentials ?? '').toString('base64')
  return (
    `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/xml; charset=utf-8\r\n` +
    (credentials === undefined ? '' : `Authorization: Basic ${token}\r\n`) +
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('') +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

function deferred<T>() {
  let settle: (value: T) => void = () => undefined
  let fail: (reason: Error) => void = () => undefined
  const promise = new Promise<T>((resolve, reject) => ([settle, fail] = [resolve, reject]))
  promise.catch(() => undefined)
  return { promise, resolve: (value: T) => settle(value), reject: (reason: Error) => fail(reason) }
}
