import { Client } from 'ldapts'
import { expect, it } from 'vitest'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { ADMINISTRATOR_PASSWORD, PASSWORD } from '../testing/sample-organization.js'

const ALICE = 'CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example'
const BOB = 'CN=Bob Böhm,OU=Staff,DC=ent-pa,DC=example'
const EFFECTIVE = ['allowedAttributesEffective', 'allowedChildClassesEffective', 'sDRightsEffective']

async function asked(test: TestNetwork, who: string, password: string) {
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind(`ENT-PA\\${who}`, password)
  return {
    read: async (dn: string, attributes: string[]) =>
      (await client.search(dn, { scope: 'base', attributes })).searchEntries[0],
    [Symbol.asyncDispose]: () => client.unbind(),
  }
}

it('tells the administrator that everything may be written but what the system alone writes', async () => {
  await using test = await openTestNetwork()
  await using administrator = await asked(test, 'Administrator', ADMINISTRATOR_PASSWORD)

  const entry = await administrator.read(ALICE, EFFECTIVE)

  expect(entry?.['sDRightsEffective']).toBe('15')
  expect(entry?.['allowedAttributesEffective']).toEqual(expect.arrayContaining(['mail', 'title', 'manager']))
  expect(entry?.['allowedAttributesEffective']).not.toContain('memberOf')
  expect(entry?.['allowedAttributesEffective']).not.toContain('objectGUID')
})

it('tells an ordinary user that the own entry may be written in part, and another not at all', async () => {
  await using test = await openTestNetwork()
  await using alice = await asked(test, 'alice', PASSWORD)

  const [own, other] = [await alice.read(ALICE, EFFECTIVE), await alice.read(BOB, EFFECTIVE)]

  expect(own?.['allowedAttributesEffective']).toContain('mobile')
  expect(own?.['allowedAttributesEffective']).not.toContain('mail')
  expect(other?.['sDRightsEffective']).toBe('0')
  expect(other?.['allowedAttributesEffective']).toEqual([])
})

it('tells what follows from the place of an entry', async () => {
  await using test = await openTestNetwork()
  await using alice = await asked(test, 'alice', PASSWORD)

  const entry = await alice.read(ALICE, [
    'msDS-PrincipalName',
    'msDS-parentdistname',
    'msds-memberOfTransitive',
  ])

  expect(entry?.['msDS-PrincipalName']).toBe('ENT-PA\\alice')
  expect(entry?.['msDS-parentdistname']).toBe('OU=Staff,DC=ent-pa,DC=example')
  expect([entry?.['msds-memberOfTransitive']].flat()).toHaveLength(2)
})
