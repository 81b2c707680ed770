import { once } from 'node:events'
import net, { type Socket } from 'node:net'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import { turn } from '../../core/index.js'
import { CertificateAuthority, clientOf, Network, type HttpService, type TcpService } from '../index.js'

const noTcp: TcpService = { name: 'none', handle: ({ socket }) => void socket.destroy() }

/** A client that has had the beginning of an answer, and the lab's end of its connection. */
async function connected(secure: boolean) {
  let answer = (_text: string): void => undefined
  let served: Socket | undefined
  const service: HttpService = {
    name: 'test',
    handle({ response, socket }) {
      served = socket
      answer = (text) => void response.write(text)
      answer('begun')
    },
  }
  const ca = await CertificateAuthority.create('test CA')
  const services = { exchange: service, site: service, cloud: service, ldap: noTcp, gc: noTcp }
  const network = new Network({ ca, services, onDefect: () => undefined })
  const { origins } = await network.open({ name: 'main' })
  const port = Number(new URL(secure ? origins.exchange : origins.exchangeHttp).port)
  const client = secure
    ? tls.connect({ port, host: '127.0.0.1', ca: ca.pem })
    : net.connect({ port, host: '127.0.0.1' })
  await once(client, secure ? 'secureConnect' : 'connect')
  client.write('GET / HTTP/1.1\r\nHost: lab\r\n\r\n')
  await once(client, 'data')
  return {
    client,
    answer: (text: string) => answer(text),
    state: () => (served === undefined ? undefined : clientOf(served)),
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  }
}

async function turns(): Promise<void> {
  for (let count = 0; count < 20; count++) await turn()
}

it.each([false, true])(
  'knows a client that is there, and one that has read all and left (TLS %s)',
  async (secure) => {
    await using connection = await connected(secure)
    const before = connection.state()
    connection.answer('more')
    await once(connection.client, 'data')

    connection.client.destroy()
    await turns()

    expect([before, connection.state()]).toEqual(['there', 'gone'])
  },
)

it.each([false, true])(
  'knows that something was sent to a client that had just gone (TLS %s)',
  async (secure) => {
    await using connection = await connected(secure)

    connection.client.destroy()
    connection.answer('too late')
    await turns()

    expect(connection.state()).toBe('reset')
  },
)
