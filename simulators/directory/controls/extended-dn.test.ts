import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { guidToBytes } from '../names/guid.js'
import { sidToBytes } from '../names/sid.js'
import { BASE, control, openTestSession } from '../server/testing/open-test-session.js'

const ALICE = `CN=Alice Anders,OU=Staff,${BASE}`
const form = (value: number) => control(CONTROL.extendedDn, (writer) => writer.integer(value))

function identifiers(test: ReturnType<typeof openTestSession>, alias: string) {
  const [entry] = test.directory.tree.byValue('sAMAccountName', alias)
  return { guid: entry?.key ?? '', sid: entry?.record.values['objectSid']?.[0] ?? '' }
}

it('writes identifiers before names, as text or in hexadecimal', () => {
  const test = openTestSession()
  const [alice, bob] = [identifiers(test, 'alice'), identifiers(test, 'bob')]
  const search = { base: ALICE, scope: 'base', attributes: ['manager', 'cn'] } as const

  const text = test.search({ ...search, controls: [form(1)] })
  const hexadecimal = test.search({ ...search, controls: [control(CONTROL.extendedDn)] })

  expect(text.entries).toEqual([
    {
      dn: [`<GUID=${alice.guid}>;<SID=${alice.sid}>;${ALICE}`],
      manager: [`<GUID=${bob.guid}>;<SID=${bob.sid}>;CN=Bob Böhm,OU=Staff,${BASE}`],
      cn: ['Alice Anders'],
    },
  ])
  const guid = guidToBytes(alice.guid).toString('hex')
  const sid = sidToBytes(alice.sid).toString('hex')
  expect(hexadecimal.entries[0]?.['dn']).toEqual([`<GUID=${guid}>;<SID=${sid}>;${ALICE}`])
  expect(test.search({ ...search, controls: [form(0)] })).toEqual(hexadecimal)
})

it('extends names inside other values, and gives a SID only to those who have one', () => {
  const { search } = openTestSession()

  const { entries } = search({
    scope: 'base',
    attributes: ['wellKnownObjects', 'objectCategory', 'distinguishedName'],
    controls: [form(1)],
  })

  expect(entries[0]?.['wellKnownObjects']).toContainEqual(
    expect.stringMatching(/^B:32:A9D1CA15768811D1ADED00C04FD8D5CD:<GUID=[-0-9a-f]{36}>;CN=Users,DC=/),
  )
  expect(entries[0]?.['objectCategory']?.[0]).toMatch(/^<GUID=[-0-9a-f]{36}>;CN=Domain-DNS,/)
  expect(entries[0]?.['distinguishedName']).toEqual(entries[0]?.['dn'])
})
