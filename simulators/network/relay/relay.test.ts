import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import { createManualClock, createRandom, instant, turn } from '../../core/index.js'
import { CertificateAuthority, Network, type HttpService, type TcpService } from '../index.js'
import type { NetworkConditions } from './conditions.js'

/** Answers each line with the same line. */
const echo: TcpService = { name: 'echo', handle: ({ socket }) => void socket.pipe(socket) }
const hello: HttpService = {
  name: 'hello',
  handle: ({ response }) => void response.end('hallå'),
}

async function open() {
  const clock = createManualClock()
  const ca = await CertificateAuthority.create('test CA')
  const network = new Network({
    ca,
    clock,
    random: createRandom(1),
    services: { exchange: hello, site: hello, cloud: hello, ldap: echo, gc: echo },
    onDefect: (defect) => {
      throw defect
    },
  })
  const set = await network.open({ name: 'node1' })
  const lab = {
    set,
    ca,
    disturb: (conditions: NetworkConditions) => set.disturb(['ldap', 'ldaps', 'exchange'], conditions),
    advance: (ms: number) => clock.advanceTo(instant(clock.now() + ms)),
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  }
  return lab
}

type Opened = Awaited<ReturnType<typeof open>>

/** A client that remembers all it was told, and how its connection ended. */
class Client implements Disposable {
  heard = ''
  ending: string | undefined
  readonly #socket: net.Socket
  #changed: () => void = () => undefined

  constructor(socket: net.Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => this.#note(() => (this.heard += String(bytes))))
    socket.on('end', () => this.#note(() => (this.ending ??= 'end')))
    socket.on('error', (error: NodeJS.ErrnoException) => this.#note(() => (this.ending = error.code)))
    socket.on('close', () => this.#note(() => (this.ending ??= 'close')))
  }

  static plain({ set }: Opened): Client {
    const port = Number(new URL(set.origins.ldap).port)
    return new Client(net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }))
  }

  static async secured({ set, ca }: Opened): Promise<Client> {
    const port = Number(new URL(set.origins.ldaps).port)
    const socket = tls.connect({ port, host: '127.0.0.1', ca: ca.pem })
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    return new Client(socket)
  }

  say(text: string): void {
    this.#socket.write(text)
  }

  get sent(): number {
    return this.#socket.bytesWritten
  }

  /** Resolves when what has happened is as wanted. */
  async until(wanted: (client: Client) => boolean): Promise<void> {
    while (!wanted(this)) await new Promise<void>((resolve) => (this.#changed = resolve))
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #note(change: () => void): void {
    change()
    this.#changed()
  }
}

/** Long enough for anything on the way to arrive, if nothing holds it. */
async function settle(lab: Opened): Promise<void> {
  using other = await Client.secured(lab)
  other.say('ping')
  for (let turns = 0; turns < 20; turns++) await turn()
}

it('lets everything pass when nothing is set', async () => {
  await using lab = await open()
  using plain = Client.plain(lab)
  using secured = await Client.secured(lab)

  plain.say('one')
  secured.say('two')

  await plain.until(({ heard }) => heard === 'one')
  await secured.until(({ heard }) => heard === 'two')
  expect(lab.set.traffic.read()).toEqual({ received: 6, sent: 6 })
})

it.each(['plain', 'secured'] as const)(
  'delays both ways of an open %s connection, in lab time',
  async (kind) => {
    await using lab = await open()
    using client = await Client[kind](lab)
    client.say('a')
    await client.until(({ heard }) => heard === 'a')

    await lab.disturb({ delayMs: 100 })
    client.say('b')
    await settle(lab)
    await lab.advance(199)
    await settle(lab)
    const early = client.heard
    await lab.advance(1)

    await client.until(({ heard }) => heard === 'ab')
    expect(early).toBe('a')
  },
)

it('keeps the order under jitter, and takes the same time for the same seed', async () => {
  const arrivals = async (): Promise<readonly number[]> => {
    await using lab = await open()
    using client = Client.plain(lab)
    await lab.disturb({ jitterMs: 1_000 })
    const times: number[] = []
    for (const letter of 'abcdef') {
      client.say(letter)
      await settle(lab)
    }
    for (let ms = 0; ms < 2_100; ms += 50) {
      await lab.advance(50)
      await settle(lab)
      times.push(client.heard.length)
    }
    expect(client.heard).toBe('abcdef')
    return times
  }

  expect(await arrivals()).toEqual(await arrivals())
})

it('passes no more than so many bytes a second', async () => {
  await using lab = await open()
  using client = Client.plain(lab)
  client.say('x')
  await client.until(({ heard }) => heard === 'x')
  await lab.disturb({ bytesPerSecond: 1_000 })

  client.say('y'.repeat(2_000))
  await settle(lab)
  await lab.advance(1_900)
  await settle(lab)
  const early = client.heard.length
  await lab.advance(2_200)

  await client.until(({ heard }) => heard.length === 2_001)
  expect(early).toBe(1)
})

it('holds everything back in a black hole, and counts it as the client does; healed, it arrives', async () => {
  await using lab = await open()
  using open1 = await Client.secured(lab)
  open1.say('before')
  await open1.until(({ heard }) => heard === 'before')

  await lab.disturb({ blackHole: true })
  open1.say('during')
  using made = Client.plain(lab)
  made.say('new')
  await settle(lab)
  await lab.advance(60_000)
  await settle(lab)

  expect([open1.heard, open1.ending, made.heard, made.ending]).toEqual(['before', undefined, '', undefined])
  expect(lab.set.traffic.read()).toEqual({ received: 'beforeduringnew'.length + 4 * 2, sent: 6 })
  await lab.disturb({})
  await open1.until(({ heard }) => heard === 'beforeduring')
  await made.until(({ heard }) => heard === 'new')
})

it.each(['plain', 'secured'] as const)('resets open %s connections, and new ones', async (kind) => {
  await using lab = await open()
  using before = await Client[kind](lab)
  before.say('a')
  await before.until(({ heard }) => heard === 'a')

  await lab.disturb({ reset: true })
  await before.until(({ ending }) => ending !== undefined)
  using after = Client.plain(lab)
  await after.until(({ ending }) => ending !== undefined)

  expect([before.ending, after.ending]).toEqual(['ECONNRESET', 'ECONNRESET'])
})

it('hangs up its own half, and still hears the client', async () => {
  await using lab = await open()
  using client = Client.plain(lab)
  client.say('a')
  await client.until(({ heard }) => heard === 'a')

  await lab.disturb({ halfClose: true })
  await client.until(({ ending }) => ending === 'end')
  client.say('still here')
  await settle(lab)

  expect(client.heard).toBe('a')
  const { received, sent } = lab.set.traffic.read()
  expect(received).toBeGreaterThanOrEqual('astill here'.length)
  expect(sent).toBe(1)
})

it('ends each connection after so many bytes of answer', async () => {
  await using lab = await open()
  using client = Client.plain(lab)
  client.say('abc')
  await client.until(({ heard }) => heard === 'abc')

  await lab.disturb({ truncateAfterBytes: 4 })
  client.say('defghi')
  await client.until(({ ending }) => ending !== undefined)

  expect(client.heard).toBe('abcdefg')
})

it('closes its port to new connections, keeps open ones, and opens it again', async () => {
  await using lab = await open()
  using client = Client.plain(lab)
  client.say('a')
  await client.until(({ heard }) => heard === 'a')

  await lab.disturb({ refuse: true })
  using refused = Client.plain(lab)
  await refused.until(({ ending }) => ending !== undefined)
  client.say('b')
  await client.until(({ heard }) => heard === 'ab')
  await lab.disturb({})
  using again = Client.plain(lab)
  again.say('c')
  await again.until(({ heard }) => heard === 'c')

  expect(refused.ending).toBe('ECONNREFUSED')
})

it('touches only the endpoints that are named', async () => {
  await using lab = await open()

  await lab.set.disturb(['exchange'], { reset: true })
  using client = Client.plain(lab)
  client.say('a')
  await client.until(({ heard }) => heard === 'a')

  expect(lab.set.conditions).toMatchObject({ exchange: { reset: true }, ldap: {}, cloud: {} })
  await expect(get(lab.set.origins.exchange, lab.ca.pem)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(await get(lab.set.origins.cloud, lab.ca.pem)).toBe('hallå')
})

it('gives an answer of HTTP as it was written, also when its bytes are counted on the way', async () => {
  await using lab = await open()
  const free = await get(lab.set.origins.exchange, lab.ca.pem)

  await lab.set.disturb(['exchange'], { truncateAfterBytes: 10_000 })
  const counted = await get(lab.set.origins.exchange, lab.ca.pem)

  expect([free, counted]).toEqual(['hallå', 'hallå'])
})

function get(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ca, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve)
    })
    request.on('error', reject)
  })
}
