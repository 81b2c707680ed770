import { once } from 'node:events'
import { expect, it } from 'vitest'
import { CertificateAuthority, Network, type HttpService, type LabServices } from '../index.js'
import { askAndEnd } from '../testing/ask-and-end.js'

const NOBODY: LabServices[keyof LabServices] = { name: 'nobody', handle: () => undefined }

async function openTo(exchange: HttpService) {
  const ca = await CertificateAuthority.create('exwex test CA')
  const services = { exchange, site: NOBODY, cloud: NOBODY, ldap: NOBODY, gc: NOBODY } as LabServices
  const network = new Network({ ca, services, onDefect: () => undefined })
  const { origins } = await network.open({ name: 'main' })
  return { network, ca, origins }
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

  const answers = await Promise.all([
    askAndEnd(`${origins.exchangeHttp}/late`),
    askAndEnd(`${origins.exchange}/late`, { ca: ca.pem }),
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

  expect(await askAndEnd(`${origins.exchangeHttp}/silent`)).toBe('')
  expect(reasons).toEqual([expect.objectContaining({ code: 'CLIENT_GONE' })])
})

it('gives a client that has ended its side what is answered in the turn in which it would have to wait', async () => {
  const prompt: HttpService = {
    name: 'prompt',
    async handle(exchange) {
      exchange.request.resume()
      if (!exchange.socket.readableEnded) await once(exchange.socket, 'end')
      if (!exchange.signal.aborted) exchange.response.end('at once')
    },
  }
  const { network, origins } = await openTo(prompt)
  await using _ = network

  expect(await askAndEnd(`${origins.exchangeHttp}/prompt`)).toMatch(/at once$/)
})
