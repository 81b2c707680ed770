import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import {
  CertificateAuthority,
  lazySocketService,
  Network,
  type HttpService,
  type HttpUpgrade,
  type TcpService,
} from './index.js'

const nothing: TcpService = { name: 'nothing', handle: ({ socket }) => void socket.destroy() }

const echo = {
  name: 'echo',
  handle: ({ path, response }) => void response.end(path),
  upgrade: ({ socket, head }: HttpUpgrade) => {
    if (head.length > 0) socket.unshift(head)
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n')
    socket.pipe(socket)
  },
} satisfies HttpService

/** One lazy service on a port, as if it were Exchange. */
async function serve(load: () => Promise<typeof echo>) {
  const defects: unknown[] = []
  const onDefect = (defect: unknown) => void defects.push(defect)
  const service = lazySocketService('lazy', load, onDefect)
  const ca = await CertificateAuthority.create('exwex test CA')
  const services = { exchange: service, site: service, cloud: service, ldap: nothing, gc: nothing }
  const network = new Network({ ca, services, onDefect })
  const { origins } = await network.open({ name: 'main' })
  return { network, defects, url: `${origins.exchangeHttp}/path` }
}

function upgrade(url: string): http.ClientRequest {
  return http.get(url, { agent: false, headers: { connection: 'upgrade', upgrade: 'echo' } })
}

it('is loaded once, by whichever request is the first', async () => {
  let loads = 0
  const { network, url, defects } = await serve(() => {
    loads++
    return Promise.resolve(echo)
  })
  await using _ = network

  const answers = await Promise.all([fetch(url), fetch(url)])

  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['/path', '/path'])
  expect(await (await fetch(url)).text()).toBe('/path')
  expect({ loads, defects }).toEqual({ loads: 1, defects: [] })
})

it('takes over an upgrade that comes before any request, with all that the client sends meanwhile', async () => {
  let isLoaded = (): void => undefined
  const loading = new Promise<void>((resolve) => (isLoaded = resolve))
  const { network, url } = await serve(() => loading.then(() => echo))
  await using _ = network

  const request = upgrade(url)
  const [own] = (await once(request, 'socket')) as [Duplex]
  await once(own, 'connect')
  own.write('said too early', isLoaded)
  const [, socket, head] = (await once(request, 'upgrade')) as [IncomingMessage, Duplex, Buffer]
  if (head.length > 0) socket.unshift(head)
  socket.end()

  expect(await text(socket)).toBe('said too early')
})

it('answers 500 and tells of the defect when it cannot be loaded', async () => {
  const broken = new Error('No such module.')
  const { network, url, defects } = await serve(() => Promise.reject(broken))
  await using _ = network

  expect((await fetch(url)).status).toBe(500)
  const [response] = (await once(upgrade(url), 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(500)

  expect(defects).toEqual([broken, broken])
})
