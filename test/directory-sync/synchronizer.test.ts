import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Attribute, Change, type Client } from 'ldapts'
import { expect, it } from 'vitest'
import type { SyncReport } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'
import { call } from '../../simulators/webex/testing/call.js'
import { openSynchronizerIn, startSynchronizerIn } from '../support/directory-sync.js'
import { startLab } from '../support/lab.js'
import { connectAdministrator } from './domain.js'

const MINUTE_MS = 60_000
const FULL = { kind: 'full', isDryRun: false, allowsDeletions: false } as const
const INCREMENTAL = { ...FULL, kind: 'incremental' } as const

interface User {
  readonly id: string
  readonly userName: string
  readonly active: boolean
  readonly [name: string]: unknown
}

/** The users of the cloud by the part of the address before the @. */
async function usersOf(lab: Lab): Promise<Readonly<Record<string, User>>> {
  const { api, orgId, adminToken } = lab.ready.webexCloud
  const { origin } = new URL(api)
  const answer = await call(
    { origin, ca: lab.caPem },
    { to: `GET /identity/scim/${orgId}/v2/Users?count=1000`, token: adminToken },
  )
  const { Resources } = answer.json<{ Resources: User[] }>()
  return Object.fromEntries(Resources.map((user) => [user.userName.split('@')[0] ?? '', user]))
}

async function dnOf(lab: Lab, client: Client, alias: string): Promise<string> {
  const filter = `(sAMAccountName=${alias})`
  const { searchEntries } = await client.search(lab.ready.directory.baseDn, { filter, attributes: ['dn'] })
  return searchEntries[0]?.dn ?? ''
}

function modify(client: Client, dn: string, type: string, ...values: (string | Buffer)[]): Promise<void> {
  const modification = new Attribute({ type, values: values as string[] })
  return client.modify(dn, new Change({ operation: 'replace', modification }))
}

const addressesOf = (lines: SyncReport['added']): readonly string[] =>
  lines.map(({ uid }) => uid.split('@')[0] ?? '')

/** What was written to the cloud. */
const writesIn = (lab: Lab): number =>
  [
    ...lab.core.journal.entries(0, ({ operation }) =>
      /^(POST|PUT|PATCH|DELETE) \/(identity|connector)/.test(operation ?? ''),
    ),
  ].length

it('brings people in line with the directory, and finds nothing to do a second time [HD-001 HD-005]', async () => {
  await using lab = await startLab()
  const client = await connectAdministrator(lab)
  const alice = await dnOf(lab, client, 'alice')
  const bob = await dnOf(lab, client, 'bob')
  await modify(client, alice, 'title', 'Head, of "everything"')
  await modify(client, alice, 'telephoneNumber', '+1 202 555 0100')
  await modify(client, alice, 'streetAddress', '1 Main St')
  await modify(client, alice, 'thumbnailPhoto', Buffer.from('ffd8ffe080ff00aa', 'hex'))
  await modify(client, bob, 'manager', alice)
  await modify(client, bob, 'userAccountControl', '514')
  const { synchronizer, close } = await openSynchronizerIn(lab)

  const first = await synchronizer.run(FULL)
  const users = await usersOf(lab)
  const second = await synchronizer.run(FULL)

  expect([addressesOf(first.added), first.failed, first.deleted]).toEqual([['erin'], [], []])
  expect(users['alice']).toMatchObject({
    title: 'Head, of "everything"',
    phoneNumbers: [{ type: 'work', value: '+1 202 555 0100' }],
    addresses: [{ type: 'work', streetAddress: '1 Main St' }],
    externalId: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
  })
  expect(users['bob']).toMatchObject({
    active: false,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      manager: { value: users['alice']?.id },
    },
  })
  expect(users['calendarconnectoracct']).toBeUndefined()
  expect([second.modified, second.added, second.matched]).toEqual([[], [], 5])
  close()
  await client.unbind()
})

it('tells in a dry run what it would do, and writes nothing [HD-004]', async () => {
  await using lab = await startLab()
  const { synchronizer, close } = await openSynchronizerIn(lab)
  const before = await usersOf(lab)

  const report = await synchronizer.run({ ...FULL, isDryRun: true })

  expect([report.isDryRun, addressesOf(report.added), report.modified.length]).toEqual([true, ['erin'], 4])
  expect(await usersOf(lab)).toEqual(before)
  expect(writesIn(lab)).toBe(0)
  close()
})

it('stops before it deletes more than the threshold allows, and says so', async () => {
  await using lab = await startLab()
  const client = await connectAdministrator(lab)
  const { synchronizer, alarms, close } = await openSynchronizerIn(lab, {
    change: (settings) => ({ ...settings, deletions: { threshold: 1 } }),
  })
  await synchronizer.run(FULL)
  for (const alias of ['bob', 'carol']) await client.del(await dnOf(lab, client, alias))
  const before = await usersOf(lab)

  const stopped = await synchronizer.run(INCREMENTAL)
  const again = await synchronizer.run(FULL)
  const raised = alarms.list().map(({ name }) => name)
  const usersThen = await usersOf(lab)
  const allowed = await synchronizer.run({ ...INCREMENTAL, allowsDeletions: true })

  expect([stopped.stopped, again.stopped]).toEqual([
    { reason: 'deletion-threshold', wouldDelete: 2, threshold: 1 },
    { reason: 'deletion-threshold', wouldDelete: 2, threshold: 1 },
  ])
  expect(raised).toEqual(['deletion-threshold'])
  expect(usersThen).toEqual(before)
  expect([allowed.stopped, addressesOf(allowed.deleted).toSorted()]).toEqual([null, ['bob', 'carol']])
  expect(alarms.list()).toEqual([])
  close()
  await client.unbind()
})

it('limits what is synchronized by bases and filters [HD-003]', async () => {
  await using lab = await startLab()
  const client = await connectAdministrator(lab)
  const { baseDn } = lab.ready.directory
  await client.add(`OU=Apart,${baseDn}`, { objectClass: 'organizationalUnit' })
  const alice = await dnOf(lab, client, 'alice')
  await client.modifyDN(alice, `${alice.slice(0, alice.indexOf(','))},OU=Apart,${baseDn}`)
  const bob = await dnOf(lab, client, 'bob')
  await modify(client, bob, 'department', 'Sales')
  const { synchronizer, close } = await openSynchronizerIn(lab, {
    change: ({ directory, ...settings }) => ({
      ...settings,
      directory: {
        ...directory,
        baseDns: [`OU=Apart,${baseDn}`, bob.slice(bob.indexOf(',') + 1)],
        users: { filter: '(&(objectClass=user)(|(department=Sales)(sAMAccountName=alice)))' },
      },
      deletions: { unmatched: 'keep' },
    }),
  })

  const report = await synchronizer.run(FULL)

  expect(addressesOf(report.modified).toSorted()).toEqual(['alice', 'bob'])
  expect(report.deleted).toEqual([])
  expect(addressesOf(report.mismatched)).toContain('carol')
  close()
  await client.unbind()
})

it('removes nobody while no controller answers, and takes the next one where one is away [HD-008]', async () => {
  await using lab = await startLab()
  const nobody = 'ldap://127.0.0.1:1'
  const servers = (...names: string[]) => ({
    change: ({ directory, ...settings }: { directory: object }) => ({
      ...settings,
      directory: { ...directory, servers: names },
    }),
  })
  const away = await openSynchronizerIn(lab, servers(nobody))
  const second = await openSynchronizerIn(lab, { id: 'other', ...servers(nobody, lab.ready.directory.ldaps) })
  const before = await usersOf(lab)

  const failing = away.synchronizer.run(FULL)

  await expect(failing).rejects.toMatchObject({ code: 'UNREACHABLE' })
  expect(away.alarms.list().map(({ name }) => name)).toEqual(['directory'])
  expect(await usersOf(lab)).toEqual(before)
  expect((await second.synchronizer.run(FULL)).added).toHaveLength(1)
  away.close()
  second.close()
})

it('gives up where the account is refused, and tells no password', async () => {
  await using lab = await startLab()
  const password = 'canary-bind-password'
  const { synchronizer, close, events, settings } = await openSynchronizerIn(lab, {
    change: ({ directory, ...rest }) => ({ ...rest, directory: { ...directory, password } }),
  })

  await expect(synchronizer.run(FULL)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  const log = await readFile(join(settings.stateDir, 'events.jsonl'), 'utf8')

  expect(JSON.stringify(events) + log).not.toContain(password)
  expect(log).toContain('run-failed')
  close()
})

it('writes no secret to its log, its state or its status', async () => {
  await using lab = await startLab()
  const { synchronizer, close, settings } = await openSynchronizerIn(lab)

  const report = await synchronizer.run(FULL)
  const files = await Promise.all(
    ['events.jsonl', 'state.json'].map((name) => readFile(join(settings.stateDir, name), 'utf8')),
  )

  for (const secret of [settings.directory.password, settings.cloud.oauth?.clientSecret ?? '?']) {
    expect([...files, JSON.stringify(report)].join()).not.toContain(secret)
  }
  close()
})

it(
  'follows the schedule: increments every ten minutes, everything at its hour [HD-002]',
  { timeout: 120_000 },
  async () => {
    await using lab = await startLab()
    const schedule = { full: { at: '08:45' } }
    await using sync = await startSynchronizerIn(lab, { change: (settings) => ({ ...settings, schedule }) })

    await lab.advance(25 * MINUTE_MS)
    const soon = sync.events.filter(({ action }) => action === 'run-started').map(({ because }) => because)
    await lab.advance(25 * MINUTE_MS)
    const daily = sync.events.filter(({ action, because }) => action === 'run-started' && because === 'full')

    expect(soon).toEqual(['incremental', 'incremental', 'incremental'])
    expect(daily.map(({ at }) => at.slice(11, 16))).toEqual(['08:45'])
  },
)

it('lets another instance take over when the active one stops [HD-007]', { timeout: 120_000 }, async () => {
  await using lab = await startLab()
  const first = await startSynchronizerIn(lab, { id: 'dirsync1' })
  await lab.advance(10_000)
  await using second = await startSynchronizerIn(lab, { id: 'dirsync2' })
  await lab.advance(15 * MINUTE_MS)
  const idle = second.events.filter(({ action }) => action === 'run-started').length

  await first[Symbol.asyncDispose]()
  const client = await connectAdministrator(lab)
  await client.del(await dnOf(lab, client, 'bob'))
  await lab.advance(15 * MINUTE_MS)

  expect([idle, first.deeds().length]).toEqual([0, 5])
  expect(second.events.map(({ action }) => action)).toContain('became-active')
  expect(second.deeds()).toEqual(['deleted bob@ent-pa.example'])
  await client.unbind()
})

it('gives who comes back the same account', async () => {
  await using lab = await startLab()
  const client = await connectAdministrator(lab)
  const { baseDn } = lab.ready.directory
  await client.add(`OU=Gone,${baseDn}`, { objectClass: 'organizationalUnit' })
  const bob = await dnOf(lab, client, 'bob')
  const away = `${bob.slice(0, bob.indexOf(','))},OU=Gone,${baseDn}`
  const { synchronizer, close } = await openSynchronizerIn(lab, {
    change: ({ directory, ...settings }) => ({
      ...settings,
      directory: { ...directory, baseDns: [bob.slice(bob.indexOf(',') + 1)] },
    }),
  })
  await synchronizer.run(FULL)
  const before = (await usersOf(lab))['bob']?.id

  await client.modifyDN(bob, away)
  const left = await synchronizer.run(INCREMENTAL)
  const usersThen = await usersOf(lab)
  await client.modifyDN(away, bob)
  const back = await synchronizer.run(INCREMENTAL)

  expect([addressesOf(left.deleted), usersThen['bob']]).toEqual([['bob'], undefined])
  expect(back.added).toMatchObject([{ uid: 'bob@ent-pa.example', because: 'back in the directory' }])
  expect((await usersOf(lab))['bob']?.id).toBe(before)
  close()
  await client.unbind()
})
