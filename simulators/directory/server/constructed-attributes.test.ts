import { Client } from 'ldapts'
import { expect, it } from 'vitest'
import { openTestNetwork } from '../testing/open-test-network.js'
import { ADMINISTRATOR_PASSWORD } from '../testing/sample-organization.js'

const BASE = 'DC=ent-pa,DC=example'

it('tells what the classes of an object allow', async () => {
  await using test = await openTestNetwork()
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind('Administrator@ent-pa.example', ADMINISTRATOR_PASSWORD)
  const attributes = ['allowedAttributes', 'allowedChildClasses', 'possibleInferiors']
  const read = async (dn: string) =>
    (await client.search(dn, { scope: 'base', attributes })).searchEntries[0] ?? { dn: '' }

  const container = await read(`CN=Users,${BASE}`)
  const person = await read(`CN=User,CN=Schema,CN=Configuration,${BASE}`)

  expect(container['allowedAttributes']).toContain('defaultClassStore')
  expect(container['allowedChildClasses']).toContain('user')
  expect(container['allowedChildClasses']).not.toContain('organizationalUnit')
  expect(person['possibleInferiors']).toContain('nTFRSSubscriptions')
  expect(person['possibleInferiors']).not.toContain('user')
  await client.unbind()
})

it('tells that a password must be changed, and when it expires', async () => {
  await using test = await openTestNetwork()
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind('Administrator@ent-pa.example', ADMINISTRATOR_PASSWORD)
  const dn = `CN=Once,CN=Users,${BASE}`
  const attributes = ['msDS-User-Account-Control-Computed', 'msDS-UserPasswordExpiryTimeComputed']
  const read = async (name: string) => {
    const [found] = (await client.search(name, { scope: 'base', attributes })).searchEntries
    return attributes.map((attribute) => found?.[attribute])
  }

  await client.add(dn, { objectClass: 'user', sAMAccountName: 'once' })

  expect(await read(dn)).toEqual([String(0x800000), '0'])
  expect(await read(`CN=Domain Users,CN=Users,${BASE}`)).toEqual([[], []])
  await client.unbind()
})
