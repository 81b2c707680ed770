import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { BASE, control, openTestSession } from '../server/testing/open-test-session.js'

const GROUP = `CN=Inner Circle,OU=Groups,${BASE}`
const scopedBy = (attribute: string) =>
  control(CONTROL.attributeScopedQuery, (writer) => writer.octets(attribute))

it.each([
  ['member', 'base', '(objectClass=*)', ['Alice Anders', 'All Staff'], 0],
  ['member', 'base', '(objectClass=group)', ['All Staff'], 0],
  ['memberOf', 'base', '(objectClass=*)', ['All Staff'], 0],
  ['objectCategory', 'base', '(objectClass=*)', ['Group'], 0],
  ['nosuch', 'base', '(objectClass=*)', [], 0],
  ['mail', 'base', '(objectClass=*)', [], 21],
  ['member', 'one-level', '(objectClass=*)', [], 53],
] as const)('searches what %s of a base names (%s, %s)', (attribute, scope, filter, expected, code) => {
  const { search } = openTestSession()

  const answer = search({ base: GROUP, scope, filter, attributes: ['cn'], controls: [scopedBy(attribute)] })

  expect(answer.code).toBe(0)
  expect(answer.entries.map(({ cn }) => cn?.[0])).toEqual(expected)
  expect(answer.controls.get(CONTROL.attributeScopedQuery)?.at(-1)).toBe(code)
})

it('searches all naming contexts as one, or says where the others are, or neither', () => {
  const { search } = openTestSession()
  const filter = '(objectClass=serviceConnectionPoint)'
  const options = (flags: number) => control(CONTROL.searchOptions, (writer) => writer.integer(flags))

  const plain = search({ filter })
  const whole = search({ filter, controls: [options(2)] })

  expect([plain.entries.length, plain.references.length]).toEqual([0, 3])
  expect([whole.entries.length, whole.references.length]).toEqual([1, 0])
  expect(search({ filter, controls: [options(1)] }).references).toEqual([])
  expect(search({ filter, controls: [control(CONTROL.domainScope)] }).references).toEqual([])
  expect(search({ base: '', filter, controls: [options(2)] }).entries).toHaveLength(1)
})

it('shows what is deleted to administrators who ask for it', () => {
  const administrator = openTestSession()
  const { search, perform } = administrator
  perform({ kind: 'delete', dn: `CN=Carol Costa,OU=Staff,${BASE}` })
  const filter = '(sAMAccountName=carol)'
  const someone = openTestSession({ directory: administrator, as: 'alice@ent-pa.example' })

  expect(search({ filter }).entries).toEqual([])
  for (const type of [CONTROL.showDeleted, CONTROL.showRecycled])
    expect(search({ filter, controls: [control(type)] }).entries).toMatchObject([{ isDeleted: ['TRUE'] }])
  expect(someone.search({ filter, controls: [control(CONTROL.showDeleted)] }).entries).toEqual([])
  expect(search({ base: `CN=Deleted Objects,${BASE}`, scope: 'base' }).code).toBe(32)
  expect(
    search({ base: `CN=Deleted Objects,${BASE}`, scope: 'base', controls: [control(CONTROL.showDeleted)] })
      .code,
  ).toBe(0)
})

it('fails when there are not as many entries as were expected', () => {
  const { search } = openTestSession()
  const expected = (least: number, most: number) =>
    control(CONTROL.expectedEntryCount, (writer) => {
      writer.integer(least)
      writer.integer(most)
    })

  expect(search({ filter: '(sn=*)', controls: [expected(1, 3)] })).toMatchObject({
    code: 0,
    entries: { length: 3 },
  })
  expect(search({ filter: '(sn=*)', controls: [expected(1, 2)] })).toMatchObject({ code: 19, entries: [] })
  expect(search({ filter: '(sn=*)', controls: [expected(4, 9)] })).toMatchObject({ code: 19, entries: [] })
})
