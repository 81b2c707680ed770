import dgram from 'node:dgram'
import { promises as dns } from 'node:dns'
import net from 'node:net'
import dnsPacket, { type Packet } from 'dns-packet'
import { expect, it } from 'vitest'
import { createCore, createManualClock } from '../../core/index.js'
import { startDnsServer, type DnsServerOptions } from './dns-server.js'
import { forwardTo } from './forward.js'
import type { DnsRecord } from './record.js'
import { frame, FrameReader } from './tcp-frames.js'

const ZONES = [{ name: 'ent-pa.example', nameServer: 'dc1.ent-pa.example' }]
const MANY = Array.from({ length: 60 }, (_none, at): DnsRecord => ({
  type: 'A',
  name: 'many.ent-pa.example',
  data: `192.0.2.${at}`,
}))
const RECORDS: readonly DnsRecord[] = [{ type: 'HOST', name: 'dc1.ent-pa.example' }, ...MANY]

async function start(options: Partial<DnsServerOptions> = {}) {
  const core = createCore({ seed: 1, clock: createManualClock() })
  const server = await startDnsServer({
    core,
    via: 'main',
    host: '127.0.0.1',
    port: 0,
    zones: () => ({ zones: ZONES, records: RECORDS }),
    addressFor: () => '192.0.2.1',
    onDefect: (defect) => {
      throw defect
    },
    ...options,
  })
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${server.port}`])
  return { core, server, resolver, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

function overUdp(port: number, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4')
    socket.once('message', (answer) => {
      socket.close()
      resolve(answer)
    })
    socket.send(bytes, port, '127.0.0.1')
  })
}

function overTcp(port: number, bytes: Buffer, count: number): Promise<readonly Buffer[]> {
  return new Promise((resolve) => {
    const reader = new FrameReader()
    const answers: Buffer[] = []
    const socket = net.connect(port, '127.0.0.1')
    socket.on('data', (chunk) => {
      answers.push(...reader.read(chunk))
      if (answers.length < count) return
      socket.destroy()
      resolve(answers)
    })
    socket.write(bytes)
  })
}

function query(name: string, more: Packet = {}): Buffer {
  return dnsPacket.encode({ type: 'query', id: 7, flags: 0, questions: [{ type: 'A', name }], ...more })
}

type Decoded = ReturnType<typeof dnsPacket.decode> & { readonly rcode: string }
const read = (bytes: Buffer): Decoded => dnsPacket.decode(bytes) as Decoded

it('answers a resolver that nobody here wrote, and keeps every query in the journal', async () => {
  await using test = await start()

  expect(await test.resolver.resolve4('dc1.ent-pa.example')).toEqual(['192.0.2.1'])
  await expect(test.resolver.resolve4('nobody.ent-pa.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  await expect(test.resolver.resolveTxt('dc1.ent-pa.example')).rejects.toMatchObject({ code: 'ENODATA' })
  await expect(test.resolver.resolve4('example.org')).rejects.toMatchObject({ code: 'EREFUSED' })

  const said = [...test.core.journal.entries()]
  expect(
    said.map(({ protocol, operation, target, outcome }) => [protocol, operation, target, outcome]),
  ).toEqual([
    ['dns', 'A', 'dc1.ent-pa.example', 'NOERROR'],
    ['dns', 'A', 'nobody.ent-pa.example', 'NXDOMAIN'],
    ['dns', 'TXT', 'dc1.ent-pa.example', 'NOERROR'],
    ['dns', 'A', 'example.org', 'REFUSED'],
  ])
})

it('cuts what does not fit into a datagram; the resolver asks again over TCP and gets all', async () => {
  await using test = await start()

  const addresses = await test.resolver.resolve4('many.ent-pa.example')

  expect(addresses).toHaveLength(MANY.length)
  expect([...test.core.journal.entries()]).toHaveLength(2)
})

it('sends as much over UDP as the client says it can take, at most 1232 bytes', async () => {
  await using test = await start()
  const udp = async (udpPayloadSize: number) =>
    overUdp(
      test.server.port,
      query('many.ent-pa.example', {
        additionals: [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ],
      }),
    )

  const small = await overUdp(test.server.port, query('many.ent-pa.example'))
  const large = await udp(4_096)

  expect([small.length <= 512, read(small).flag_tc]).toEqual([true, true])
  expect([large.length <= 1_232, read(large).flag_tc]).toEqual([true, true])
  expect(read(large).additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1_232 }])
})

it('answers several queries on one connection of TCP, in pieces or at once', async () => {
  await using test = await start()
  const both = Buffer.concat([frame(query('dc1.ent-pa.example')), frame(query('many.ent-pa.example'))])

  const answers = (await overTcp(test.server.port, both, 2)).map((bytes) => read(bytes).answers?.length)

  expect(answers.sort()).toEqual([1, 60])
})

it.each([
  ['another opcode', query('dc1.ent-pa.example', { flags: 2 << 11 }), 'NOTIMP'],
  [
    'two questions',
    query('a.example', {
      questions: [
        { type: 'A', name: 'a' },
        { type: 'A', name: 'b' },
      ],
    }),
    'FORMERR',
  ],
  ['no question', query('a.example', { questions: [] }), 'FORMERR'],
  ['a transfer', query('a', { questions: [{ type: 'AXFR', name: 'ent-pa.example' }] }), 'REFUSED'],
  [
    'a class that is not the internet',
    query('a', { questions: [{ type: 'A', name: 'a', class: 'CH' }] }),
    'REFUSED',
  ],
  [
    'rubbish',
    Buffer.concat([Buffer.from('0007010000ff0000000000ff', 'hex'), Buffer.alloc(5, 0xff)]),
    'FORMERR',
  ],
])('refuses %s in the words of DNS', async (_what, bytes, rcode) => {
  await using test = await start()

  const answer = read(await overUdp(test.server.port, bytes))

  expect([answer.id, answer.rcode]).toEqual([7, rcode])
})

it('says nothing to what is not even a query, and goes on', async () => {
  await using test = await start()

  await Promise.race([
    overUdp(test.server.port, Buffer.from('hello')),
    overUdp(test.server.port, query('dc1.ent-pa.example')),
  ]).then((answer) => expect(read(answer).answers).toHaveLength(1))
})

it('asks upstream for names that are not its own, over the same transport', async () => {
  const upstreamZones = [{ name: 'example.org', nameServer: 'ns.example.org' }]
  const records: DnsRecord[] = [{ type: 'A', name: 'www.example.org', data: '198.51.100.7' }]
  await using outside = await start({ zones: () => ({ zones: upstreamZones, records }) })
  const upstream = { host: '127.0.0.1', port: outside.server.port }
  await using test = await start({ forward: forwardTo(upstream) })

  const byUdp = await test.resolver.resolve4('www.example.org')
  const [byTcp = Buffer.alloc(0)] = await overTcp(test.server.port, frame(query('www.example.org')), 1)

  expect(byUdp).toEqual(['198.51.100.7'])
  expect(read(byTcp).answers).toMatchObject([{ data: '198.51.100.7' }])
  expect([...test.core.journal.entries()].map(({ outcome }) => outcome)).toEqual(['forwarded', 'forwarded'])
})

it.each([
  [{ kind: 'error', code: 'SERVFAIL' }, 'ESERVFAIL'],
  [{ kind: 'silence' }, 'ETIMEOUT'],
] as const)('fails on purpose: %o', async (act, code) => {
  await using test = await start()
  test.resolver.cancel()
  const resolver = new dns.Resolver({ timeout: 200, tries: 1 })
  resolver.setServers([`127.0.0.1:${test.server.port}`])
  test.core.faults.add({ match: { protocol: 'dns' }, act })

  await expect(resolver.resolve4('dc1.ent-pa.example')).rejects.toMatchObject({ code })
})
