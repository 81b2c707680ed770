import { expect, it } from 'vitest'
import { BerReader } from '../../ldap/ber/ber-reader.js'
import { CONTROL } from '../../ldap/control.js'
import {
  BASE,
  control,
  openTestSession,
  type TestSearch,
  type TestSession,
} from '../../server/testing/open-test-session.js'
import { decodeCookie, encodeCookie } from './cookie.js'

const ALICE = `CN=Alice Anders,OU=Staff,${BASE}`
const BOB = `CN=Bob Böhm,OU=Staff,${BASE}`
const INNER = `CN=Inner Circle,OU=Groups,${BASE}`
const INCREMENTAL = -0x80000000
const ANCESTORS_FIRST = 0x800
const OBJECT_SECURITY = 1

interface Asked extends TestSearch {
  readonly flags?: number
  readonly maxBytes?: number
  readonly cookie?: Buffer
}

function sync(
  { search }: TestSession,
  { flags = 0, maxBytes = 0, cookie = Buffer.alloc(0), ...asked }: Asked,
) {
  const dirSync = control(CONTROL.dirSync, (writer) => {
    writer.integer(flags)
    writer.integer(maxBytes)
    writer.octets(cookie)
  })
  const answer = search({
    filter: '(objectClass=user)',
    ...asked,
    controls: [dirSync, ...(asked.controls ?? [])],
  })
  const value = answer.controls.get(CONTROL.dirSync)
  const result = value === undefined ? undefined : new BerReader(value).inside()
  const more = result?.integer()
  result?.integer()
  return { ...answer, more, cookie: result?.octets() ?? Buffer.alloc(0) }
}

function modify(test: TestSession, dn: string, changes: Readonly<Record<string, readonly string[]>>) {
  const modifications = Object.entries(changes).map(([type, values]) => ({
    kind: 'replace' as const,
    attribute: { type, values: values.map((value) => Buffer.from(value)) },
  }))
  return test.perform({ kind: 'modify', dn, modifications }).final.result.code
}

const without = (names: readonly string[]) => (entry: object) =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)))
const plain = without(['objectGUID', 'instanceType', 'parentGUID'])

it('answers the asked attributes of all objects, then only what changed', () => {
  const test = openTestSession()
  const filter = '(sAMAccountName=a*)'
  const first = sync(test, { filter, attributes: ['title', 'mobile'] })

  const nothing = sync(test, { filter, attributes: ['title', 'mobile'], cookie: first.cookie })
  modify(test, ALICE, { mobile: ['1'], department: ['X'] })
  const second = sync(test, { filter, attributes: ['title', 'mobile'], cookie: nothing.cookie })
  modify(test, ALICE, { department: ['Y'] })
  const third = sync(test, { filter, attributes: ['title', 'mobile'], cookie: second.cookie })

  expect(first.entries.map(without(['objectGUID']))).toEqual([
    { dn: [ALICE], title: ['Engineer'], instanceType: ['4'] },
  ])
  expect(nothing).toMatchObject({ code: 0, entries: [], more: 0 })
  expect(second.entries.map(plain)).toEqual([{ dn: [ALICE], mobile: ['1'] }])
  expect(third.entries).toEqual([])
  expect(first.cookie.toString('latin1', 0, 4)).toBe('MSDS')
})

it('answers an attribute that was removed without values', () => {
  const test = openTestSession()
  const { cookie } = sync(test, {})
  modify(test, ALICE, { title: [] })

  expect(sync(test, { cookie, attributes: ['title'] }).entries.map(plain)).toEqual([
    { dn: [ALICE], title: [] },
  ])
})

it('answers a new place with the name and the parent, where the name is asked', () => {
  const test = openTestSession()
  const { cookie } = sync(test, {})
  const move = { newRdn: 'CN=Alice Anders', deleteOldRdn: true, newSuperior: `OU=Groups,${BASE}` }
  test.perform({ kind: 'rename', dn: ALICE, ...move })

  const [moved] = sync(test, { cookie, attributes: ['name', 'cn', 'sn'] }).entries

  expect(Object.keys(moved ?? {})).toEqual(['dn', 'name', 'objectGUID', 'instanceType', 'parentGUID'])
  expect(moved?.['dn']).toEqual([`CN=Alice Anders,OU=Groups,${BASE}`])
  expect(sync(test, { cookie, attributes: ['sn'] }).entries).toEqual([])
})

it('answers everything that is replicated for a star, and nothing else', () => {
  const test = openTestSession()

  const [alice] = sync(test, { filter: '(sAMAccountName=alice)' }).entries

  const names = Object.keys(alice ?? {})
  expect(names).toEqual(expect.arrayContaining(['name', 'parentGUID', 'objectSid', 'whenCreated', 'manager']))
  for (const absent of [
    'cn',
    'distinguishedName',
    'uSNChanged',
    'whenChanged',
    'memberOf',
    'lastLogon',
    'badPwdCount',
  ])
    expect(names).not.toContain(absent)
})

it('answers a deleted object as its tombstone', () => {
  const test = openTestSession()
  const { cookie } = sync(test, {})
  test.perform({ kind: 'delete', dn: ALICE })

  const [gone] = sync(test, { cookie, attributes: ['isDeleted'] }).entries

  expect(gone).toMatchObject({ isDeleted: ['TRUE'], instanceType: ['4'] })
  expect(gone?.['dn']?.[0]).toMatch(/^CN=Alice Anders\\0ADEL:[-0-9a-f]{36},CN=Deleted Objects,DC=/)
})

it('answers a linked attribute whole, or what came and went', () => {
  const test = openTestSession()
  const filter = '(objectClass=group)'
  const { cookie } = sync(test, { filter, attributes: ['member'] })
  modify(test, INNER, { member: [ALICE, BOB] })

  const whole = sync(test, { filter, cookie, attributes: ['member'] })
  const parts = sync(test, { filter, cookie, attributes: ['member'], flags: INCREMENTAL })

  expect(whole.entries.map(plain)).toEqual([{ dn: [INNER], member: [ALICE, BOB] }])
  expect(parts.entries.map(plain)).toEqual([
    { dn: [INNER], 'member;range=1-1': [BOB], 'member;range=0-0': [`CN=All Staff,OU=Groups,${BASE}`] },
  ])
  expect(
    sync(test, { filter: '(cn=Inner Circle)', attributes: ['member'], flags: INCREMENTAL }).entries.map(
      plain,
    ),
  ).toEqual([{ dn: [INNER], 'member;range=1-1': [ALICE, BOB] }])
})

it('says that there is more when the client wants fewer bytes, and misses nothing', () => {
  const test = openTestSession()
  const asked = { filter: '(objectClass=*)', attributes: ['objectClass'] }
  const all = sync(test, asked).entries.map(({ dn }) => dn?.[0])
  const seen = new Set<string | undefined>()
  const mores: (number | undefined)[] = []
  let cookie: Buffer | undefined

  do {
    const page = sync(test, { ...asked, maxBytes: 2_000, ...(cookie === undefined ? {} : { cookie }) })
    for (const { dn } of page.entries) seen.add(dn?.[0])
    if (mores.length === 0) modify(test, ALICE, { title: ['Chief'] })
    mores.push(page.more)
    cookie = page.cookie
  } while (mores.at(-1) === 1)

  expect(mores.length).toBeGreaterThan(5)
  expect([...seen].toSorted()).toEqual(all.toSorted())
})

it('puts parents before children on demand, also in small parts', () => {
  const test = openTestSession()
  modify(test, `OU=Staff,${BASE}`, { description: ['changed after its children'] })
  const asked = {
    filter: '(|(objectClass=user)(objectClass=organizationalUnit))',
    attributes: ['objectClass'],
  }
  const orderOf = (dns: readonly (string | undefined)[]) =>
    dns.indexOf(`OU=Staff,${BASE}`) < dns.indexOf(ALICE)

  const usual = sync(test, asked).entries.map(({ dn }) => dn?.[0])
  const sorted = sync(test, { ...asked, flags: ANCESTORS_FIRST }).entries.map(({ dn }) => dn?.[0])
  const parts: (string | undefined)[] = []
  let cookie: Buffer | undefined
  for (let more: number | undefined = 1; more === 1;) {
    const page = sync(test, {
      ...asked,
      flags: ANCESTORS_FIRST,
      maxBytes: 1,
      ...(cookie === undefined ? {} : { cookie }),
    })
    parts.push(...page.entries.map(({ dn }) => dn?.[0]))
    ;({ more, cookie } = page)
  }

  expect([orderOf(usual), orderOf(sorted), orderOf(parts)]).toEqual([false, true, true])
  expect(new Set(parts)).toEqual(new Set(usual))
})

it('takes a cookie of the same life of the world, and no other', () => {
  const test = openTestSession()
  const { cookie } = sync(test, {})
  const before = test.core.world.snapshot()

  expect(sync(openTestSession({ directory: test }), { cookie }).code).toBe(0)
  test.core.world.restore(before)
  expect(sync(test, { cookie }).code).toBe(12)
  expect(sync(test, { cookie: Buffer.from('MSDS') }).code).toBe(12)
  expect(sync(test, {}).code).toBe(0)
})

it.each([
  ['an administrator at a container', { base: `OU=Staff,${BASE}` }, 'Administrator@ent-pa.example', 50],
  [
    'a client that reads for itself at a container',
    { base: `OU=Staff,${BASE}`, flags: OBJECT_SECURITY },
    undefined,
    53,
  ],
  ['an ordinary client', {}, 'alice@ent-pa.example', 50],
  ['an ordinary client that reads for itself', { flags: OBJECT_SECURITY }, 'alice@ent-pa.example', 0],
  ['any scope', { scope: 'base' }, undefined, 0],
] as const)('answers %s', (_who, asked, as, code) => {
  const test = openTestSession(as === undefined ? {} : { as })

  expect(sync(test, asked).code).toBe(code)
})

it('writes cookies that it can read, and reads no other', () => {
  const { clock } = openTestSession()
  const state = { epoch: '0ad1f0c2-5a5e-4f7e-9d2b-0123456789ab', position: 2 ** 40, known: 7 }
  const cookie = encodeCookie(state, clock.now())

  expect(decodeCookie(cookie)).toEqual(state)
  expect(decodeCookie(cookie.subarray(1))).toBeUndefined()
  expect(decodeCookie(Buffer.alloc(cookie.length))).toBeUndefined()
})
