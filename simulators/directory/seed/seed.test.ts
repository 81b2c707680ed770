import { expect, it } from 'vitest'
import { parseDn } from '../names/parse-dn.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { PASSWORD } from '../testing/sample-organization.js'

it('plants the naming contexts of a forest', () => {
  const { tree } = createTestDirectory().directory

  for (const dn of [
    'DC=ent-pa,DC=example',
    'CN=Configuration,DC=ent-pa,DC=example',
    'CN=Schema,CN=Configuration,DC=ent-pa,DC=example',
    'DC=DomainDnsZones,DC=ent-pa,DC=example',
    'cn=administrator, cn=users, dc=ENT-PA, dc=example',
  ]) {
    expect(tree.find(parseDn(dn) ?? []), dn).toBeDefined()
  }
})

it('uses no attribute and no class that the schema does not know', () => {
  const { tree } = createTestDirectory().directory

  for (const { record } of tree.world.all(tree.entries)) {
    const classes = record.values['objectClass'] ?? []
    expect(classes.length, record.name).toBeGreaterThan(0)
    const known = [...tree.schema.allClasses(classes)].flatMap(({ may, must }) => [...may, ...must])
    for (const name of Object.keys(record.values)) {
      const attribute = tree.schema.attribute(name)
      expect(attribute?.name, name).toBe(name)
      expect(known, `${record.name}: ${name}`).toContain(name)
      for (const value of record.values[name] ?? []) {
        if (attribute?.linkId !== null) {
          expect(tree.get(value), `${name}=${value}`).toBeDefined()
          continue
        }
        const wire = attribute.syntax.render(value)
        expect(attribute.syntax.parse(Buffer.from(wire)), `${name}=${value}`).toBe(value)
      }
    }
  }
})

it('names a person twice without a clash', () => {
  const twin = { givenName: 'Eve', surname: 'Evans', displayName: 'Eve Evans', password: PASSWORD }
  const people = [
    { ...twin, alias: 'eve1' },
    { ...twin, alias: 'eve2' },
  ]
  const { accounts } = createTestDirectory({ people, groups: [] }).directory

  expect(accounts.findWindows('eve1')?.distinguishedName).toBe('CN=Eve Evans,OU=Staff,DC=ent-pa,DC=example')
  expect(accounts.findWindows('eve2')?.distinguishedName).toBe(
    'CN=Eve Evans (eve2),OU=Staff,DC=ent-pa,DC=example',
  )
})

it('gives the same directory for the same seed', () => {
  const first = createTestDirectory().core.world.snapshot()
  const second = createTestDirectory().core.world.snapshot()

  expect(first).toEqual(second)
})
