import dgram from 'node:dgram'
import { AndFilter, Client, EqualityFilter } from 'ldapts'
import { expect, it } from 'vitest'
import { encodeRequest } from '../../ldap/testing/encode-request.js'
import { createTestDirectory } from '../../testing/create-test-directory.js'
import { openTestNetwork, type TestNetwork } from '../../testing/open-test-network.js'
import { CompressedNames } from './compressed-names.js'
import { clientSite } from './client-site.js'

const SITES = [
  { name: 'Hamburg', subnets: ['10.0.0.0/8', '2001:db8::/32'] },
  { name: 'Berlin', subnets: ['10.1.0.0/16', '127.0.0.0/8'] },
]

const number = (value: number): Buffer => {
  const octets = Buffer.alloc(4)
  octets.writeUInt32LE(value)
  return octets
}

const equal = (attribute: string, value: Buffer | string): EqualityFilter =>
  new EqualityFilter({ attribute, value })

const PING = { DnsDomain: 'ent-pa.example', NtVer: number(0x1e) }

async function ping(test: TestNetwork, said: Record<string, Buffer | string>) {
  const client = new Client({ url: test.endpoints.origins.ldap })
  const filter = new AndFilter({
    filters: Object.entries(said).map(([name, value]) => equal(name, value)),
  })
  const { searchEntries } = await client.search('', {
    scope: 'base',
    filter,
    attributes: ['Netlogon'],
    explicitBufferAttributes: ['netlogon'],
  })
  await client.unbind()
  const value = searchEntries[0]?.['netlogon']
  return Buffer.isBuffer(value) ? value : undefined
}

/** Reads names as DNS writes them. */
function readNames(message: Buffer, at: number, count: number): { names: string[]; end: number } {
  const names: string[] = []
  let place = at
  for (let index = 0; index < count; index++) {
    const { name, end } = readName(message, place)
    names.push(name)
    place = end
  }
  return { names, end: place }
}

function readName(message: Buffer, at: number): { name: string; end: number } {
  const length = message[at] ?? 0
  if (length === 0) return { name: '', end: at + 1 }
  if (length >= 0xc0) return { name: readName(message, message.readUInt16BE(at) & 0x3fff).name, end: at + 2 }
  const label = message.toString('utf8', at + 1, at + 1 + length)
  const rest = readName(message, at + 1 + length)
  return { name: rest.name === '' ? label : `${label}.${rest.name}`, end: rest.end }
}

it('tells a client who looks for a controller what it has found, and which site the client is in', async () => {
  await using test = await openTestNetwork({ sites: SITES })

  const answer =
    (await ping(test, { ...PING, Host: 'PC7', User: 'alice', AAC: number(0x10) })) ?? Buffer.alloc(0)

  expect(answer.readUInt32LE(0)).toBe(23)
  expect((answer.readUInt32LE(4) & 0xff).toString(16)).toBe('1d')
  const { names, end } = readNames(answer, 24, 8)
  expect(names).toEqual([
    'ent-pa.example',
    'ent-pa.example',
    'dc1.ent-pa.example',
    'ENT-PA',
    'DC1',
    'alice',
    'Hamburg',
    'Berlin',
  ])
  expect(answer.subarray(end, end + 17).toString('hex')).toBe('10020000007f0000010000000000000000')
  expect(readName(answer, end + 17).name).toBe('Hamburg')
  expect(answer.subarray(-8).toString('hex')).toBe('1d000000ffffffff')
})

it.each([
  ['an account that is not there', { User: 'nobody' }],
  ['one that is switched off', { User: 'board1' }],
  ['one of another kind', { User: 'alice', AAC: number(0x80) }],
])('does not know %s', async (_case, said) => {
  await using test = await openTestNetwork()

  expect((await ping(test, { ...PING, ...said }))?.readUInt16LE(0)).toBe(25)
})

it.each([
  ['another domain', { DnsDomain: 'other.test' }],
  ['the domain of another identifier', { DomainGuid: Buffer.alloc(16, 1) }],
  ['an identifier that is none', { DomainGuid: Buffer.alloc(3) }],
  ['a version that is none', { NtVer: 'x' }],
  ['something that a ping does not say', { Colour: 'blue' }],
])('says nothing to who asks for %s', async (_case, said) => {
  await using test = await openTestNetwork()

  expect(await ping(test, { ...PING, ...said })).toBeUndefined()
})

it('speaks the older forms to who knows no newer one', async () => {
  await using test = await openTestNetwork()

  const version5 = (await ping(test, { ...PING, NtVer: number(0x2) })) ?? Buffer.alloc(0)
  const nt4 = (await ping(test, { DnsDomain: 'ENT-PA.example.', Host: 'PC7' })) ?? Buffer.alloc(0)

  expect(version5.readUInt16LE(0)).toBe(19)
  expect(version5.subarray(-8).toString('hex')).toBe('03000000ffffffff')
  expect(nt4.toString('utf16le', 2, nt4.length - 8)).toBe('\\\\DC1\0\0ENT-PA\0')
  expect(nt4.subarray(-8).toString('hex')).toBe('01000000ffffffff')
})

async function askByDatagram(url: string, bytes: Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(url)
  const socket = dgram.createSocket('udp4')
  try {
    return await new Promise((resolve, reject) => {
      socket.once('error', reject).once('message', resolve)
      socket.send(bytes, Number(port), hostname)
    })
  } finally {
    socket.close()
  }
}

it('answers the same without a connection, on the same port', async () => {
  await using test = await openTestNetwork()
  const filter = {
    kind: 'and',
    filters: Object.entries(PING).map(([attribute, value]) => ({
      kind: 'equal',
      attribute,
      value: Buffer.from(value),
    })),
  } as const
  const search = {
    kind: 'search',
    base: '',
    scope: 'base',
    sizeLimit: 0,
    timeLimit: 0,
    typesOnly: false,
    attributes: ['NetLogon'],
    filter,
  } as const

  const reply = await askByDatagram(
    test.endpoints.origins.ldap,
    encodeRequest({ messageId: 7, controls: [], request: search as never }),
  )

  expect(reply.includes(Buffer.from('netlogon'))).toBe(true)
  expect(reply.subarray(-7).toString('hex')).toBe('0a010004000400')
  const [entry] = test.core.journal.entries()
  expect(entry).toMatchObject({ operation: 'search', outcome: '0', principal: null })
  expect(entry?.connection).toMatch(/^main\/ldap\/udp#\d+$/)
})

it('lets nobody look for anything but the root without a connection', async () => {
  await using test = await openTestNetwork()
  const search = {
    kind: 'search',
    base: 'DC=ent-pa,DC=example',
    scope: 'subtree',
    sizeLimit: 0,
    timeLimit: 0,
    typesOnly: false,
    attributes: [],
    filter: { kind: 'present', attribute: 'objectClass' },
  } as const

  const reply = await askByDatagram(
    test.endpoints.origins.ldap,
    encodeRequest({ messageId: 1, controls: [], request: search as never }),
  )

  expect(reply.toString('latin1')).toContain('000004DC')
})

it.each([
  ['10.1.2.3', 'Berlin'],
  ['10.2.0.1', 'Hamburg'],
  ['::ffff:10.1.2.3', 'Berlin'],
  ['2001:db8::7', 'Hamburg'],
  ['192.0.2.1', undefined],
  ['', undefined],
])('finds the site of %s by the smallest network', (address, site) => {
  const { directory } = createTestDirectory({ sites: SITES })

  expect(clientSite(directory.tree, address)).toBe(site)
})

it('has everybody in the only site there is', () => {
  const { directory } = createTestDirectory()

  expect(clientSite(directory.tree, '192.0.2.1')).toBe('Default-First-Site-Name')
})

it('writes the end of a name that stands there already as a pointer', () => {
  const names = new CompressedNames()

  expect(names.write('corp.example', 4).toString('hex')).toBe('04636f7270076578616d706c6500')
  expect(names.write('dc1.corp.example', 18).toString('hex')).toBe('03646331c004')
  expect(names.write('corp.example', 24).toString('hex')).toBe('c004')
  expect(names.write('', 26).toString('hex')).toBe('00')
})
