import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import { CONTROL } from '../ldap/control.js'
import { RESULT, type ResultName } from '../ldap/result-code.js'
import { parseDn } from '../names/parse-dn.js'
import { PASSWORD } from '../testing/sample-organization.js'
import { createWriter, type Change, type Writer } from './testing/create-writer.js'

const BASE = 'DC=ent-pa,DC=example'
const STAFF = `OU=Staff,${BASE}`
const ALICE = `CN=Alice Anders,${STAFF}`
const BOB = `CN=Bob Böhm,${STAFF}`
const GROUP = `CN=Inner Circle,OU=Groups,${BASE}`
const DAY_MS = 86_400_000
const SCHEMA = `CN=Schema,CN=Configuration,${BASE}`

function codeOf(name: ResultName): number {
  return RESULT[name]
}

function entryOf({ directory }: Writer, dn: string) {
  return directory.tree.find(parseDn(dn) ?? [])
}

function valuesOf(writer: Writer, dn: string, attribute: string) {
  return entryOf(writer, dn)?.record.values[attribute]
}

function quoted(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le')
}

it.each<[string, string, Record<string, string | string[]>, ResultName]>([
  ['without a class', `CN=X,${STAFF}`, { sn: 'x' }, 'objectClassViolation'],
  ['of an unknown class', `CN=X,${STAFF}`, { objectClass: 'nothing' }, 'noSuchAttribute'],
  ['of an abstract class', `CN=X,${STAFF}`, { objectClass: 'top' }, 'unwillingToPerform'],
  ['of an auxiliary class alone', `CN=X,${STAFF}`, { objectClass: 'mailRecipient' }, 'unwillingToPerform'],
  [
    'of two structural classes',
    `CN=X,${STAFF}`,
    { objectClass: ['contact', 'group'] },
    'objectClassViolation',
  ],
  ['below a person', `CN=X,${ALICE}`, { objectClass: 'contact' }, 'namingViolation'],
  ['below nothing', `CN=X,OU=Nope,${BASE}`, { objectClass: 'contact' }, 'noSuchObject'],
  ['in another forest', 'CN=X,DC=other,DC=test', { objectClass: 'contact' }, 'referral'],
  ['with a name of two parts', `CN=X+sn=Y,${STAFF}`, { objectClass: 'contact' }, 'invalidDNSyntax'],
  ['with a name of another class', `OU=X,${STAFF}`, { objectClass: 'user' }, 'namingViolation'],
  ['that is there', ALICE, { objectClass: 'contact' }, 'entryAlreadyExists'],
  [
    'with an attribute of another class',
    `CN=X,${STAFF}`,
    { objectClass: 'contact', homeDirectory: 'x' },
    'objectClassViolation',
  ],
  [
    'with two values for one',
    `CN=X,${STAFF}`,
    { objectClass: 'contact', mail: ['a', 'b'] },
    'constraintViolation',
  ],
  ['with an empty value', `CN=X,${STAFF}`, { objectClass: 'contact', sn: '' }, 'invalidAttributeSyntax'],
  [
    'that gives its identity',
    `CN=X,${STAFF}`,
    { objectClass: 'contact', objectGUID: 'x' },
    'unwillingToPerform',
  ],
  [
    'with a manager that does not exist',
    `CN=X,${STAFF}`,
    { objectClass: 'contact', manager: `CN=No,${BASE}` },
    'constraintViolation',
  ],
  [
    'with a member that does not exist',
    `CN=X,${STAFF}`,
    { objectClass: 'group', member: `CN=No,${BASE}` },
    'noSuchObject',
  ],
  ['with a back link', `CN=X,${STAFF}`, { objectClass: 'contact', memberOf: GROUP }, 'unwillingToPerform'],
  [
    'with a taken account name',
    `CN=X,${STAFF}`,
    { objectClass: 'user', sAMAccountName: 'ALICE' },
    'entryAlreadyExists',
  ],
  [
    'with a taken principal name',
    `CN=X,${STAFF}`,
    { objectClass: 'user', userPrincipalName: 'alice@ent-pa.example' },
    'constraintViolation',
  ],
  [
    'with a forbidden account name',
    `CN=X,${STAFF}`,
    { objectClass: 'user', sAMAccountName: 'a/b' },
    'constraintViolation',
  ],
  [
    'with a group type of no scope',
    `CN=X,${STAFF}`,
    { objectClass: 'group', groupType: '1' },
    'unwillingToPerform',
  ],
])('refuses to add an entry %s', (_what, dn, attributes, expected) => {
  const writer = createWriter()

  expect(writer.add(dn, attributes).code).toBe(codeOf(expected))
})

it.each<[string, string, Change[], ResultName]>([
  ['an unknown attribute', ALICE, [['replace', 'nothing', 'x']], 'noSuchAttribute'],
  ['an attribute with an option', ALICE, [['replace', 'title;lang-en', 'x']], 'noSuchAttribute'],
  ['an increment', ALICE, [['increment', 'countryCode', '1']], 'protocolError'],
  ['the naming attribute', ALICE, [['replace', 'cn', 'Alice Anders']], 'notAllowedOnRDN'],
  ['what only the system writes', ALICE, [['replace', 'objectGUID', 'x']], 'constraintViolation'],
  [
    'what only the accounts database writes',
    ALICE,
    [['replace', 'sAMAccountType', '1']],
    'unwillingToPerform',
  ],
  ['a constructed attribute', ALICE, [['replace', 'canonicalName', 'x']], 'constraintViolation'],
  ['a back link', ALICE, [['add', 'directReports', BOB]], 'unwillingToPerform'],
  ['an integer of letters', ALICE, [['replace', 'countryCode', 'many']], 'invalidAttributeSyntax'],
  ['a title of 129 characters', ALICE, [['replace', 'title', 'x'.repeat(129)]], 'constraintViolation'],
  ['a name that is none', ALICE, [['replace', 'manager', 'nobody']], 'invalidDNSyntax'],
  ['a manager that does not exist', ALICE, [['replace', 'manager', `CN=No,${BASE}`]], 'constraintViolation'],
  ['a second single value', ALICE, [['add', 'displayName', 'Second']], 'attributeOrValueExists'],
  [
    'a value that is there in other letters',
    ALICE,
    [['add', 'proxyAddresses', 'smtp:ALICE@ent-pa.example']],
    'attributeOrValueExists',
  ],
  ['a value away that is not there', ALICE, [['delete', 'proxyAddresses', 'smtp:x']], 'noSuchAttribute'],
  ['an attribute away that is not there', ALICE, [['delete', 'pager']], 'noSuchAttribute'],
  ['a member twice', GROUP, [['add', 'member', ALICE]], 'entryAlreadyExists'],
  ['a member away that is none', GROUP, [['delete', 'member', BOB]], 'unwillingToPerform'],
  ['another structural class', ALICE, [['add', 'objectClass', 'computer']], 'objectClassViolation'],
  ['the structural class away', ALICE, [['delete', 'objectClass', 'user']], 'objectClassViolation'],
  ['a primary group that one is not in', ALICE, [['replace', 'primaryGroupID', '512']], 'unwillingToPerform'],
  ['another time than now or never', ALICE, [['replace', 'pwdLastSet', '5']], 'other'],
  ['nothing', ALICE, [], 'unwillingToPerform'],
  [
    'an operation of the root that does not exist',
    '',
    [['add', 'noSuchOperation', '1']],
    'unwillingToPerform',
  ],
])('refuses to write %s', (_what, dn, changes, expected) => {
  expect(createWriter().modify(dn, changes).code).toBe(codeOf(expected))
})

it('does nothing of a modify of which one part fails', () => {
  const writer = createWriter()

  writer.modify(ALICE, [
    ['replace', 'title', 'Boss'],
    ['delete', 'pager'],
  ])

  expect(valuesOf(writer, ALICE, 'title')).toEqual(['Engineer'])
})

it('begins the text of a refusal with the code of Windows', () => {
  const writer = createWriter()

  expect(writer.modify(GROUP, [['add', 'member', ALICE]]).diagnosticMessage).toMatch(/^00000562: UpdErr: /)
  expect(writer.delete(STAFF).diagnosticMessage).toMatch(/^00002015: UpdErr: /)
  expect(writer.modify(ALICE, [['replace', 'title', 'x'.repeat(200)]]).diagnosticMessage).toMatch(
    /^00002082: AtrErr: /,
  )
})

it('takes auxiliary classes to an entry and away again', () => {
  const writer = createWriter()
  const dn = `CN=Desk,${STAFF}`
  writer.add(dn, { objectClass: 'person', sn: 'Desk' })

  expect(writer.modify(dn, [['replace', 'mail', 'desk@ent-pa.example']]).code).toBe(
    codeOf('objectClassViolation'),
  )
  expect(
    writer.modify(dn, [
      ['add', 'objectClass', 'mailRecipient'],
      ['add', 'mail', 'desk@ent-pa.example'],
    ]).code,
  ).toBe(0)

  expect(valuesOf(writer, dn, 'objectClass')).toEqual(['top', 'mailRecipient', 'person'])
  expect(writer.modify(dn, [['delete', 'objectClass', 'mailRecipient']]).code).toBe(
    codeOf('objectClassViolation'),
  )
  expect(
    writer.modify(dn, [
      ['delete', 'mail'],
      ['delete', 'objectClass', 'mailRecipient'],
    ]).code,
  ).toBe(0)
})

it.each([
  ['0', '512', '805306368'],
  ['2', '514', '805306368'],
  ['528', '512', '805306368'],
  ['8389120', '512', '805306368'],
  ['4096', '4096', '805306369'],
])('keeps of userAccountControl %s what a client may say: %s', (written, kept, accountType) => {
  const writer = createWriter()

  expect(writer.modify(ALICE, [['replace', 'userAccountControl', written]]).code).toBe(0)

  expect(valuesOf(writer, ALICE, 'userAccountControl')).toEqual([kept])
  expect(valuesOf(writer, ALICE, 'sAMAccountType')).toEqual([accountType])
})

it('lets an account change its primary group with its memberships', () => {
  const writer = createWriter()
  const admins = `CN=Domain Admins,CN=Users,${BASE}`
  const users = entryOf(writer, `CN=Domain Users,CN=Users,${BASE}`)?.key ?? ''
  writer.modify(admins, [['add', 'member', ALICE]])

  expect(writer.modify(ALICE, [['replace', 'primaryGroupID', '512']]).code).toBe(0)

  const alice = entryOf(writer, ALICE)?.key ?? ''
  const { tree } = writer.directory
  expect([...tree.linked('member', users)]).toContain(alice)
  expect([...tree.linked('member', entryOf(writer, admins)?.key ?? '')]).not.toContain(alice)
  expect(writer.modify(admins, [['add', 'member', ALICE]]).code).toBe(codeOf('entryAlreadyExists'))
})

it('takes a password that is long and varied, in quotes, over a protected connection', () => {
  const writer = createWriter()
  const set = (value: Buffer) => writer.modify(ALICE, [['replace', 'unicodePwd', value]])

  expect(set(quoted('Ab1!')).code).toBe(codeOf('constraintViolation'))
  expect(set(quoted('nothing-else')).diagnosticMessage).toMatch(/^0000052D: /)
  expect(set(Buffer.from('N3w!Passw0rd', 'utf16le')).code).toBe(codeOf('unwillingToPerform'))
  expect(set(quoted('N3w!Passw0rd')).code).toBe(0)
  writer.session.secure = false
  expect(set(quoted('N3w!Passw0rd2')).code).toBe(codeOf('unwillingToPerform'))

  expect(writer.directory.accounts.verifyPassword('alice@ent-pa.example', 'N3w!Passw0rd').kind).toBe(
    'granted',
  )
})

it('lets a person change a password that he knows once a day, and reset none', async () => {
  const alice = createWriter('alice@ent-pa.example')
  const change = (old: string, next: string): Change[] => [
    ['delete', 'unicodePwd', quoted(old)],
    ['add', 'unicodePwd', quoted(next)],
  ]

  expect(alice.modify(ALICE, [['replace', 'unicodePwd', quoted('N3w!Passw0rd')]]).code).toBe(50)
  expect(alice.modify(ALICE, change('Wrong!1', 'N3w!Passw0rd')).diagnosticMessage).toMatch(/^00000056: /)
  expect(alice.modify(ALICE, change(PASSWORD, 'N3w!Passw0rd')).code).toBe(codeOf('constraintViolation'))
  await alice.clock.advanceTo(instant(alice.clock.now() + DAY_MS))
  expect(alice.modify(ALICE, change(PASSWORD, PASSWORD)).code).toBe(codeOf('constraintViolation'))
  expect(alice.modify(ALICE, change(PASSWORD, 'N3w!Passw0rd')).code).toBe(0)
  expect(alice.modify(ALICE, [['replace', 'mobile', '1']]).code).toBe(0)
  expect(alice.modify(ALICE, [['replace', 'title', 'Boss']]).code).toBe(50)
  expect(alice.modify(BOB, [['replace', 'mobile', '1']]).code).toBe(50)
})

it.each<[string, string, string, string | undefined, ResultName]>([
  ['onto another', ALICE, 'CN=Bob Böhm', undefined, 'entryAlreadyExists'],
  ['to another naming attribute', ALICE, 'OU=Alice', undefined, 'unwillingToPerform'],
  ['to nothing', ALICE, 'CN=', undefined, 'namingViolation'],
  ['below a missing parent', ALICE, 'CN=Alice', `OU=No,${BASE}`, 'other'],
  ['below a person', ALICE, 'CN=Alice', BOB, 'namingViolation'],
  ['below itself', STAFF, 'OU=Staff', STAFF, 'unwillingToPerform'],
  [
    'into another naming context',
    ALICE,
    'CN=Alice',
    `CN=Services,CN=Configuration,${BASE}`,
    'affectsMultipleDSAs',
  ],
  ['out of the base schema', `CN=Surname,${SCHEMA}`, 'CN=X', undefined, 'unwillingToPerform'],
])('refuses to rename %s', (_what, dn, newRdn, newSuperior, expected) => {
  expect(createWriter().rename(dn, newRdn, newSuperior).code).toBe(codeOf(expected))
})

it.each([
  ['the domain', BASE, 'unwillingToPerform'],
  ['a critical account', `CN=Administrator,CN=Users,${BASE}`, 'unwillingToPerform'],
  ['an attribute of the schema', `CN=Surname,${SCHEMA}`, 'unwillingToPerform'],
  ['a unit that is not empty', STAFF, 'notAllowedOnNonLeaf'],
  ['what is not there', `CN=No,${BASE}`, 'noSuchObject'],
] as const)('refuses to delete %s', (_what, dn, expected) => {
  expect(createWriter().delete(dn).code).toBe(codeOf(expected))
})

it('brings a deleted account back under its old identifiers', () => {
  const writer = createWriter()
  const before = entryOf(writer, ALICE)
  const showDeleted = [{ type: CONTROL.showDeleted, isCritical: true, value: undefined }]
  const undelete: Change[] = [
    ['delete', 'isDeleted'],
    ['replace', 'distinguishedName', ALICE],
  ]
  writer.delete(ALICE)

  expect(writer.modify(`<GUID=${before?.key}>`, undelete).code).toBe(codeOf('noSuchObject'))
  expect(writer.modify(`<GUID=${before?.key}>`, undelete, showDeleted).code).toBe(0)

  const after = entryOf(writer, ALICE)
  expect(after?.key).toBe(before?.key)
  expect(after?.record.values).toMatchObject({
    objectSid: before?.record.values['objectSid'],
    sAMAccountName: ['alice'],
    objectCategory: before?.record.values['objectCategory'],
  })
  expect(after?.record.values['isDeleted']).toBeUndefined()
})

it('compares by the syntax of an attribute, and finds nothing equal to what is not there', () => {
  const writer = createWriter()

  expect(writer.compare(ALICE, 'sn', 'ANDERS').code).toBe(codeOf('compareTrue'))
  expect(writer.compare(ALICE, 'manager', BOB.toLowerCase()).code).toBe(codeOf('compareTrue'))
  expect(writer.compare(ALICE, 'objectClass', 'person').code).toBe(codeOf('compareTrue'))
  expect(writer.compare(ALICE, 'noSuchAttribute', 'x').code).toBe(codeOf('compareFalse'))
  expect(writer.compare('', 'defaultNamingContext', BASE).code).toBe(codeOf('compareTrue'))
})
