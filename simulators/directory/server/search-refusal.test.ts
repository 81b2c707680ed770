import { Client, EqualityFilter, ResultCodeError, type Filter } from 'ldapts'
import { expect, it } from 'vitest'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { PASSWORD } from '../testing/sample-organization.js'

const BASE = 'DC=ent-pa,DC=example'

async function signedIn(test: TestNetwork): Promise<Client> {
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind('ENT-PA\\alice', PASSWORD)
  return client
}

async function outcome(search: Promise<{ searchEntries: readonly unknown[] }>): Promise<string> {
  try {
    return `${(await search).searchEntries.length} found`
  } catch (error) {
    return error instanceof ResultCodeError ? `refused ${error.code}` : String(error)
  }
}

it('refuses to filter by attributes that are constructed, and finds nothing by object identifiers', async () => {
  await using test = await openTestNetwork()
  const client = await signedIn(test)
  const byIdentifier = new EqualityFilter({ attribute: '1.2.840.113556.1.4.221', value: 'alice' })
  const found = (filter: string | Filter) => outcome(client.search(BASE, { filter, attributes: ['cn'] }))

  expect(await found('(sAMAccountName=alice)')).toBe('1 found')
  expect(await found('(|(sAMAccountName=alice)(canonicalName=x))')).toBe('refused 18')
  expect(await found('(!(tokenGroups=*))')).toBe('refused 18')
  expect(await found('(&(anr=alice)(createTimeStamp>=20000101000000.0Z))')).toBe('1 found')
  expect(await found(byIdentifier)).toBe('0 found')
  await client.unbind()
})

it('tells the groups of an account in a search of its entry alone', async () => {
  await using test = await openTestNetwork()
  const client = await signedIn(test)
  const attributes = ['tokenGroups']
  const [alice] = (await client.search(BASE, { filter: '(sAMAccountName=alice)' })).searchEntries

  const own = await client.search(alice?.dn ?? '', { scope: 'base', attributes })

  expect(own.searchEntries[0]?.['tokenGroups']).not.toHaveLength(0)
  expect(await outcome(client.search(BASE, { filter: '(sAMAccountName=alice)', attributes }))).toBe(
    'refused 1',
  )
  await client.unbind()
})
