import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { BASE, control, openTestSession } from '../server/testing/open-test-session.js'

const ALL_STAFF = `CN=All Staff,OU=Groups,${BASE}`
const noError = control(CONTROL.rangeRetrievalNoError)

it.each([
  [['member;range=0-1'], ['dn', 'member;range=0-1']],
  [['member;range=2-*'], ['dn', 'member;range=2-*']],
  [['member;range=0-3'], ['dn', 'member;range=0-*']],
  [['member;range=3-99'], ['dn', 'member;range=3-*']],
  [
    ['member;range=0-0', 'member'],
    ['dn', 'member;range=0-0'],
  ],
  [
    ['member', 'MEMBER;RANGE=0-0'],
    ['dn', 'member;range=0-0'],
  ],
  [
    ['memberOf;range=0-*', 'cn;range=0-0'],
    ['dn', 'memberOf;range=0-*', 'cn;range=0-*'],
  ],
  [['managedBy;range=5-9'], ['dn']],
])('answers %s by %s', (attributes, names) => {
  const { search } = openTestSession()

  const { entries } = search({ base: ALL_STAFF, scope: 'base', attributes })

  expect(Object.keys(entries[0] ?? {})).toEqual(names)
})

it('has no values behind the last one, which is an error unless the client says that it is not', () => {
  const { search } = openTestSession()
  const asked = { base: ALL_STAFF, scope: 'base', attributes: ['member;range=4-*'] } as const

  expect(search(asked)).toMatchObject({ code: 1, entries: [] })
  expect(search({ ...asked, controls: [noError] })).toMatchObject({
    code: 0,
    entries: [{ 'member;range=4-*': [] }],
  })
})

it('refuses a range that is none', () => {
  const { search } = openTestSession()

  expect(search({ base: ALL_STAFF, scope: 'base', attributes: ['member;range=x'] }).code).toBe(53)
})
