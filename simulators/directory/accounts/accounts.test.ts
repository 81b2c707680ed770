import { expect, it } from 'vitest'
import { instant, put } from '../../core/index.js'
import { toFileTime } from '../names/file-time.js'
import type { Directory } from '../create-directory.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { PASSWORD } from '../testing/sample-organization.js'

function change(
  directory: Directory,
  alias: string,
  values: Readonly<Record<string, readonly string[]>>,
): void {
  const { tree, accounts } = directory
  const entry = tree.get(accounts.findWindows(alias)?.objectGuid ?? '')
  if (entry === undefined) return
  const record = { ...entry.record, values: { ...entry.record.values, ...values } }
  tree.world.commit({ cause: 'test', reason: 'test', writes: [put(tree.entries, record)] })
}

function reason(directory: Directory, alias: string, password = PASSWORD): string {
  const outcome = directory.accounts.verifyPassword(`ENT-PA\\${alias}`, password)
  return outcome.kind === 'granted' ? 'granted' : outcome.reason
}

it.each([
  'CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example',
  'cn=alice anders, ou=staff, dc=ent-pa, dc=example',
  'alice@ent-pa.example',
  'ALICE@ENT-PA.EXAMPLE',
  'ENT-PA\\alice',
  'ent-pa\\ALICE',
  'ent-pa.example/Staff/Alice Anders',
  'Alice Anders',
])('binds by the name %s', (name) => {
  const { accounts } = createTestDirectory().directory

  expect(accounts.verifyPassword(name, PASSWORD)).toMatchObject({
    kind: 'granted',
    account: { sAMAccountName: 'alice', netbiosDomain: 'ENT-PA', userPrincipalName: 'alice@ent-pa.example' },
  })
})

it('binds by SID and GUID', () => {
  const { accounts } = createTestDirectory().directory
  const alice = accounts.find('alice@ent-pa.example')

  expect(accounts.find(alice?.sid ?? '')).toEqual(alice)
  expect(accounts.find(`{${alice?.objectGuid}}`)).toEqual(alice)
  expect(accounts.find(`<GUID=${alice?.objectGuid}>`)).toEqual(alice)
  expect(accounts.find(`<SID=${alice?.sid}>`)).toEqual(alice)
})

it.each([
  'alice',
  'OTHER\\alice',
  'alice@other.example',
  'CN=Domain Users,CN=Users,DC=ent-pa,DC=example',
  '',
])('finds nobody to bind as %j', (name) => {
  const { accounts } = createTestDirectory().directory

  expect(accounts.verifyPassword(name, PASSWORD)).toMatchObject({ kind: 'refused', reason: 'no-such-user' })
})

it('takes the bare account name of a Windows log-on', () => {
  const { accounts } = createTestDirectory().directory

  expect(accounts.verifyWindowsPassword('alice', PASSWORD).kind).toBe('granted')
})

it('tells a wrong password before a disabled account', () => {
  const { directory } = createTestDirectory()
  change(directory, 'alice', { userAccountControl: ['514'] })

  expect(reason(directory, 'alice', 'wrong')).toBe('bad-password')
  expect(reason(directory, 'alice')).toBe('disabled')
})

it.each([
  ['must-change', { pwdLastSet: ['0'] }],
  ['account-expired', { accountExpires: [String(toFileTime(instant(0)))] }],
  ['workstation', { userWorkstations: ['PC1,PC2'] }],
  ['logon-hours', { logonHours: ['\0'.repeat(21)] }],
] as const)('refuses with %s', (expected, values) => {
  const { directory } = createTestDirectory()
  change(directory, 'alice', values)

  expect(reason(directory, 'alice')).toBe(expected)
})

it('lets a workstation of the list in', () => {
  const { directory } = createTestDirectory()
  change(directory, 'alice', { userWorkstations: ['PC1, PC2'] })
  const { accounts } = directory

  expect(accounts.verifyWindowsPassword('alice', PASSWORD, { workstation: 'pc2' }).kind).toBe('granted')
})

it('expires a password after the age of the policy', async () => {
  const { directory, clock } = createTestDirectory()
  const { tree } = directory
  const [head] = tree.byValue('objectClass', 'domaindns')
  const values = { ...head?.record.values, maxPwdAge: ['-864000000000'] }
  if (head !== undefined) {
    tree.world.commit({
      cause: 'test',
      reason: 'test',
      writes: [put(tree.entries, { ...head.record, values })],
    })
  }
  await clock.advanceTo(instant(clock.now() + 86_400_000))

  expect(reason(directory, 'alice')).toBe('password-expired')
  expect(reason(directory, 'svc-cal')).toBe('granted')
})

it('locks an account after too many wrong passwords, and unlocks it in time', async () => {
  const { directory, clock } = createTestDirectory()

  for (let tries = 0; tries < 3; tries++) expect(reason(directory, 'alice', 'wrong')).toBe('bad-password')

  expect(reason(directory, 'alice')).toBe('locked-out')
  await clock.advanceTo(instant(clock.now() + 30 * 60_000))
  expect(reason(directory, 'alice')).toBe('granted')
})

it('forgets wrong passwords after a right one', () => {
  const { directory } = createTestDirectory()

  for (const password of ['wrong', 'wrong', PASSWORD, 'wrong', 'wrong']) reason(directory, 'alice', password)

  expect(reason(directory, 'alice')).toBe('granted')
})

it('never keeps a hash where a search can find it', () => {
  const { directory, core } = createTestDirectory()
  const entries = JSON.stringify([...core.world.all(directory.tree.entries)])

  expect(entries).not.toMatch(/"ntHash"|[0-9a-f]{32}"\]/)
})

it('changes a password', () => {
  const { directory } = createTestDirectory()
  directory.accounts.setPassword(directory.accounts.findWindows('alice')?.objectGuid ?? '', 'N3w!')

  expect(reason(directory, 'alice')).toBe('bad-password')
  expect(reason(directory, 'alice', 'N3w!')).toBe('granted')
})

it('counts no log-on with one of the two passwords before', () => {
  const { directory } = createTestDirectory()
  const alice = directory.accounts.findWindows('alice')?.objectGuid ?? ''
  directory.accounts.setPassword(alice, 'Sec0nd!')
  directory.accounts.setPassword(alice, 'Th1rd!')

  for (let tries = 0; tries < 5; tries++) {
    expect([reason(directory, 'alice'), reason(directory, 'alice', 'Sec0nd!')]).toEqual([
      'bad-password',
      'bad-password',
    ])
  }
  expect(reason(directory, 'alice', 'Th1rd!')).toBe('granted')

  directory.accounts.setPassword(alice, 'F0urth!')
  for (let tries = 0; tries < 3; tries++) reason(directory, 'alice')
  expect(reason(directory, 'alice', 'F0urth!')).toBe('locked-out')
})

it('leaves an account locked whose password is set', () => {
  const { directory } = createTestDirectory()
  for (let tries = 0; tries < 3; tries++) reason(directory, 'alice', 'wrong')

  directory.accounts.setPassword(directory.accounts.findWindows('alice')?.objectGuid ?? '', 'N3w!')

  expect(reason(directory, 'alice', 'N3w!')).toBe('locked-out')
})

it('knows an account by its new name at once, and no more by the old one', () => {
  const { directory } = createTestDirectory()
  change(directory, 'alice', { sAMAccountName: ['alice.new'], userPrincipalName: ['new@ent-pa.example'] })

  expect(reason(directory, 'alice')).toBe('no-such-user')
  expect(reason(directory, 'alice.new')).toBe('granted')
  expect(directory.accounts.verifyWindowsPassword('new@ent-pa.example', PASSWORD).kind).toBe('granted')
})

it('takes a mail address for a Windows name only where it is the principal name', () => {
  const { directory } = createTestDirectory()
  change(directory, 'alice', { mail: ['a.anders@ent-pa.example'], userPrincipalName: ['aa@other.example'] })
  const logOn = (name: string) => directory.accounts.verifyWindowsPassword(name, PASSWORD).kind

  expect(['aa@other.example', 'alice@ent-pa.example', 'a.anders@ent-pa.example'].map(logOn)).toEqual([
    'granted',
    'granted',
    'refused',
  ])
})
