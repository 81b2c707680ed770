import { Attribute, Change, Client, ResultCodeError } from 'ldapts'
import { expect, it } from 'vitest'
import { ADMINISTRATOR_PASSWORD, PASSWORD } from '../testing/sample-organization.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { decodeDescriptor, encodeDescriptor } from './binary-descriptor.js'
import { RIGHT, type AccessEntry } from './security-descriptor.js'

const STAFF = 'OU=Staff,DC=ent-pa,DC=example'
const ALICE = `CN=Alice Anders,${STAFF}`
/** schemaIDGUID of user. @source MS-ADSC 2.266 */
const USER = 'bf967aba-0de6-11d0-a285-00aa003049e2'

async function bound(test: TestNetwork, name: string, password: string) {
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind(`${name}@ent-pa.example`, password)
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

const replace = (type: string, value: string | Buffer) =>
  new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: [value] as string[] | Buffer[] }),
  })

async function readDescriptor(client: Client, dn: string) {
  const { searchEntries } = await client.search(dn, {
    scope: 'base',
    attributes: ['nTSecurityDescriptor'],
    explicitBufferAttributes: ['nTSecurityDescriptor'],
  })
  const value = searchEntries[0]?.['nTSecurityDescriptor']
  return Buffer.isBuffer(value) ? decodeDescriptor(value) : undefined
}

it('lets an administrator delegate what people are, and shows the delegation on all of them', async () => {
  await using test = await openTestNetwork()
  const [admin, service] = await Promise.all([
    bound(test, 'Administrator', ADMINISTRATOR_PASSWORD),
    bound(test, 'svc-cal', PASSWORD),
  ])
  const sid = test.directory.accounts.findWindows('ENT-PA\\svc-cal')?.sid ?? ''
  const granted: AccessEntry = {
    type: 5,
    flags: 0xa,
    mask: RIGHT.writeProperty,
    objectType: undefined,
    inheritedType: USER,
    sid,
  }
  const staff = await readDescriptor(admin, STAFF)
  const dacl = {
    isProtected: false,
    isAutoInherited: true,
    entries: [...(staff?.dacl?.entries ?? []), granted],
  }

  const before = await code(service.modify(ALICE, replace('title', 'Director')))
  await admin.modify(STAFF, replace('nTSecurityDescriptor', encodeDescriptor({ ...EMPTY, ...staff, dacl })))
  const after = await code(service.modify(ALICE, replace('title', 'Director')))
  const elsewhere = await code(service.modify(STAFF, replace('description', 'Ours')))
  const inherited = (await readDescriptor(admin, ALICE))?.dacl?.entries.find((entry) => entry.sid === sid)

  expect([before, after, elsewhere]).toEqual([50, 0, 50])
  expect(inherited).toEqual({ ...granted, flags: 0x12 })
  await Promise.all([admin.unbind(), service.unbind()])
})

const EMPTY = { owner: undefined, group: undefined, dacl: undefined, sacl: undefined }

it('shows descriptors by name alone, and to administrators alone as long as audits are part of them', async () => {
  await using test = await openTestNetwork()
  const [admin, alice] = await Promise.all([
    bound(test, 'Administrator', ADMINISTRATOR_PASSWORD),
    bound(test, 'alice', PASSWORD),
  ])

  const { searchEntries } = await admin.search(ALICE, { scope: 'base' })

  expect(Object.keys(searchEntries[0] ?? {})).not.toContain('nTSecurityDescriptor')
  expect((await readDescriptor(admin, ALICE))?.owner).toMatch(/^S-1-5-21-.*-512$/)
  expect(await readDescriptor(alice, ALICE)).toBeUndefined()
  expect(await code(alice.modify(ALICE, replace('nTSecurityDescriptor', encodeDescriptor(EMPTY))))).toBe(50)
  expect(await code(admin.modify(ALICE, replace('nTSecurityDescriptor', Buffer.from('what'))))).toBe(53)
  await Promise.all([admin.unbind(), alice.unbind()])
})
