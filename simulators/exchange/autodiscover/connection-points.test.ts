import { Client } from 'ldapts'
import { expect, it } from 'vitest'
import { openTestNetwork, type TestNetwork } from '../../directory/testing/open-test-network.js'
import { PASSWORD } from '../../directory/testing/sample-organization.js'
import { createConnectionPoints } from './connection-points.js'

/** As a client in the domain looks for Autodiscover. @source ews.md 8.1 */
const LOOK_UP =
  '(&(objectClass=serviceConnectionPoint)' +
  '(|(keywords=67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68)(keywords=77378F46-2C66-4aa9-A6A6-3E7A48B19596)))'

async function lookUp(test: TestNetwork) {
  const client = new Client({ url: test.endpoints.origins.ldap })
  await client.bind('ENT-PA\\alice', PASSWORD)
  const root = await client.search('', { scope: 'base', attributes: ['configurationNamingContext'] })
  const base = String(root.searchEntries[0]?.['configurationNamingContext'])
  const attributes = ['keywords', 'serviceBindingInformation']
  const { searchEntries } = await client.search(base, { filter: LOOK_UP, attributes })
  await client.unbind()
  return searchEntries
}

it('shows in the directory the URL and the site scope that an administrator gives a server [HC-030 HC-034]', async () => {
  await using test = await openTestNetwork()
  const points = createConnectionPoints(test.directory)

  points.set('ex01', {
    autoDiscoverServiceInternalUri: 'https://mail.ent-pa.example/Autodiscover/Autodiscover.xml',
    autoDiscoverSiteScope: ['Paris', 'Lyon'],
  })

  expect(await lookUp(test)).toEqual([
    {
      dn: expect.stringMatching(/^CN=EX01,CN=Autodiscover,CN=Protocols,CN=EX01,CN=Servers,/) as unknown,
      keywords: ['77378F46-2C66-4aa9-A6A6-3E7A48B19596', 'Site=Paris', 'Site=Lyon'],
      serviceBindingInformation: 'https://mail.ent-pa.example/Autodiscover/Autodiscover.xml',
    },
  ])
  expect(points.list()).toEqual([
    {
      server: 'EX01',
      autoDiscoverServiceInternalUri: 'https://mail.ent-pa.example/Autodiscover/Autodiscover.xml',
      autoDiscoverSiteScope: ['Paris', 'Lyon'],
    },
  ])
})

it('keeps what an administrator does not name, and takes a URL away', async () => {
  await using test = await openTestNetwork()
  const points = createConnectionPoints(test.directory)

  points.set('EX01', { autoDiscoverServiceInternalUri: null })

  expect(await lookUp(test)).toMatchObject([
    {
      keywords: expect.arrayContaining(['Site=Default-First-Site-Name']) as unknown,
      serviceBindingInformation: [],
    },
  ])
})

it('sends clients of another domain to its directory', async () => {
  await using test = await openTestNetwork()
  const points = createConnectionPoints(test.directory)

  points.pointTo({ domain: 'other.example', ldapUrl: 'LDAP://dc1.other.example' })

  expect((await lookUp(test)).find(({ dn }) => dn.startsWith('CN=other.example,'))).toMatchObject({
    keywords: ['67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68', 'Domain=other.example'],
    serviceBindingInformation: 'LDAP://dc1.other.example',
  })
  expect(points.list()).toHaveLength(1)
})

it('has no connection point for a server that the directory does not know', async () => {
  await using test = await openTestNetwork()
  const points = createConnectionPoints(test.directory)

  expect(() => points.set('EX02', {})).toThrow('The directory has no msExchExchangeServer "EX02".')
  expect(points.get('EX02')).toBeUndefined()
})

it('lets fault rules refuse the search for connection points [HC-031 HC-039]', async () => {
  await using test = await openTestNetwork()
  test.core.faults.add({
    match: { protocol: 'ldap', operation: 'search', target: 'CN=Configuration,DC=ent-pa,DC=example' },
    act: { kind: 'error', code: 'busy' },
  })

  await expect(lookUp(test)).rejects.toMatchObject({ code: 51 })
})
