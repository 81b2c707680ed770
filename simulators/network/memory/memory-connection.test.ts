import { expect, it } from 'vitest'
import { CertificateAuthority, Network, type HttpService, type TcpService } from '../index.js'

const noTcp: TcpService = { name: 'none', handle: ({ socket }) => void socket.destroy() }

async function createNetwork(service: HttpService): Promise<Network> {
  const ca = await CertificateAuthority.create('test CA')
  return new Network({
    ca,
    services: { exchange: service, site: service, cloud: service, ldap: noTcp, gc: noTcp },
    onDefect: (defect) => {
      throw defect
    },
  })
}

async function connectTo(handle: HttpService['handle']) {
  const service = { name: 'test', handle }
  return (await createNetwork(service)).connect(service, { keepAlive: true })
}

const URL_OF_TEST = 'https://us-exch1.ent-pa.example/EWS/Exchange.asmx?a=b'

it('carries method, address, headers and body there, and status, headers and body back', async () => {
  using connection = await connectTo(async ({ request, response, path, query, secure }) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    const { host, 'x-given': given, 'content-length': length } = request.headers
    const said = { method: request.method, path, a: query.get('a'), host, given, length, body, secure }
    response.writeHead(
      418,
      'Teapot',
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ].flat(),
    )
    response.end(JSON.stringify(said))
  })

  const answer = await connection.answer(
    new Request(URL_OF_TEST, { method: 'POST', body: 'grüße', headers: { 'X-Given': 'yes' } }),
  )

  expect({ status: answer.status, text: answer.statusText, cookies: answer.headers.getSetCookie() }).toEqual({
    status: 418,
    text: 'Teapot',
    cookies: ['a=1', 'b=2'],
  })
  expect(await answer.json()).toEqual({
    method: 'POST',
    path: '/EWS/Exchange.asmx',
    a: 'b',
    host: 'us-exch1.ent-pa.example',
    given: 'yes',
    length: '7',
    body: 'grüße',
    secure: true,
  })
})

it('lets an answer stream: each part arrives before the next is written', async () => {
  const written: (() => void)[] = []
  using connection = await connectTo(({ response }) => {
    response.write('one')
    written.push(() => response.end('two'))
  })

  const answer = await connection.answer(new Request(URL_OF_TEST))
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const first = await reader.read()
  written.shift()?.()
  const second = await reader.read()

  expect([first, second].map((part) => new TextDecoder().decode(part.value))).toEqual(['one', 'two'])
})

it('gives a megabyte whole, though nobody reads it at first', async () => {
  const large = Buffer.alloc(1_000_000, 'x')
  using connection = await connectTo(({ response }) => void response.end(large))

  const answer = await connection.answer(new Request(URL_OF_TEST))

  expect((await answer.arrayBuffer()).byteLength).toBe(large.length)
})

it.each(['an aborted request', 'a cancelled body'])('tells the service of %s', async (how) => {
  let leave = (_word: string): void => undefined
  const gone = new Promise<string>((resolve) => (leave = resolve))
  using connection = await connectTo(({ response, signal }) => {
    signal.addEventListener('abort', () => leave('gone'))
    response.write('one')
  })
  const abort = new AbortController()

  const answer = await connection.answer(new Request(URL_OF_TEST, { signal: abort.signal }))
  if (how === 'a cancelled body') await answer.body?.cancel()
  else abort.abort()

  expect(await gone).toBe('gone')
})

it('rejects with the reason when a request is aborted before it is answered', async () => {
  using connection = await connectTo(() => undefined)
  const abort = new AbortController()

  const answer = connection.answer(new Request(URL_OF_TEST, { signal: abort.signal }))
  abort.abort(new RangeError('enough'))

  await expect(answer).rejects.toThrow('enough')
})

it('keeps requests on one connection, and a lost one is replaced by a new', async () => {
  using connection = await connectTo(({ id, path, response, socket }) => {
    response.end(id)
    if (path === '/cut') response.once('finish', () => socket.destroy())
  })
  const ask = async (path: string) =>
    (await connection.answer(new Request(`https://host.example${path}`))).text()

  const ids = [await ask('/'), await ask('/'), await ask('/cut'), await ask('/')]

  expect(ids).toEqual(['memory/test#1', 'memory/test#1', 'memory/test#1', 'memory/test#2'])
})

it('answers without a body where HTTP has none', async () => {
  using connection = await connectTo(({ response }) => void response.writeHead(204).end())

  const answer = await connection.answer(new Request(URL_OF_TEST, { method: 'DELETE' }))

  expect([answer.status, answer.body]).toEqual([204, null])
})
