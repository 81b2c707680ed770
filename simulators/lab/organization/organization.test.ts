import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCore, createIds, createManualClock, createRandom } from '../../core/index.js'
import { createOrganization } from './create-organization.js'
import { foundOrganization, type FoundingOptions } from './found-organization.js'
import { growOrganization } from './grow-organization.js'
import { organizationSchema } from './organization-schema.js'
import { parseOrganization } from './parse-organization.js'
import { builtInOrganization, readOrganization, type BuiltInOrganization } from './read-organization.js'

const ids = () => createIds(createRandom(1))

async function found(name: BuiltInOrganization = 'ent-pa', options: Partial<FoundingOptions> = {}) {
  return foundOrganization(await builtInOrganization(name), { ids: ids(), ...options })
}

it('is the organization of the documents unless told otherwise', async () => {
  const organization = await found()

  expect(organization).toMatchObject({
    name: 'ENT-PA',
    dnsDomain: 'ent-pa.example',
    netbios: 'ENT-PA',
    exchangeServer: 'us-exch1',
    administrator: { alias: 'Administrator' },
    serviceAccount: { alias: 'CalendarConnectorAcct', displayName: 'Calendar Connector Account' },
    webexSite: { name: 'ent-pa.webex.com', adminMail: 'webex-admin@ent-pa.example' },
    cluster: { hosts: ['us-expc-connector1.ent-pa.example', 'us-expc-connector2.ent-pa.example'] },
  })
  expect(organization.people.map(({ mail }) => mail.split('@')[0])).toEqual([
    'alice',
    'bob',
    'carol',
    'dave',
    'erin',
  ])
  expect(organization.people[3]).toMatchObject({ displayName: 'Dave Davis', delegateOf: ['alice'] })
  expect(organization.people[4]).toMatchObject({ alias: 'erin', hasWebexAccount: false })
  expect(organization.groups[0]?.members).toHaveLength(5)
})

it('moves to the domain that is asked for, with all names in it', async () => {
  const organization = await found('ent-pa', { domain: 'corp.example.com' })

  expect(organization).toMatchObject({
    netbios: 'CORP',
    rooms: [{ mail: 'board1@corp.example.com' }],
    webexSite: { name: 'corp.webex.com' },
  })
  expect(organization.cluster.hosts[0]).toBe('us-expc-connector1.corp.example.com')
  expect((await found('ent-pa', { netbios: 'OTHER' })).netbios).toBe('OTHER')
})

it('grows to any size from the seed, every alias used once and the first people unchanged', async () => {
  const grow = async () =>
    growOrganization(await found(), { users: 3_000, ids: ids(), random: createRandom(5) })

  const [one, same, small] = await Promise.all([grow(), grow(), found()])

  expect(one).toEqual(same)
  expect(one.people).toHaveLength(3_000)
  expect(new Set(one.people.map(({ alias }) => alias)).size).toBe(3_000)
  expect(one.people.slice(0, 5)).toEqual(small.people)
  expect(one.groups[0]?.members).toHaveLength(3_000)
})

it('has nobody in it when it is empty, and can be grown', async () => {
  const empty = await found('empty')
  const grown = await growOrganization(empty, { users: 3, ids: ids(), random: createRandom(5) })

  expect([empty.people, empty.rooms, empty.groups]).toEqual([[], [], []])
  expect(grown.people).toHaveLength(3)
})

it('begins as a fresh domain controller when it is empty, unless people are asked for', async () => {
  const core = createCore({ seed: 1, clock: createManualClock() })
  const empty = await createOrganization(core, { organization: 'empty' })
  const grown = await createOrganization(core, { organization: 'empty', users: 2 })

  expect([empty.isFresh, empty.serviceAccount.alias]).toEqual([true, 'Administrator'])
  expect([grown.isFresh, grown.serviceAccount.alias]).toEqual([false, 'CalendarConnectorAcct'])
  expect(() =>
    parseOrganization(
      'domain: a.example\nfresh: true\npeople:\n  - { alias: x, firstName: X, lastName: Y }',
      'x',
    ),
  ).toThrow('there is nobody in a fresh directory')
})

it("keeps everybody's password when somebody else comes, and takes those that are given", async () => {
  const text = 'domain: a.example\npeople:\n  - { alias: x, firstName: X, lastName: Y'
  const passwordsOf = (yaml: string) =>
    foundOrganization(parseOrganization(yaml, 'x.yaml'), { ids: ids() }).people.map(
      ({ password }) => password,
    )

  const [alone] = passwordsOf(`${text} }`)
  const [, second] = passwordsOf(
    `domain: a.example\npeople:\n  - { alias: w, firstName: W, lastName: W }\n  - { alias: x, firstName: X, lastName: Y }`,
  )

  expect(second).toBe(alone)
  expect(passwordsOf(`${text}, password: mine }`)).toEqual(['mine'])
})

it.each([
  ['a broken line', 'domain: a.example\npeople: [', /^org\.yaml:2:\d+: /],
  [
    'an unknown key',
    'domain: a.example\npeople: []\npersons: []',
    /^org\.yaml:3:\d+: persons: nothing is known/,
  ],
  [
    'an unknown key of a person',
    'domain: a.example\npeople:\n  - alias: x\n    firstName: X\n    lastName: Y\n    surname: Z\n',
    /^org\.yaml:6:\d+: people\[0\]\.surname: nothing is known by this name\. See fixtures/,
  ],
  ['what is missing', 'people: []', /^org\.yaml:1:1: domain: it is missing\. Add it/],
  [
    'a wrong form',
    'domain: A.Example\npeople: []',
    /^org\.yaml:1:9: domain: must be a DNS name in lower case/,
  ],
  [
    'an alias used twice',
    'domain: a.example\npeople:\n  - { alias: x, firstName: X, lastName: Y }\nrooms:\n  - alias: X\n    displayName: Room\n',
    /^org\.yaml:5:12: rooms\[0\]\.alias: "X" is the alias of people\[0\]\.alias already\. Give each/,
  ],
  [
    'a room list with people in it',
    'domain: a.example\npeople:\n  - { alias: x, firstName: X, lastName: Y }\nrooms:\n  - { alias: r, displayName: R }\ngroups:\n  - { alias: l, displayName: L, roomList: true, members: [x] }\n',
    /^org\.yaml:7:\d+: groups\[0\]\.members\[0\]: there is no room "x"\. Name one of r\./,
  ],
  [
    'a room list of everybody',
    'domain: a.example\npeople: []\ngroups:\n  - { alias: l, displayName: L, roomList: true, members: everybody }\n',
    /^org\.yaml:4:\d+: groups\[0\]\.members: everybody cannot be in a room list\. Name the rooms\./,
  ],
  [
    'an alias that nobody has',
    'domain: a.example\npeople:\n  - { alias: x, firstName: X, lastName: Y, delegateOf: [y] }\n',
    /^org\.yaml:3:57: people\[0\]\.delegateOf\[0\]: there is no person "y"\. Name one of x\./,
  ],
  ['everything wrong at once', 'domain: 1\npeople: 2', /domain: .*\n.*people: /],
])('names file, line and fix of %s', (_what, text, message) => {
  let said = ''
  try {
    parseOrganization(text, 'org.yaml')
  } catch (error) {
    said = (error as Error).message
  }

  expect(said).toMatch(message)
})

it('reads a file of the user, and says so when there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exwex-org-'))
  const file = join(folder, 'org.yaml')
  await writeFile(file, 'domain: a.example\npeople: []\n')

  expect((await readOrganization(file)).domain).toBe('a.example')
  await expect(readOrganization(join(folder, 'none.yaml'))).rejects.toMatchObject({
    code: 'ORGANIZATION_UNREADABLE',
  })
  await rm(folder, { recursive: true })
})

it('has a JSON Schema beside the files that is the one they are validated with', () => {
  const file = new URL('../../../fixtures/organization.schema.json', import.meta.url)

  const written: unknown = JSON.parse(readFileSync(file, 'utf8'))

  expect(written, 'Run "node scripts/organization-schema/generate.mjs".').toEqual(organizationSchema())
})
