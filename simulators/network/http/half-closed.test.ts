import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import { CertificateAuthority, Network, type HttpService, type LabServices } from '../index.js'

const NOBODY: LabServices[keyof LabServices] = { name: 'nobody', handle: () => undefined }

async function openTo(exchange: HttpService) {
  const ca = await CertificateAuthority.create('exwex test CA')
  const services = { exchange, site: NOBODY, cloud: NOBODY, ldap: NOBODY, gc: NOBODY } as LabServices
  const network = new Network({ ca, services, onDefect: () => undefined })
  const { origins } = await network.open({ name: 'main' })
  return { network, ca, origins }
}

/** Asks, ends its side in the same breath, and reads what still comes. */
async function askAndEnd(socket: net.Socket): Promise<string> {
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
  socket.end('GET /late HTTP/1.1\r\nHost: lab\r\n\r\n')
  await once(socket, 'close')
  return text
}

/** Answers when the client has long ended its side. */
const late: HttpService = {
  name: 'late',
  async handle({ request, response, socket }) {
    request.resume()
    if (!socket.readableEnded) await once(socket, 'end')
    response.end('still here')
  },
}

it('answers a client that has ended its side, and ends the connection then', async () => {
  const { network, origins, ca } = await openTo(late)
  await using _ = network
  const [plain, secure] = [new URL(origins.exchangeHttp), new URL(origins.exchange)]

  const answers = await Promise.all([
    askAndEnd(net.connect({ host: plain.hostname, port: Number(plain.port) })),
    askAndEnd(tls.connect({ host: secure.hostname, port: Number(secure.port), ca: ca.pem })),
  ])

  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 200 OK[^]*still here$/)
})

it('takes a client for gone that ends its side where it has to wait', async () => {
  const reasons: unknown[] = []
  const silent: HttpService = {
    name: 'silent',
    async handle({ request, signal }) {
      request.resume()
      if (!signal.aborted) await once(signal, 'abort')
      reasons.push(signal.reason)
    },
  }
  const { network, origins } = await openTo(silent)
  await using _ = network
  const { hostname, port } = new URL(origins.exchangeHttp)

  expect(await askAndEnd(net.connect({ host: hostname, port: Number(port) }))).toBe('')
  expect(reasons).toEqual([expect.objectContaining({ code: 'CLIENT_GONE' })])
})
