import { promises as dns } from 'node:dns'
import { expect, it } from 'vitest'
import { createAdminClient } from './admin-client.js'
import { Lab } from './lab.js'
import type { LabOptions } from './lab-options.js'

async function startLab(options: LabOptions = {}) {
  const lab = await Lab.start({ clock: 'manual', names: 'real', ...options })
  return { lab, resolver: resolverFor(lab.ready.network.dns), admin: createAdminClient(lab.ready.admin) }
}

function resolverFor(server: string | null | undefined): dns.Resolver {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([server ?? ''])
  return resolver
}

const portOf = (origin: string) => Number(new URL(origin).port)

it('finds the domain controller, Exchange, Autodiscover and mail of the organization', async () => {
  const { lab, resolver } = await startLab()
  await using _ = lab
  const { directory, exchange } = lab.ready
  const controller = { name: 'dc1.ent-pa.example', priority: 0, weight: 100 }

  expect(await resolver.resolveSrv('_ldap._tcp.ent-pa.example')).toEqual([
    { ...controller, port: portOf(directory.ldap) },
  ])
  expect(await resolver.resolveSrv('_ldap._tcp.dc._msdcs.ent-pa.example')).toHaveLength(1)
  expect(await resolver.resolveSrv('_gc._tcp.ent-pa.example')).toEqual([
    { ...controller, port: portOf(directory.gc) },
  ])
  expect(await resolver.resolveSrv('_autodiscover._tcp.ent-pa.example')).toMatchObject([
    { name: 'autodiscover.ent-pa.example', port: portOf(exchange.ews) },
  ])
  expect(await resolver.resolveMx('ent-pa.example')).toEqual([
    { exchange: 'us-exch1.ent-pa.example', priority: 10 },
  ])
  expect(await resolver.resolveCname('mail.ent-pa.example')).toEqual(['us-exch1.ent-pa.example'])
  expect(await resolver.resolveSoa('ent-pa.example')).toMatchObject({ nsname: 'dc1.ent-pa.example' })
})

it('finds every host that the ready document names, at the lab', async () => {
  const { lab, resolver } = await startLab({ domain: 'corp.example.com' })
  await using _ = lab
  const { exchange, directory, webexSite, webexCloud } = lab.ready
  const named = [
    exchange.ews,
    exchange.autodiscoverPox,
    directory.ldaps,
    webexSite.xml,
    ...Object.values(webexCloud),
  ]
    .filter((value): value is string => typeof value === 'string' && value.includes('://'))
    .map((url) => new URL(url).hostname)

  for (const host of [...named, 'us-expc-connector1.corp.example.com', 'any-thing.wbx2.com']) {
    expect(await resolver.resolve4(host)).toEqual(['127.0.0.1'])
  }
})

it('lets records be added in place of its own, hidden and removed', async () => {
  const { lab, resolver, admin } = await startLab()
  await using _ = lab
  const host = 'autodiscover.ent-pa.example'

  const added = await admin.addDnsRecord({ type: 'A', name: host, data: '192.0.2.9' })
  expect(await resolver.resolve4(host)).toEqual(['192.0.2.9'])
  await admin.removeDnsRecord(added.id)
  await admin.addDnsRecord({ type: 'NXDOMAIN', name: host })
  await admin.addDnsRecord({ type: 'TXT', name: 'note.elsewhere.example', data: 'hello' })

  await expect(resolver.resolve4(host)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  expect(await resolver.resolveTxt('note.elsewhere.example')).toEqual([['hello']])
  expect(await admin.dnsRecords()).toMatchObject({ added: [{ id: 'dns-2' }, { id: 'dns-3' }] })
  await admin.reset()
  expect(await resolver.resolve4(host)).toEqual(['127.0.0.1'])
})

it('says so when a record to remove has not been added, or one to add is none', async () => {
  const { lab, admin } = await startLab()
  await using _ = lab

  await expect(admin.removeDnsRecord('dns-9')).rejects.toMatchObject({ code: 'DNS_RECORD_UNKNOWN' })
  await expect(
    admin.addDnsRecord({ type: 'A', name: 'x.example', data: 'not an address' }),
  ).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

it('lets an endpoint set have an address and a name server of its own', async () => {
  const { lab, admin } = await startLab()
  await using _ = lab

  const set = await admin.openEndpointSet('node1', { host: '127.0.0.2', dns: true })
  const resolver = resolverFor(set.dns)

  expect(await resolver.resolve4('us-exch1.ent-pa.example')).toEqual(['127.0.0.2'])
  expect(await resolver.resolveSrv('_ldap._tcp.ent-pa.example')).toMatchObject([
    { port: portOf(set.origins.ldap) },
  ])
  const [query] = lab.journal.entries(0, ({ protocol }) => protocol === 'dns')
  expect(query?.via).toBe('node1')
})
