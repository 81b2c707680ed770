import { Resolver } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { Client } from 'ldapts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { autodiscoverPox } from '../../clients/index.js'
import {
  ExwexContainer,
  type StartedExwexContainer,
  StoppedExwexContainer,
} from '../../docker/testcontainers/index.js'
import { getJson } from './get-json.js'

let lab: StartedExwexContainer

beforeAll(async () => {
  lab = await new ExwexContainer().withUsers(7).withSeed(42).start()
})

afterAll(async () => {
  await lab.stop()
})

/** What a mailbox's owner is asked for, with the lab's authority as the only one trusted. */
function credentialsOf(index: number) {
  const user = lab.endpoints.users[index]
  if (user === undefined) throw new TypeError(`The lab has no user ${index}.`)
  const credentials = { username: user.upn, password: user.password }
  return { user, connection: { credentials, authentication: 'ntlm', ca: lab.ca } as const }
}

it('starts with what the builder was told', () => {
  expect(lab.endpoints.seed).toBe(42)
  expect(lab.endpoints.users).toHaveLength(7)
})

it('lets people work over EWS through the mapped port, its certificate checked', async () => {
  const { alice, bob } = lab.people

  await alice.schedules({ subject: 'From outside', invitees: [bob.mail] })

  expect(await bob.sees('From outside')).toMatchObject({ subject: 'From outside' })
})

it('leads from Autodiscover to the mapped port of EWS', async () => {
  const { user, connection } = credentialsOf(0)

  const answer = await autodiscoverPox(lab.endpoints.exchange.autodiscoverPox, user.mail, connection)

  expect(answer).toMatchObject({ kind: 'settings', ewsUrl: lab.endpoints.exchange.ews })
})

it.each(['ldap', 'ldaps'] as const)(
  'leads from the service connection point to the mapped port (%s)',
  async (scheme) => {
    const { user } = credentialsOf(0)
    const client = new Client({
      url: lab.endpoints.directory[scheme],
      ...(scheme === 'ldaps' ? { tlsOptions: { ca: lab.ca } } : {}),
    })

    await client.bind(user.upn, user.password)
    const { searchEntries } = await client.search(`CN=Configuration,${lab.endpoints.directory.baseDn}`, {
      filter: '(&(objectClass=serviceConnectionPoint)(keywords=77378F46-2C66-4aa9-A6A6-3E7A48B19596))',
    })
    await client.unbind()

    const origin = new URL(lab.endpoints.exchange.ews).origin
    expect(searchEntries.map((entry) => entry['serviceBindingInformation'])).toContainEqual(
      expect.stringContaining(`${origin}/`),
    )
  },
)

it('leads from the catalogue of the cloud to its mapped port', async () => {
  const { api, catalog } = lab.endpoints.webexCloud

  const answer = (await getJson(
    `${catalog}/limited/catalog?format=hostmap&mode=DEFAULT_BY_PROXIMITY`,
    lab.ca,
  )) as {
    serviceLinks: Record<string, string>
  }

  const origins = Object.values(answer.serviceLinks).map((link) => new URL(link).origin)
  expect(new Set(origins)).toEqual(new Set([new URL(api).origin]))
})

it('tells through the admin API what was said over the wire', async () => {
  const { entries } = await lab.admin.journal({ operation: 'CreateItem' })

  expect(entries.map(({ principal }) => principal)).toContain('ENT-PA\\alice')
})

it('resolves the names of the organization at the mapped name server', async () => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  resolver.setServers([lab.endpoints.network.dns ?? ''])

  const services = await resolver.resolveSrv('_ldap._tcp.ent-pa.example')

  expect(services.length).toBeGreaterThan(0)
})

it('ends with the container, and leaves no file behind', async () => {
  const other = await new ExwexContainer().start()
  const { ca } = other.endpoints
  await expect(other.restart()).rejects.toMatchObject({ code: 'RESTART_UNSUPPORTED' })
  expect(existsSync(ca)).toBe(true)

  const stopped = await other.stop()

  expect(stopped).toBeInstanceOf(StoppedExwexContainer)
  expect(existsSync(ca)).toBe(false)
  await expect(other.admin.health()).rejects.toMatchObject({ code: 'LAB_UNREACHABLE' })
})

it('says what is wrong with an empty organization', () => {
  expect(() => new ExwexContainer().withOrganization('')).toThrow(
    expect.objectContaining({ code: 'ORGANIZATION_INVALID' }),
  )
})
