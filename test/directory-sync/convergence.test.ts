import fc from 'fast-check'
import type { Client } from 'ldapts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createUserDirectory } from '../../connector/adapters/ldap/user-directory.js'
import { runSync, type SyncTools } from '../../connector/directory/run-sync.js'
import type { RunKind } from '../../connector/directory/report.js'
import { createScopes } from '../../connector/directory/scopes.js'
import { parseSyncSettings } from '../../connector/directory/settings.js'
import type { SyncState } from '../../connector/directory/state.js'
import { createFakePeople, type FakePeople } from '../../connector/directory/testing/fake-people.js'
import { createReader } from '../../connector/directory/wanted.js'
import type { DirectorySession } from '../../connector/ports/user-directory.js'
import { createTools } from '../../connector/testing/tools.js'
import { Lab } from '../../simulators/lab/index.js'
import { connectAdministrator, createDomain, PLACES, type Domain, type DomainChange } from './domain.js'

/** How many sequences are tried; more of them where there is time. */
const SEQUENCES = Number(process.env['EXWEX_SYNC_SEQUENCES'] ?? 50)

let lab: Lab
let administrator: Client
let session: DirectorySession
let isOver = false
let sequences = 0

beforeAll(async () => {
  lab = await Lab.start({
    clock: 'manual',
    organization: 'empty',
    domain: 'corp.example.com',
    netbios: 'CORP',
  })
  administrator = await connectAdministrator(lab)
  session = await connectOnce()
})

afterAll(async () => {
  isOver = true
  session.close()
  await administrator.unbind()
  await lab[Symbol.asyncDispose]()
})

const PEOPLE = 5
const who = fc.nat(PEOPLE - 1)
const value = fc.option(fc.nat(3), { nil: null, freq: 4 })
const place = fc.constantFrom(...PLACES)
const change: fc.Arbitrary<DomainChange> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), who, mail: value, place }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('delete', 'disable', 'enable', 'rename'), who }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), who, place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('mail', 'title', 'photo'), who, value }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('manager' as const),
      who,
      manager: fc.option(who, { nil: null, freq: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('join', 'leave'), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename-unit' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('move-unit' as const), to: fc.constantFrom('in', 'out') }),
  },
)

/** Most of them there, some managed by others, some in the group. */
const beginning = fc
  .tuple(
    fc.array(fc.record({ mail: value, place }), { minLength: PEOPLE, maxLength: PEOPLE }),
    fc.array(fc.record({ who, manager: who }), { maxLength: PEOPLE }),
    fc.uniqueArray(who),
  )
  .map(([people, managed, members]): DomainChange[] => [
    ...people.map(({ mail, place }, who) => ({ kind: 'add' as const, who, mail, place })),
    ...managed.map((one) => ({ kind: 'manager' as const, ...one })),
    ...members.map((who) => ({ kind: 'join' as const, who })),
  ])

/** Some changes, then a run, and so on. */
const sequence = fc
  .tuple(
    beginning,
    fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest])

it(
  `ends in the same people by full and by incremental runs, in ${SEQUENCES} sequences`,
  { timeout: 30_000 + SEQUENCES * 1_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(sequence, fc.boolean(), async (batches, isByGroup) => {
        const domain = await createDomain(administrator, lab.ready.directory.baseDn, (sequences += 1))
        const full = synchronizerOf(domain, isByGroup, false)
        const incremental = synchronizerOf(domain, isByGroup, true)
        await incremental.run('full')

        for (const batch of batches) {
          for (const one of batch) await domain.apply(one)
          await full.run('full')
          await incremental.run('incremental')
        }

        expect(shown(incremental.people)).toEqual(shown(full.people))
        await domain.remove()
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    )
  },
)

/** One connection for all; a place in the changes is looked for from the last one on, not from the beginning. */
async function connectOnce(): Promise<DirectorySession> {
  const { ldap, admin } = lab.ready.directory
  const directory = createUserDirectory({
    ...createTools(),
    tlsVerify: 'full',
    username: admin.upn,
    password: admin.password,
    controllers: { list: async () => [ldap], lookup: undefined },
  })
  const connected = await directory.connect()
  let latest: string | null = null
  return {
    controller: connected.controller,
    defaultBase: connected.defaultBase,
    read: (query) => connected.read(query),
    changes: async (query, cookie) => {
      const answer = await connected.changes(query, cookie ?? latest)
      latest = answer?.cookie ?? latest
      return answer
    },
    close: () => (isOver ? connected.close() : undefined),
  }
}

interface TestSynchronizer {
  readonly people: FakePeople
  run(kind: RunKind): Promise<void>
}

function synchronizerOf({ base, group }: Domain, isByGroup: boolean, isFollowing: boolean): TestSynchronizer {
  const { ldap, admin } = lab.ready.directory
  const member = isByGroup ? `(memberOf=${group})` : ''
  const settings = parseSyncSettings(
    JSON.stringify({
      version: 1,
      instance: { id: 'a', hostname: 'a' },
      stateDir: 'nowhere',
      directory: {
        domain: 'corp.example.com',
        servers: [ldap],
        username: admin.upn,
        password: admin.password,
        baseDns: [base],
        users: { filter: `(&(objectClass=user)${member})` },
      },
      cloud: { orgId: 'o', token: 't', connectorApi: 'https://cloud.example/connector/v1' },
      deletions: { threshold: null },
      schedule: { incrementalMinutes: isFollowing ? 10 : null },
    }),
  )
  let state: SyncState | null = null
  const people = createFakePeople()
  const tools: SyncTools = {
    settings,
    people,
    directory: { connect: async () => session },
    scopes: createScopes(settings),
    toWanted: createReader(settings),
    store: { load: () => state, save: (saved) => void (state = saved), forget: () => void (state = null) },
    log: { write: () => undefined, latest: () => [] },
    clock: createTools().clock,
  }
  return {
    people,
    run: async (kind) => {
      const report = await runSync(tools, { kind, isDryRun: false, allowsDeletions: false })
      expect(report.insteadBecause).toBeNull()
    },
  }
}

/** Accounts as people see them: without ids, but with who each manager is. */
function shown({ accounts, pictures }: FakePeople): readonly object[] {
  const all = [...accounts.values()]
  return all
    .map(({ id, managerId, ...account }) => ({
      ...account,
      manager: managerId === null ? null : (accounts.get(managerId)?.externalId ?? 'gone'),
      picture: pictures.get(id) ?? null,
    }))
    .toSorted((one, other) => (one.uid < other.uid ? -1 : 1))
}
