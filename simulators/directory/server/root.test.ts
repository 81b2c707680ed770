import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import { CONTROL } from '../ldap/control.js'
import { sidToBytes } from '../names/sid.js'
import { BASE, control, openTestSession, type TestSession } from './testing/open-test-session.js'

const ROOT = { base: '', scope: 'base' } as const
const DAY_MS = 24 * 60 * 60 * 1000

function write(test: TestSession, type: string, value = '1') {
  const attribute = { type, values: [Buffer.from(value)] }
  const modifications = [{ kind: 'add' as const, attribute }]
  return test.perform({ kind: 'modify', dn: '', modifications }).final.result.code
}

it('tells everybody who he is, also somebody who has not logged on', () => {
  const asked = { ...ROOT, attributes: ['tokenGroups', 'msDS-PrincipalName'] }
  const alice = openTestSession({ as: 'alice@ent-pa.example' })
  const nobody = openTestSession()
  nobody.session.account = undefined

  const [known] = alice.search(asked).entries
  const [unknown] = nobody.search(asked).entries

  expect(known?.['msDS-PrincipalName']).toEqual(['ENT-PA\\alice'])
  expect(known?.['tokenGroups']).toContain(String(sidToBytes(alice.session.account?.sid ?? '')))
  expect(unknown).toEqual({
    dn: [''],
    tokenGroups: ['S-1-1-0', 'S-1-5-2', 'S-1-5-7'].map((sid) => String(sidToBytes(sid))),
  })
})

it.each(['(objectClass=*)', '(cn=x)', '(!(objectClass=*))'])('does not look at the filter %s', (filter) => {
  const { search } = openTestSession()

  expect(search({ ...ROOT, filter, attributes: ['DEFAULTNAMINGCONTEXT'] }).entries).toEqual([
    { dn: [''], defaultNamingContext: [BASE] },
  ])
})

it('counts the schema, and extends names', () => {
  const { search, directory } = openTestSession()

  const [counts] = search({ ...ROOT, attributes: ['dsSchemaAttrCount', 'dsSchemaClassCount'] }).entries
  const [named] = search({
    ...ROOT,
    attributes: ['defaultNamingContext'],
    controls: [control(CONTROL.extendedDn)],
  }).entries

  expect(counts?.['dsSchemaAttrCount']).toEqual([String(directory.tree.schema.attributes.length)])
  expect(Number(counts?.['dsSchemaClassCount']?.[0])).toBeGreaterThan(250)
  expect(named?.['defaultNamingContext']?.[0]).toMatch(
    /^<GUID=[0-9a-f]{32}>;<SID=[0-9a-f]+>;DC=ent-pa,DC=example$/,
  )
})

it('starts operations when administrators write to it, and knows no other attribute', () => {
  const test = openTestSession()

  expect(write(test, 'schemaUpdateNow')).toBe(0)
  expect(write(test, 'becomePdc')).toBe(0)
  expect(write(test, 'description')).toBe(53)
  expect(write(openTestSession({ as: 'alice@ent-pa.example' }), 'schemaUpdateNow')).toBe(50)
})

it('forgets what has been deleted for longer than tombstones live', async () => {
  const test = openTestSession()
  const tombstones = () =>
    test.search({ filter: '(isDeleted=TRUE)', controls: [control(CONTROL.showDeleted)] }).entries.length
  const before = tombstones()
  test.perform({ kind: 'delete', dn: `CN=Carol Costa,OU=Staff,${BASE}` })

  write(test, 'doGarbageCollection')
  const kept = tombstones()
  await test.clock.advanceTo(instant(test.clock.now() + 181 * DAY_MS))
  write(test, 'doGarbageCollection')

  expect([kept, tombstones()]).toEqual([before + 1, before])
})
