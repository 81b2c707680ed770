import { promises as dns } from 'node:dns'
import { Client, ResultCodeError } from 'ldapts'
import { expect, it } from 'vitest'
import { createAdminClient } from './admin-client.js'
import { Lab } from './lab.js'

const BASE = 'DC=ent-pa,DC=example'
const FOREST_OF_TWO_SITES = {
  domain: 'ent-pa.example',
  netbios: 'ENT-PA',
  sites: [
    { name: 'Hamburg', subnets: ['10.1.0.0/16'] },
    { name: 'Berlin', subnets: ['127.0.0.0/8'] },
  ],
  domainControllers: [{}, { site: 'Berlin', globalCatalog: false }, { name: 'branch-dc', site: 'Berlin' }],
  people: [],
}

async function bound(lab: Lab, url: string): Promise<Client> {
  const { upn, password } = lab.ready.directory.admin
  const tls = url.startsWith('ldaps') ? { tlsOptions: { ca: [lab.caPem] } } : {}
  const client = new Client({ url, connectTimeout: 2_000, ...tls })
  await client.bind(upn, password)
  return client
}

async function rootOf(url: string, attributes: string[]) {
  const client = new Client({ url })
  const { searchEntries } = await client.search('', { scope: 'base', attributes })
  await client.unbind()
  return searchEntries[0]
}

function resolverFor(lab: Lab): dns.Resolver {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([lab.ready.network.dns ?? ''])
  return resolver
}

const urlsOf = (lab: Lab): string[] => lab.ready.directory.controllers.map(({ ldap }) => ldap)

it('has one domain controller, which is that of the other addresses', async () => {
  await using lab = await Lab.start()
  const { ldap, ldaps, gc, gcs, controllers } = lab.ready.directory

  expect(controllers).toEqual([
    { name: 'DC1', fqdn: 'dc1.ent-pa.example', site: 'Default-First-Site-Name', ldap, ldaps, gc, gcs },
  ])
})

it('tells who answers, each with numbers of its own, over one tree', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const [first = '', second = ''] = urlsOf(lab)
  const asked = ['dsServiceName', 'dnsHostName', 'ldapServiceName', 'serverName', 'highestCommittedUSN']

  const [one, other] = [await rootOf(first, asked), await rootOf(second, asked)]

  expect(other).toMatchObject({
    dnsHostName: 'dc2.ent-pa.example',
    ldapServiceName: 'ent-pa.example:dc2$@ENT-PA.EXAMPLE',
    serverName: `CN=DC2,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${BASE}`,
    dsServiceName: `CN=NTDS Settings,CN=DC2,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${BASE}`,
  })
  expect(Number(other?.['highestCommittedUSN'])).not.toBe(Number(one?.['highestCommittedUSN']))
  const client = await bound(lab, first)
  await client.add(`OU=New,${BASE}`, { objectClass: 'organizationalUnit' })
  const there = await bound(lab, second)
  const usn = async (of: Client): Promise<number> => {
    const { searchEntries } = await of.search(`OU=New,${BASE}`, { scope: 'base', attributes: ['uSNChanged'] })
    return Number(searchEntries[0]?.['uSNChanged'])
  }
  expect(await usn(there)).toBe(
    Number((await rootOf(second, ['highestCommittedUSN']))?.['highestCommittedUSN']),
  )
  expect(await usn(there)).not.toBe(await usn(client))
  await Promise.all([client.unbind(), there.unbind()])
})

it('has as many in a forest that nobody has prepared for Exchange', async () => {
  await using lab = await Lab.start({ network: 'none', organization: 'empty', directory: { controllers: 2 } })

  expect(lab.ready.directory.controllers.map(({ name }) => name)).toEqual(['DC1', 'DC2'])
})

it('gives the roles of which a domain has one to the first', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const [first = '', second = ''] = urlsOf(lab)

  expect((await rootOf(first, ['validFSMOs']))?.['validFSMOs']).toEqual([
    `CN=Schema,CN=Configuration,${BASE}`,
    `CN=Partitions,CN=Configuration,${BASE}`,
    BASE,
    `CN=RID Manager$,CN=System,${BASE}`,
    `CN=Infrastructure,${BASE}`,
  ])
  expect((await rootOf(second, ['validFSMOs']))?.['validFSMOs']).toEqual([])
})

it('tells who looks for Autodiscover the same at any of them, each way in its own', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const set = await lab.openEndpointSet({
    name: 'node1',
    advertise: { exchange: 'https://relay.test' },
  })
  const found: unknown[] = []
  for (const url of [...urlsOf(lab), set.furtherControllers[0]?.origins.ldap ?? '']) {
    const client = await bound(lab, url)
    const { searchEntries } = await client.search(`CN=Configuration,${BASE}`, {
      filter: '(&(objectClass=serviceConnectionPoint)(keywords=77378F46-2C66-4aa9-A6A6-3E7A48B19596))',
      attributes: ['serviceBindingInformation'],
    })
    found.push(searchEntries[0]?.['serviceBindingInformation'])
    await client.unbind()
  }

  const own = new URL(lab.ready.exchange.ews).origin
  const page = '/Autodiscover/Autodiscover.xml'
  expect(found).toEqual([`${own}${page}`, `${own}${page}`, `https://relay.test${page}`])
})

it('lets who polls by numbers find what is new at each, by its own', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  for (const url of urlsOf(lab)) {
    const seen = Number((await rootOf(url, ['highestCommittedUSN']))?.['highestCommittedUSN'])
    const client = await bound(lab, url)
    const poll = async (from: number) =>
      (await client.search(BASE, { filter: `(uSNChanged>=${from})`, attributes: ['1.1'] })).searchEntries

    const before = await poll(seen + 1)
    await client.add(`OU=At ${new URL(url).port},${BASE}`, { objectClass: 'organizationalUnit' })

    expect(before).toEqual([])
    expect((await poll(seen + 1)).map(({ dn }) => dn)).toEqual([`OU=At ${new URL(url).port},${BASE}`])
    await client.unbind()
  }
})

it('describes each in the directory: account, server, directory service and whom it replicates from', async () => {
  await using lab = await Lab.start({ directory: { controllers: 3 } })
  const client = await bound(lab, urlsOf(lab)[2] ?? '')
  const find = async (filter: string, attributes: string[], base = BASE) =>
    (await client.search(base, { filter, attributes })).searchEntries

  const accounts = await find('(userAccountControl:1.2.840.113556.1.4.803:=8192)', [
    'dNSHostName',
    'servicePrincipalName',
  ])
  const services = await find(
    '(objectClass=nTDSDSA)',
    ['invocationId', 'options'],
    `CN=Configuration,${BASE}`,
  )
  const connections = await find('(objectClass=nTDSConnection)', ['fromServer'], `CN=Configuration,${BASE}`)

  expect(accounts.map(({ dNSHostName }) => dNSHostName)).toEqual([
    'dc1.ent-pa.example',
    'dc2.ent-pa.example',
    'dc3.ent-pa.example',
  ])
  expect(accounts[1]?.['servicePrincipalName']).toContain('ldap/dc2.ent-pa.example')
  expect(services).toHaveLength(3)
  expect(new Set(services.map(({ invocationId }) => String(invocationId))).size).toBe(3)
  expect(connections).toHaveLength(6)
  await client.unbind()
})

it('loses the connections of a controller that is stopped, and closes its ports until it starts', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const admin = createAdminClient(lab.ready.admin)
  const [first = '', second = ''] = urlsOf(lab)
  const kept = await bound(lab, first)
  const lost = await bound(lab, second)
  const page = { filter: '(objectClass=*)', scope: 'sub', paged: { pageSize: 2 } } as const
  const pages = lost.searchPaginated(BASE, page)
  await pages.next()

  const stopped = await admin.controlController('dc2', 'stop')

  await expect(pages.next()).rejects.toThrow()
  await expect(bound(lab, second)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect((await kept.search(BASE, { scope: 'base' })).searchEntries).toHaveLength(1)
  expect(stopped.map(({ state }) => state)).toEqual(['running', 'stopped'])

  await admin.controlController('dc2.ent-pa.example', 'start')
  await (await bound(lab, second)).unbind()
  await kept.unbind()
})

it('stops the first as well, and all of them run again after a reset', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const { ldaps, gc } = lab.ready.directory

  await lab.controllers.stop('dc1')
  await expect(bound(lab, ldaps)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await expect(bound(lab, gc)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await (await bound(lab, urlsOf(lab)[1] ?? '')).unbind()

  await lab.reset()
  await (await bound(lab, ldaps)).unbind()
})

it('partitions one from its clients, and lets what was held back arrive when it heals', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const [first = '', second = ''] = urlsOf(lab)
  const [here, there] = [await bound(lab, first), await bound(lab, second)]

  await lab.controllers.disturb('dc2', { blackHole: true })
  let isAnswered = false
  const held = there.search(BASE, { scope: 'base' }).then(() => (isAnswered = true))
  await here.search(BASE, { scope: 'base' })
  await here.search(BASE, { scope: 'base' })
  expect(isAnswered).toBe(false)
  expect(lab.controllers.conditions('dc2')).toEqual({ blackHole: true })

  await lab.controllers.disturb('dc2', {})
  await held
  expect(isAnswered).toBe(true)
  await Promise.all([here.unbind(), there.unbind()])
})

it('lets faults act on one controller alone', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const [first = '', second = ''] = urlsOf(lab)
  await createAdminClient(lab.ready.admin).addFault({
    match: { protocol: 'ldap', server: 'dc2', operation: 'search' },
    act: { kind: 'error', code: 'busy' },
  })
  const [here, there] = [await bound(lab, first), await bound(lab, second)]

  await here.search(BASE, { scope: 'base' })
  await expect(there.search(BASE, { scope: 'base' })).rejects.toMatchObject({ code: 51 })
  await Promise.all([here.unbind(), there.unbind()])
})

it('says which there are when none is meant', async () => {
  await using lab = await Lab.start({ network: 'none', directory: { controllers: 2 } })

  await expect(lab.controllers.stop('dc9')).rejects.toMatchObject({ code: 'CONTROLLER_UNKNOWN' })
  expect(lab.ready.directory.controllers[1]).toMatchObject({
    ldap: 'ldap://dc2.ent-pa.example',
    gc: 'ldap://dc2.ent-pa.example:3268',
  })
})

it('places controllers in sites, of which one is no Global Catalog', async () => {
  await using lab = await Lab.start({ organization: FOREST_OF_TWO_SITES })
  const [, second, third] = lab.ready.directory.controllers

  expect(second).toMatchObject({ name: 'DC2', site: 'Berlin', gc: null, gcs: null })
  expect(third).toMatchObject({ name: 'BRANCH-DC', fqdn: 'branch-dc.ent-pa.example', site: 'Berlin' })
  expect(await rootOf(second?.ldap ?? '', ['isGlobalCatalogReady'])).toMatchObject({
    isGlobalCatalogReady: 'FALSE',
  })
  const client = await bound(lab, third?.gc ?? '')
  const { searchEntries } = await client.search('', {
    filter: '(objectClass=subnet)',
    attributes: ['cn', 'siteObject'],
  })
  expect(searchEntries.map(({ cn }) => cn)).toEqual(['10.1.0.0/16', '127.0.0.0/8'])
  await client.unbind()
})

it('registers each in DNS as controllers do, also while it is stopped', async () => {
  await using lab = await Lab.start({ organization: FOREST_OF_TWO_SITES })
  const resolver = resolverFor(lab)
  await lab.controllers.stop('dc2')
  const targets = async (name: string): Promise<string[]> =>
    (await resolver.resolveSrv(`${name}.ent-pa.example`))
      .map((record) => record.name.split('.')[0] ?? '')
      .sort()

  expect(await targets('_ldap._tcp')).toEqual(['branch-dc', 'dc1', 'dc2'])
  expect(await targets('_ldap._tcp.dc._msdcs')).toEqual(['branch-dc', 'dc1', 'dc2'])
  expect(await targets('_ldap._tcp.Berlin._sites')).toEqual(['branch-dc', 'dc2'])
  expect(await targets('_gc._tcp.Berlin._sites')).toEqual(['branch-dc'])
  expect(await targets('_gc._tcp')).toEqual(['branch-dc', 'dc1'])
  expect(await targets('_ldap._tcp.gc._msdcs')).toEqual(['branch-dc', 'dc1'])
  expect(await targets('_ldap._tcp.pdc._msdcs')).toEqual(['dc1'])
  expect(await resolver.resolve4('dc2.ent-pa.example')).toEqual(['127.0.0.1'])
  await expect(targets('_kerberos._tcp')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it('finds a controller by the id of its directory service, as other controllers do', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const [, second] = lab.controllers.list()

  expect(await resolverFor(lab).resolveCname(`${second?.directoryServiceId}._msdcs.ent-pa.example`)).toEqual([
    'dc2.ent-pa.example',
  ])
})

it('leads a client that finds controllers by SRV to the next when one is down', async () => {
  await using lab = await Lab.start({ directory: { controllers: 3 } })
  const resolver = resolverFor(lab)
  const lookUp = async (): Promise<string> => {
    for (const { name, port } of await resolver.resolveSrv('_ldap._tcp.ent-pa.example')) {
      const [host = ''] = await resolver.resolve4(name)
      try {
        const client = await bound(lab, `ldap://${host}:${port}`)
        const { searchEntries } = await client.search('', { scope: 'base', attributes: ['dnsHostName'] })
        await client.unbind()
        return String(searchEntries[0]?.['dnsHostName'])
      } catch (error) {
        if (error instanceof ResultCodeError) throw error
      }
    }
    return 'nobody'
  }

  const found: string[] = []
  for (const next of ['dc1', 'dc3', 'dc2']) {
    await lab.controllers.stop(next)
    found.push(await lookUp())
  }

  expect(found[1]).toBe('dc2.ent-pa.example')
  expect(found[2]).toBe('nobody')
})

it('shows a certificate of its name by LDAPS', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })
  const { ldaps = '' } = lab.ready.directory.controllers[1] ?? {}
  const client = new Client({
    url: ldaps,
    tlsOptions: { ca: [lab.caPem], servername: 'dc2.ent-pa.example' },
  })

  await client.bind(lab.ready.directory.admin.upn, lab.ready.directory.admin.password)
  await client.unbind()
})

it('gives each endpoint set ports of its own for all controllers', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })

  const set = await lab.openEndpointSet({ name: 'node1', dns: true })
  const [place] = set.furtherControllers
  const client = await bound(lab, place?.origins.ldap ?? '')
  await client.unbind()

  expect(place?.origins.ldap).not.toBe(urlsOf(lab)[1])
  await lab.journal.waitFor(({ operation, via }) => operation === 'unbind' && via === 'node1')
  const [bind] = lab.journal.entries(0, ({ operation }) => operation === 'bind')
  expect(bind?.connection).toBe('node1/dc2/ldap#1')
})
