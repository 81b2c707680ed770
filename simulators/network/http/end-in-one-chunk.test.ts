import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { endInOneChunk, RepeatedBody } from './end-in-one-chunk.js'

const BODIES: Readonly<Record<string, RepeatedBody | Buffer | string>> = {
  '/ascii': 'sixteen letters.',
  '/once': Buffer.from('日本'),
  '/often': new RepeatedBody(Buffer.from('Grüße')),
  '/nothing': '',
}

/** What a client gets that says this and then no more. */
async function answerTo(said: string): Promise<string> {
  const server = createServer((request, response) => {
    response.sendDate = false
    response.writeHead(200)
    endInOneChunk(response, BODIES[request.url ?? ''] ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.end(said)
  let heard = ''
  for await (const part of client) heard += String(part)
  server.close()
  return heard
}

const get = (path: string, version = '1.1') =>
  `GET ${path} HTTP/${version}\r\nHost: a\r\nConnection: close\r\n\r\n`

it.each([
  ['/ascii', '10\r\nsixteen letters.\r\n0\r\n\r\n'],
  ['/once', '6\r\n日本\r\n0\r\n\r\n'],
  ['/often', '7\r\nGrüße\r\n0\r\n\r\n'],
  ['/nothing', '0\r\n\r\n'],
])('sends the body of %s as the only chunk', async (path, body) => {
  const answer = await answerTo(get(path))

  expect(answer).toContain('Transfer-Encoding: chunked\r\n')
  expect(answer.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(body)
})

it('sends the same bytes again, one answer after the other', async () => {
  const answer = await answerTo(get('/often').replace('close', 'keep-alive') + get('/often'))

  expect(answer.match(/\r\n\r\n7\r\nGrüße\r\n0\r\n\r\n/g)).toHaveLength(2)
})

it('sends the body as it is to a client that knows no chunks', async () => {
  const answer = await answerTo(get('/often', '1.0'))

  expect(answer).not.toContain('chunked')
  expect(answer.endsWith('\r\n\r\nGrüße')).toBe(true)
})
