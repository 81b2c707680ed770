import fc from 'fast-check'
import { Attribute, Change, Client, EqualityFilter, ResultCodeError } from 'ldapts'
import { expect, it } from 'vitest'
import { anyRequest } from '../ldap/testing/arbitrary-request.js'
import { encodeRequest } from '../ldap/testing/encode-request.js'
import { guidToBytes } from '../names/guid.js'
import { NEGOTIATE, authenticate } from '../ntlm/testing/ntlm-client.js'
import { ADMINISTRATOR_PASSWORD, PASSWORD } from '../testing/sample-organization.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { RawClient } from './testing/raw-client.js'

const BASE = 'DC=ent-pa,DC=example'
const ADMINISTRATOR = 'Administrator@ent-pa.example'

async function bound(
  test: TestNetwork,
  endpoint: 'ldap' | 'ldaps' | 'gc' | 'gcs' = 'ldap',
  name = 'ENT-PA\\alice',
) {
  const url = test.endpoints.origins[endpoint]
  const client = new Client(endpoint.endsWith('s') ? { url, tlsOptions: { ca: [test.caPem] } } : { url })
  await client.bind(name, name === ADMINISTRATOR ? ADMINISTRATOR_PASSWORD : PASSWORD)
  return client
}

async function code(action: Promise<unknown>): Promise<number> {
  try {
    await action
    return 0
  } catch (error) {
    return error instanceof ResultCodeError ? error.code : -1
  }
}

it('answers the root to anybody, and nothing else', async () => {
  await using test = await openTestNetwork()
  const client = new Client({ url: test.endpoints.origins.gc })

  const { searchEntries } = await client.search('', { scope: 'base', attributes: ['DNSHOSTNAME', 'nosuch'] })

  expect(searchEntries).toEqual([{ dn: '', dnsHostName: 'dc1.ent-pa.example', nosuch: [] }])
  expect(await code(client.search(BASE, { filter: '(cn=x)' }))).toBe(1)
  await client.unbind()
})

it('tells each endpoint set its own Autodiscover address', async () => {
  await using test = await openTestNetwork()
  await using other = await test.network.open({
    name: 'node1',
    advertise: { exchange: 'https://relay.test' },
  })
  const urls = []

  for (const url of [test.endpoints.origins.ldap, other.origins.ldap]) {
    const client = new Client({ url })
    await client.bind('alice@ent-pa.example', PASSWORD)
    const { searchEntries } = await client.search(`CN=Configuration,${BASE}`, {
      filter: '(&(objectClass=serviceConnectionPoint)(keywords=77378f46-2c66-4aa9-a6a6-3e7a48b19596))',
      attributes: ['serviceBindingInformation'],
    })
    urls.push(...searchEntries.map(({ serviceBindingInformation }) => serviceBindingInformation))
    await client.unbind()
  }

  expect(urls).toEqual([
    `${test.endpoints.origins.exchange}/Autodiscover/Autodiscover.xml`,
    'https://relay.test/Autodiscover/Autodiscover.xml',
  ])
})

it('finds people of the whole forest in the Global Catalog, with its partial attribute set only', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test, 'gcs')

  const { searchEntries } = await client.search('', {
    filter: '(|(mail=alice@ent-pa.example)(proxyAddresses=smtp:ALICE@ent-pa.example))',
    attributes: ['mail', 'title', 'homeMDB', 'msExchMailboxGuid'],
  })

  expect(searchEntries).toHaveLength(1)
  expect(searchEntries[0]).toMatchObject({ mail: 'alice@ent-pa.example', title: [] })
  expect(searchEntries[0]?.['homeMDB']).toContain('CN=DB01')
  expect((await client.search('', { filter: '(title=Engineer)' })).searchEntries).toEqual([])
  expect(await code(client.del(`CN=Alice Anders,OU=Staff,${BASE}`))).toBe(53)
  await client.unbind()
})

it.each([
  ['(sn=BOHM)', ['bob']],
  ['(givenName=al*)', ['alice']],
  ['(&(objectCategory=person)(objectClass=user)(mail=*board*))', ['board1']],
  ['(userAccountControl:1.2.840.113556.1.4.803:=2)', ['Guest', 'krbtgt', 'board1']],
  ['(memberOf=CN=Inner Circle,OU=Groups,DC=ent-pa,DC=example)', ['alice', 'all-staff']],
  [
    '(&(mail=*)(memberOf:1.2.840.113556.1.4.1941:=CN=Inner Circle,OU=Groups,DC=ent-pa,DC=example))',
    ['alice', 'bob', 'carol', 'all-staff', 'inner'],
  ],
  ['(manager=cn=bob böhm, ou=staff, dc=ent-pa, dc=example)', ['alice']],
  ['(&(mail=*)(!(givenName=*)))', ['svc-cal', 'board1', 'all-staff', 'inner']],
  ['(|(nosuch=1)(sAMAccountName=bob))', ['bob']],
  ['(!(nosuch=1))', []],
  ['(msExchResourceCapacity>=12)', ['board1']],
  ['(msExchResourceCapacity>=abc)', []],
  ['(anr=Alice And)', ['alice']],
  ['(objectClass=*)', null],
  ['(memberOf=CN=Inner*)', []],
])('finds with %s', async (filter, aliases) => {
  await using test = await openTestNetwork()
  const client = await bound(test)

  const { searchEntries } = await client.search(BASE, { filter, attributes: ['sAMAccountName'] })

  const found = searchEntries
    .map(({ sAMAccountName }) => sAMAccountName)
    .filter((name) => typeof name === 'string')
  if (aliases === null) expect(found.length).toBeGreaterThan(30)
  else expect(new Set(found)).toEqual(new Set(aliases))
  await client.unbind()
})

it('finds by octets and by their text forms', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)
  const account = test.directory.accounts.findWindows('alice')
  const mailboxGuid = test.directory.recipients.byAddress('alice@ent-pa.example')?.mailboxGuid
  for (const filter of [
    new EqualityFilter({ attribute: 'msExchMailboxGuid', value: guidToBytes(mailboxGuid ?? '') }),
    `(objectGUID=${account?.objectGuid})`,
    `(objectSid=${account?.sid})`,
  ]) {
    const { searchEntries } = await client.search(BASE, { filter, attributes: ['cn'] })
    expect(searchEntries, String(filter)).toEqual([
      { dn: `CN=Alice Anders,OU=Staff,${BASE}`, cn: 'Alice Anders' },
    ])
  }
  const { searchEntries } = await client.search(`<GUID=${account?.objectGuid}>`, {
    scope: 'base',
    attributes: ['cn'],
  })
  expect(searchEntries).toEqual([{ dn: `CN=Alice Anders,OU=Staff,${BASE}`, cn: 'Alice Anders' }])
  await client.unbind()
})

it('serves every entry once over pages', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)

  const whole = await client.search(BASE, { filter: '(objectClass=group)', attributes: ['1.1'] })
  const paged = await client.search(BASE, {
    filter: '(objectClass=group)',
    attributes: ['1.1'],
    paged: { pageSize: 7 },
  })

  expect(paged.searchEntries).toEqual(whole.searchEntries)
  expect(paged.searchReferences).toHaveLength(3)
  await client.unbind()
})

it('stops at the size limit and gives what it has', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)

  const { searchEntries, searchReferences } = await client.search(BASE, {
    filter: '(objectClass=group)',
    sizeLimit: 3,
  })

  expect(searchEntries).toHaveLength(3)
  expect(searchReferences).toEqual([])
  expect([...test.core.journal.entries()].at(-1)).toMatchObject({ operation: 'search', outcome: '4' })
  await client.unbind()
})

it('changes to TLS on the same connection', async () => {
  await using test = await openTestNetwork()
  const client = new Client({ url: test.endpoints.origins.ldap })

  await client.startTLS({ ca: [test.caPem] })
  await client.bind('alice@ent-pa.example', PASSWORD)

  expect((await client.search(BASE, { filter: '(sAMAccountName=bob)' })).searchEntries).toHaveLength(1)
  expect(await code(client.exop('1.3.6.1.4.1.1466.20037'))).toBe(1)
  await client.unbind()
})

it('takes an entry through its life', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test, 'ldaps', ADMINISTRATOR)
  const dn = `CN=Dave Dorn,OU=Staff,${BASE}`
  const password = Buffer.from('"S3cret!pass"', 'utf16le')

  expect(await code(client.add(dn, { objectClass: 'user', sAMAccountName: 'dave' }))).toBe(0)
  expect(await code(client.add(dn, { objectClass: 'user' }))).toBe(68)
  await client.modify(dn, [
    new Change({
      operation: 'replace',
      modification: new Attribute({ type: 'unicodePwd', values: [password] }),
    }),
    new Change({
      operation: 'replace',
      modification: new Attribute({ type: 'userAccountControl', values: ['512'] }),
    }),
    new Change({
      operation: 'add',
      modification: new Attribute({ type: 'manager', values: [`CN=Bob Böhm,OU=Staff,${BASE}`] }),
    }),
  ])
  expect(test.directory.accounts.verifyPassword('dave@ent-pa.example', 'S3cret!pass').kind).toBe('granted')

  await client.modifyDN(dn, `CN=David Dorn,OU=Groups,${BASE}`)
  const moved = await client.search(BASE, {
    filter: '(sAMAccountName=dave)',
    attributes: ['manager', 'unicodePwd'],
  })
  expect(moved.searchEntries).toEqual([
    { dn: `CN=David Dorn,OU=Groups,${BASE}`, manager: `CN=Bob Böhm,OU=Staff,${BASE}`, unicodePwd: [] },
  ])

  await client.del(`CN=David Dorn,OU=Groups,${BASE}`)
  expect((await client.search(BASE, { filter: '(sAMAccountName=dave)' })).searchEntries).toEqual([])
  expect(test.directory.accounts.verifyPassword('dave@ent-pa.example', 'S3cret!pass').kind).toBe('refused')

  await client.del(`CN=Bob Böhm,OU=Staff,${BASE}`)
  expect((await client.search(BASE, { filter: '(manager=*)' })).searchEntries).toEqual([])
  expect((await client.search(BASE, { filter: '(sAMAccountName=alice)' })).searchEntries).toHaveLength(1)
  await client.unbind()
})

it('lets a person write his own telephone number and nothing of others', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)
  const change = (type: string) =>
    new Change({ operation: 'replace', modification: new Attribute({ type, values: ['1'] }) })

  expect(await code(client.modify(`CN=Alice Anders,OU=Staff,${BASE}`, change('mobile')))).toBe(0)
  expect(await code(client.modify(`CN=Alice Anders,OU=Staff,${BASE}`, change('title')))).toBe(50)
  expect(await code(client.modify(`CN=Bob Böhm,OU=Staff,${BASE}`, change('mobile')))).toBe(50)
  await client.unbind()
})

it.each([
  [PASSWORD, 0],
  ['wrong', 49],
])('logs on with NTLM inside GSS-SPNEGO: password %s gives %i', async (password, expected) => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  const bind = (credentials: Buffer) => {
    const authentication = { kind: 'sasl', mechanism: 'GSS-SPNEGO', credentials } as const
    const request = { kind: 'bind', version: 3, name: '', authentication } as const
    return encodeRequest({ messageId: 1, controls: [], request })
  }

  client.send(bind(NEGOTIATE))
  const challenge = await client.next()
  client.send(
    bind(
      authenticate(challenge?.credentials ?? Buffer.alloc(0), { user: 'alice', domain: 'ENT-PA', password }),
    ),
  )

  expect(challenge).toMatchObject({ tag: 0x61, code: 14 })
  expect(await client.next()).toMatchObject({ tag: 0x61, code: expected })
})

it('answers a body it cannot read, and gives notice of a broken stream', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)

  client.send(Buffer.from('300c020107630704000a0100ffff', 'hex'))
  expect(await client.next()).toMatchObject({ messageId: 7, tag: 0x65, code: 2 })
  client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
  expect(await client.next()).toMatchObject({ messageId: 0, tag: 0x78, code: 2 })
  expect(await client.next()).toBeUndefined()
})

it('survives any request', async () => {
  await using test = await openTestNetwork()
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRequest, { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.nat(255),
      async (messages, at, value) => {
        using client = await RawClient.open(test.endpoints.origins.ldap)
        const bytes = Buffer.concat(messages.map(encodeRequest))
        if (at % 2 === 0) bytes[at % bytes.length] = value
        client.send(
          Buffer.concat([bytes, encodeRequest({ messageId: 1, controls: [], request: { kind: 'unbind' } })]),
        )
      },
    ),
    { numRuns: 200 },
  )
  const client = await bound(test)

  expect(test.defects).toEqual([])
  await client.unbind()
})

it('writes operations into the journal, and no password', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)
  await client.search(BASE, { filter: '(sAMAccountName=bob)' })
  await client.unbind()
  await test.core.journal.waitFor(({ operation }) => operation === 'unbind')

  const entries = [...test.core.journal.entries()]

  expect(
    entries.map(({ operation, outcome, principal, target }) => [operation, outcome, principal, target]),
  ).toEqual([
    ['bind', '0', 'ENT-PA\\alice', null],
    ['search', '0', 'ENT-PA\\alice', BASE],
    ['unbind', '', 'ENT-PA\\alice', null],
  ])
  expect(JSON.stringify(entries)).not.toContain(PASSWORD)
})

it('lets faults act on operations', async () => {
  await using test = await openTestNetwork()
  const client = await bound(test)
  test.core.faults.add({
    match: { protocol: 'ldap', operation: 'search' },
    act: { kind: 'error', code: 'busy' },
    limit: { times: 1 },
  })

  expect(await code(client.search(BASE, { filter: '(cn=x)' }))).toBe(51)
  expect(await code(client.search(BASE, { filter: '(cn=x)' }))).toBe(0)
  await client.unbind()
})
