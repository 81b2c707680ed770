import { expect, it } from 'vitest'
import { createCore, createManualClock } from '../../core/index.js'
import { credentials } from '../accounts/credential.js'
import { createDirectory } from '../create-directory.js'
import { parseDn } from '../names/parse-dn.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { links } from '../tree/link.js'
import { PASSWORD, SAMPLE } from '../testing/sample-organization.js'

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

it('has in a fresh forest what a domain controller makes, and nothing of Exchange', () => {
  const { exchange: _, ...fresh } = SAMPLE
  const nobody = { people: [], rooms: [], groups: [], serviceAccounts: [] }
  const core = createCore({ seed: 1, clock: createManualClock() })
  const { tree } = createDirectory(core, { ...fresh, ...nobody })
  const find = (rdns: string) => tree.find(parseDn(`${rdns}DC=ent-pa,DC=example`) ?? [])
  const named = (ids: Iterable<string>) => [...ids].map((id) => tree.get(id)?.record.name).toSorted()

  expect([...tree.byValue('objectClass', 'organizationalunit')].map(({ record }) => record.name)).toEqual([
    'Domain Controllers',
  ])
  expect(find('CN=Microsoft Exchange,CN=Services,CN=Configuration,')).toBeUndefined()
  expect(tree.schema.attribute('msExchMailboxGuid')).toBeUndefined()
  expect(named(tree.linked('member', find('CN=Administrators,CN=Builtin,')?.key ?? ''))).toEqual([
    'Administrator',
    'Domain Admins',
    'Enterprise Admins',
  ])
  expect(find('')?.record.values).toMatchObject({ maxPwdAge: ['-36288000000000'], minPwdLength: ['7'] })
  expect(find('CN=Password Settings Container,CN=System,')).toBeDefined()
  for (const known of find('')?.record.values['wellKnownObjects'] ?? [])
    expect(tree.find(parseDn(known.split(':')[3] ?? '') ?? []), known).toBeDefined()
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
  const everything = () => {
    const { tree } = createTestDirectory().directory
    const { world } = tree
    return [...world.all(tree.entries), ...world.all(links), ...world.all(credentials)]
  }

  expect(everything()).toEqual(everything())
})
