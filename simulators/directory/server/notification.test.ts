import { expect, it } from 'vitest'
import { turn } from '../../core/index.js'
import { CONTROL } from '../ldap/control.js'
import type { LdapResponse } from '../ldap/response.js'
import { readFilter } from '../ldap/testing/read-filter.js'
import type { SearchScope } from '../ldap/request.js'
import { asRecord, BASE, control, openTestSession, type TestSession } from './testing/open-test-session.js'

const STAFF = `OU=Staff,${BASE}`
const ALICE = `CN=Alice Anders,${STAFF}`

function listen(test: TestSession, base: string, scope: SearchScope, filter = '(objectClass=*)') {
  const limits = { derefAliases: 0, sizeLimit: 0, timeLimitSeconds: 0, typesOnly: false }
  const attributes = ['title', 'isDeleted']
  const request = { kind: 'search', base, scope, ...limits, filter: readFilter(filter), attributes } as const
  const answer = test.perform(request, [control(CONTROL.notification)])
  const ending = new AbortController()
  const heard: LdapResponse[] = []
  const done = (async () => {
    for await (const response of answer.later?.(ending.signal) ?? []) heard.push(response)
  })()
  return {
    code: answer.final.result.code,
    isOpen: answer.later !== undefined,
    async said() {
      for (let turns = 0; turns < 5; turns++) await turn()
      return heard.splice(0).flatMap((response) => (response.kind === 'entry' ? [asRecord(response)] : []))
    },
    async end() {
      ending.abort()
      await done
    },
  }
}

function modify(test: TestSession, dn: string, type: string, value: string) {
  const attribute = { type, values: [Buffer.from(value)] }
  test.perform({ kind: 'modify', dn, modifications: [{ kind: 'replace', attribute }] })
}

it('tells each change in scope with the attributes asked for, until it is abandoned', async () => {
  const test = openTestSession()
  const one = listen(test, STAFF, 'one-level')
  const base = listen(test, STAFF, 'base')

  modify(test, ALICE, 'title', 'Chief')
  expect(await one.said()).toEqual([{ dn: [ALICE], title: ['Chief'] }])
  modify(test, STAFF, 'description', 'x')
  expect(await base.said()).toEqual([{ dn: [STAFF] }])
  expect(await one.said()).toEqual([])
  await one.end()
  await base.end()
  modify(test, ALICE, 'title', 'Boss')

  expect(await one.said()).toEqual([])
})

it('tells that an entry is deleted or leaves', async () => {
  const test = openTestSession()
  const one = listen(test, STAFF, 'one-level')
  const all = listen(test, BASE, 'subtree')

  test.perform({ kind: 'delete', dn: ALICE })
  const told = await one.said()

  expect(told).toMatchObject([{ isDeleted: ['TRUE'] }])
  expect((await all.said()).filter(({ isDeleted }) => isDeleted !== undefined)).toEqual(told)
  const move = { newRdn: 'CN=Carol Costa', deleteOldRdn: true, newSuperior: BASE }
  test.perform({ kind: 'rename', dn: `CN=Carol Costa,${STAFF}`, ...move })
  expect(await one.said()).toEqual([{ dn: [`CN=Carol Costa,${BASE}`] }])
  await one.end()
  await all.end()
})

it('goes on after the world was put back', async () => {
  const test = openTestSession()
  const before = test.core.world.snapshot()
  modify(test, ALICE, 'title', 'Chief')
  const one = listen(test, STAFF, 'one-level')

  test.core.world.restore(before)
  await one.said()
  modify(test, ALICE, 'title', 'Boss')

  expect(await one.said()).toMatchObject([{ title: ['Boss'] }])
  await one.end()
})

it('takes no other filter', () => {
  const test = openTestSession()

  const refused = listen(test, STAFF, 'one-level', '(sn=*)')

  expect(refused).toMatchObject({ code: 53, isOpen: false })
})
