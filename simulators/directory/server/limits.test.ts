import { Attribute, Change, Client } from 'ldapts'
import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import type { LdapRequest } from '../ldap/request.js'
import { encodeRequest } from '../ldap/testing/encode-request.js'
import { ADMINISTRATOR_PASSWORD, PASSWORD } from '../testing/sample-organization.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { RawClient } from './testing/raw-client.js'

const CONFIGURATION = 'CN=Configuration,DC=ent-pa,DC=example'
const POLICIES = `CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,${CONFIGURATION}`
const SITE_SETTINGS = `CN=NTDS Site Settings,CN=Default-First-Site-Name,CN=Sites,${CONFIGURATION}`
const NOTICE = { messageId: 0, tag: 0x78 }

async function asAdministrator(test: TestNetwork, act: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ url: test.endpoints.origins.ldaps, tlsOptions: { ca: [test.caPem] } })
  await client.bind('Administrator@ent-pa.example', ADMINISTRATOR_PASSWORD)
  await act(client)
  await client.unbind()
}

function limit(test: TestNetwork, ...values: readonly string[]): Promise<void> {
  const modification = new Attribute({ type: 'lDAPAdminLimits', values: [...values] })
  const change = new Change({ operation: 'replace', modification })
  return asAdministrator(test, (client) => client.modify(`CN=Default Query Policy,${POLICIES}`, change))
}

function message(request: LdapRequest, messageId = 1): Buffer {
  return encodeRequest({ messageId, controls: [], request })
}

const WHO_AM_I = message({ kind: 'extended', name: '1.3.6.1.4.1.4203.1.11.3', value: undefined })
const LOG_ON = message({
  kind: 'bind',
  version: 3,
  name: 'ENT-PA\\alice',
  authentication: { kind: 'simple', password: Buffer.from(PASSWORD) },
})

async function open(test: TestNetwork, ...first: readonly Buffer[]): Promise<RawClient> {
  const client = await RawClient.open(test.endpoints.origins.ldap)
  for (const bytes of first) {
    client.send(bytes)
    await client.next()
  }
  return client
}

async function pass(test: TestNetwork, seconds: number): Promise<void> {
  await test.clock.advanceTo(instant(test.clock.now() + seconds * 1000))
}

it('closes a connection that says nothing in two minutes', async () => {
  await using test = await openTestNetwork()
  using speaking = await open(test, WHO_AM_I)
  using silent = await open(test)
  using _later = await open(test, WHO_AM_I)

  await pass(test, 121)

  expect(await silent.next()).toBeUndefined()
  speaking.send(WHO_AM_I)
  expect(await speaking.next()).toMatchObject({ code: 0 })
})

it('gives notice to a connection that is idle for a quarter of an hour', async () => {
  await using test = await openTestNetwork()
  using client = await open(test, WHO_AM_I)

  await pass(test, 890)
  client.send(WHO_AM_I)
  expect(await client.next()).toMatchObject({ code: 0 })
  await pass(test, 890)
  client.send(WHO_AM_I)
  expect(await client.next()).toMatchObject({ code: 0 })
  await pass(test, 901)

  expect(await client.next()).toMatchObject({ ...NOTICE, code: 52 })
  expect(await client.next()).toBeUndefined()
})

it('lets a connection be that waits for changes', async () => {
  await using test = await openTestNetwork()
  using client = await open(test, LOG_ON)
  const filter = { kind: 'present', attribute: 'objectClass' } as const
  const limits = { derefAliases: 0, sizeLimit: 0, timeLimitSeconds: 0, typesOnly: false }
  const base = 'OU=Staff,DC=ent-pa,DC=example'
  const request = { kind: 'search', base, scope: 'one-level', ...limits, filter, attributes: ['cn'] } as const
  const notification = { type: '1.2.840.113556.1.4.528', isCritical: true, value: undefined }

  client.send(encodeRequest({ messageId: 5, request, controls: [notification] }))
  client.send(WHO_AM_I)
  expect(await client.next()).toMatchObject({ messageId: 1, code: 0 })
  await pass(test, 5_000)
  client.send(WHO_AM_I)

  expect(await client.next()).toMatchObject({ messageId: 1, code: 0 })
})

it('closes whoever was silent for longest when there are too many connections', async () => {
  await using test = await openTestNetwork()
  await limit(test, 'MaxConnections=2')
  using first = await open(test, WHO_AM_I)
  await pass(test, 1)
  using second = await open(test, WHO_AM_I)
  await pass(test, 1)
  using third = await open(test, WHO_AM_I)

  expect(await first.next()).toMatchObject({ ...NOTICE, code: 52 })
  for (const client of [second, third]) {
    client.send(WHO_AM_I)
    expect(await client.next()).toMatchObject({ code: 0 })
  }
})

it('follows what an administrator writes into the policy', async () => {
  await using test = await openTestNetwork()
  const { directory } = test

  expect(directory.limits()).toMatchObject({ MaxPageSize: 1000, MaxConnIdleTime: 900 })
  await limit(
    test,
    'MaxPageSize=3',
    'maxreceivebuffer=300',
    'MaxValRange=9999',
    'nonsense',
    'MaxConnIdleTime=-1',
  )

  expect(directory.limits()).toMatchObject({ MaxPageSize: 3, MaxConnIdleTime: 900, MaxValRange: 5000 })
  using client = await open(test, WHO_AM_I)
  client.send(message({ kind: 'delete', dn: 'x'.repeat(301) }))
  expect(await client.next()).toMatchObject({ ...NOTICE, code: 2 })
})

it('answers values of an attribute in as many parts as the policy says', async () => {
  await using test = await openTestNetwork()
  await limit(test, 'MaxValRange=2')

  await asAdministrator(test, async (client) => {
    const { searchEntries } = await client.search('CN=All Staff,OU=Groups,DC=ent-pa,DC=example', {
      scope: 'base',
      attributes: ['member'],
    })
    const [group] = searchEntries
    expect(group?.['member;range=0-1']).toHaveLength(2)
  })
})

it("takes the policy of a controller's site before that of the forest", async () => {
  await using test = await openTestNetwork()
  const own = `CN=Berlin,${POLICIES}`

  await asAdministrator(test, async (client) => {
    await client.add(own, { objectClass: 'queryPolicy', lDAPAdminLimits: 'MaxPageSize=7' })
    const modification = new Attribute({ type: 'queryPolicyObject', values: [own] })
    await client.modify(SITE_SETTINGS, new Change({ operation: 'replace', modification }))
  })

  expect(test.directory.limits()).toMatchObject({ MaxPageSize: 7, MaxConnIdleTime: 900 })
})
