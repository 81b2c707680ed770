import { expect, it } from 'vitest'
import { RESULT, type ResultName } from '../ldap/result-code.js'
import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import { createWriter, type Change, type Writer } from './testing/create-writer.js'

const BASE = 'DC=ent-pa,DC=example'
const SCHEMA = `CN=Schema,CN=Configuration,${BASE}`
const ALICE = `CN=Alice Anders,OU=Staff,${BASE}`

function codeOf(name: ResultName): number {
  return RESULT[name]
}

const BADGE = {
  objectClass: 'attributeSchema',
  attributeID: '1.3.6.1.4.1.99999.9.1',
  attributeSyntax: '2.5.5.12',
  oMSyntax: '64',
  isSingleValued: 'TRUE',
  lDAPDisplayName: 'exampleBadge',
}
const STAFF_CLASS = {
  objectClass: 'classSchema',
  governsID: '1.3.6.1.4.1.99999.9.2',
  objectClassCategory: '3',
  subClassOf: 'top',
  lDAPDisplayName: 'exampleStaff',
  mayContain: 'exampleBadge',
}

/** A forest that knows badges, and that users wear them. */
function createExtended(): Writer {
  const writer = createWriter()
  expect(writer.add(`CN=Example-Badge,${SCHEMA}`, BADGE).code).toBe(0)
  expect(writer.modify('', [['replace', 'schemaUpdateNow', '1']]).code).toBe(0)
  expect(writer.add(`CN=Example-Staff,${SCHEMA}`, STAFF_CLASS).code).toBe(0)
  expect(writer.modify(`CN=User,${SCHEMA}`, [['add', 'auxiliaryClass', 'exampleStaff']]).code).toBe(0)
  return writer
}

it('uses an attribute and a class as soon as they have been added', () => {
  const writer = createExtended()

  expect(writer.modify(ALICE, [['replace', 'exampleBadge', 'B-17']]).code).toBe(0)

  const { schema } = writer.directory.tree
  expect(schema.attribute('1.3.6.1.4.1.99999.9.1')?.name).toBe('exampleBadge')
  expect([...schema.allClasses(['user'])].map(({ name }) => name)).toContain('exampleStaff')
})

it('gives a new attribute what it was not given', () => {
  const writer = createExtended()

  const entry = writer.directory.tree.find(parseDn(`CN=Example-Badge,${SCHEMA}`) ?? [])

  expect(entry?.record.values).toMatchObject({
    adminDisplayName: ['Example-Badge'],
    objectCategory: [`CN=Attribute-Schema,${SCHEMA}`],
    showInAdvancedViewOnly: ['TRUE'],
  })
  expect(entry?.record.values['schemaIDGUID']?.[0]).toHaveLength(16)
  expect(Number(entry?.record.values['msDS-IntId']?.[0])).toBeLessThan(0)
})

it('knows that a back link is not replicated', () => {
  const writer = createExtended()
  const link = {
    attributeSyntax: '2.5.5.1',
    oMSyntax: '127',
    isSingleValued: 'FALSE',
    lDAPDisplayName: 'exampleLink',
  }
  const back = { ...BADGE, ...link, attributeID: '1.3.6.1.4.1.99999.9.4', lDAPDisplayName: 'exampleBack' }
  const forward = { ...BADGE, ...link, attributeID: '1.3.6.1.4.1.99999.9.3', linkID: '90000' }

  expect(writer.add(`CN=Example-Link,${SCHEMA}`, forward).code).toBe(0)
  expect(writer.add(`CN=Example-Back,${SCHEMA}`, { ...back, linkID: '90001' }).code).toBe(0)

  const { schema } = writer.directory.tree
  const attribute = schema.attribute('exampleLink')
  expect(attribute && schema.otherHalf(attribute)?.name).toBe('exampleBack')
  const entry = writer.directory.tree.find(parseDn(`CN=Example-Back,${SCHEMA}`) ?? [])
  expect(entry?.record.values['systemFlags']).toEqual(['1'])
})

it('builds an index when an attribute is to have one, and answers it in the Global Catalog when it is to be there', () => {
  const writer = createExtended()
  const { tree } = writer.directory
  const found = () => [...tree.byValue('exampleBadge', fold('B-17'))].map(({ record }) => record.name)
  writer.modify(ALICE, [['replace', 'exampleBadge', 'B-17']])
  expect(found()).toEqual([])

  const changes: Change[] = [
    ['replace', 'searchFlags', '1'],
    ['replace', 'isMemberOfPartialAttributeSet', 'TRUE'],
  ]
  expect(writer.modify(`CN=Example-Badge,${SCHEMA}`, changes).code).toBe(0)

  expect(found()).toEqual(['Alice Anders'])
  expect(tree.schema.attribute('exampleBadge')?.isInPartialSet).toBe(true)
  writer.modify(ALICE, [['delete', 'exampleBadge']])
  expect(found()).toEqual([])
})

it('takes the schema back with the world', () => {
  const before = createWriter()
  const snapshot = before.core.world.snapshot()
  const writer = createExtended()
  const extended = writer.core.world.snapshot()

  writer.core.world.restore(snapshot)
  expect(writer.directory.tree.schema.attribute('exampleBadge')).toBeUndefined()

  writer.core.world.restore(extended)
  expect(writer.directory.tree.schema.attribute('exampleBadge')?.oid).toBe('1.3.6.1.4.1.99999.9.1')
  expect(writer.directory.tree.schema.attribute('mail')?.isIndexed).toBe(true)
})

it('forgets an attribute that has become defunct, and keeps its object', () => {
  const writer = createExtended()
  const dn = `CN=Example-Badge,${SCHEMA}`

  expect(writer.modify(dn, [['replace', 'isDefunct', 'TRUE']]).code).toBe(codeOf('unwillingToPerform'))
  writer.modify(`CN=Example-Staff,${SCHEMA}`, [['delete', 'mayContain']])
  expect(writer.modify(dn, [['replace', 'isDefunct', 'TRUE']]).code).toBe(0)

  expect(writer.directory.tree.schema.attribute('exampleBadge')).toBeUndefined()
  expect(writer.delete(dn).code).toBe(codeOf('unwillingToPerform'))
})

it.each<[string, Record<string, string>]>([
  ['with the OID of another', { attributeID: '0.9.2342.19200300.100.1.3' }],
  ['with the name of another', { lDAPDisplayName: 'mail' }],
  ['with the name of a class', { lDAPDisplayName: 'user' }],
  ['with a syntax that does not exist', { attributeSyntax: '2.5.5.99' }],
  ['with two syntaxes that do not go together', { oMSyntax: '2' }],
  ['with bounds the wrong way round', { rangeLower: '9', rangeUpper: '1' }],
  ['with a link id that is taken', { attributeSyntax: '2.5.5.1', oMSyntax: '127', linkID: '2' }],
  ['with a link between texts', { linkID: '90000' }],
  [
    'that leads back from a link that does not exist',
    { attributeSyntax: '2.5.5.1', oMSyntax: '127', linkID: '90001' },
  ],
])('refuses an attribute %s', (_what, changes) => {
  const writer = createWriter()

  const { code } = writer.add(`CN=Example-Other,${SCHEMA}`, { ...BADGE, ...changes })

  expect(code).toBe(codeOf('unwillingToPerform'))
})

it.each<[string, string, Change[], ResultName]>([
  ['the name of a base attribute', 'CN=Surname', [['replace', 'lDAPDisplayName', 'x']], 'unwillingToPerform'],
  ['a base attribute to be defunct', 'CN=Surname', [['replace', 'isDefunct', 'TRUE']], 'unwillingToPerform'],
  ['the OID of an attribute', 'CN=Surname', [['replace', 'attributeID', '1.2.3']], 'constraintViolation'],
  [
    'an attribute that does not exist into a class',
    'CN=User',
    [['add', 'mayContain', 'nothing']],
    'unwillingToPerform',
  ],
  [
    'what the system says a class has',
    'CN=User',
    [['add', 'systemMayContain', 'mail']],
    'constraintViolation',
  ],
])('refuses to write %s', (_what, rdn, changes, expected) => {
  expect(createWriter().modify(`${rdn},${SCHEMA}`, changes).code).toBe(codeOf(expected))
})

it('lets none but schema administrators change the schema', () => {
  const alice = createWriter('alice@ent-pa.example')
  const admin = createWriter('Administrator@ent-pa.example', alice)
  const domainAdmins = `CN=Domain Admins,CN=Users,${BASE}`
  admin.modify(domainAdmins, [['add', 'member', ALICE]])

  expect(alice.add(`CN=Example-Badge,${SCHEMA}`, BADGE).code).toBe(codeOf('insufficientAccessRights'))
  admin.modify(`CN=Schema Admins,CN=Users,${BASE}`, [['add', 'member', ALICE]])
  expect(alice.add(`CN=Example-Badge,${SCHEMA}`, BADGE).code).toBe(0)
})
