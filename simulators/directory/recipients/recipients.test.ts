import { expect, it } from 'vitest'
import { put } from '../../core/index.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import type { StoredEntry } from '../tree/tree.js'

it('resolves a person by every identity', () => {
  const { recipients } = createTestDirectory().directory
  const alice = recipients.byAddress('alice@ent-pa.example')

  expect(alice).toMatchObject({ kind: 'user', displayName: 'Alice Anders', alias: 'alice', hidden: false })
  for (const identity of [
    'ALICE@ent-pa.example',
    'smtp:alice@ent-pa.example',
    'ENT-PA\\alice',
    alice?.sid ?? '',
    alice?.legacyExchangeDN ?? '',
  ]) {
    expect(recipients.resolve(identity), identity).toEqual(alice)
  }
  expect(recipients.byMailboxGuid(alice?.mailboxGuid ?? '')).toEqual(alice)
})

it('tells rooms, groups and remote mailboxes apart', () => {
  const { recipients } = createTestDirectory().directory

  expect(recipients.byAddress('board1@ent-pa.example')).toMatchObject({ kind: 'room' })
  expect(recipients.byAddress('all-staff@ent-pa.example')).toMatchObject({
    kind: 'group',
    mailboxGuid: undefined,
  })
  expect(recipients.byAddress('carol@ent-pa.example')).toMatchObject({
    kind: 'remote',
    mailboxGuid: undefined,
    targetAddress: 'carol@ent-pa.mail.onmicrosoft.com',
  })
  expect(recipients.byAddress('nobody@ent-pa.example')).toBeUndefined()
  expect(recipients.resolve('administrator@ent-pa.example')).toBeUndefined()
})

it('expands nested groups once each, although they form a loop', () => {
  const { recipients } = createTestDirectory().directory
  const group = recipients.byAddress('all-staff@ent-pa.example')

  expect(recipients.members(group?.objectGuid ?? '').map(({ alias }) => alias)).toEqual([
    'alice',
    'bob',
    'carol',
    'inner',
  ])
  expect(recipients.expand(group?.objectGuid ?? '').map(({ alias }) => alias)).toEqual([
    'alice',
    'bob',
    'carol',
  ])
})

it('lists every mailbox of this Exchange', () => {
  const { recipients } = createTestDirectory().directory

  expect([...recipients.mailboxes()].map(({ alias }) => alias)).toEqual(['svc-cal', 'alice', 'bob', 'board1'])
})

it.each([
  ['ali', ['alice']],
  ['anders alice', ['alice']],
  ['bohm', ['bob']],
  ['bo', ['bob', 'board1']],
  ['=bob@ent-pa.example', ['bob']],
  ['', []],
])('resolves the ambiguous name %j to %j', (text, aliases) => {
  const { recipients } = createTestDirectory().directory

  expect(recipients.search(text, 10).map(({ alias }) => alias)).toEqual(aliases)
})

it('knows lists of rooms, and what the address book says about people', () => {
  const { recipients } = createTestDirectory({
    groups: [
      { alias: 'tower', displayName: 'Tower', members: ['board1'], isRoomList: true },
      { alias: 'team', displayName: 'Team', members: ['alice'] },
    ],
  }).directory
  const alice = recipients.byAddress('alice@ent-pa.example')

  expect([...recipients.roomLists()].map(({ alias, isRoomList }) => [alias, isRoomList])).toEqual([
    ['tower', true],
  ])
  expect(recipients.addressBookEntry(alice?.objectGuid ?? '')).toMatchObject({
    givenName: 'Alice',
    surname: 'Anders',
    title: 'Engineer',
    manager: { alias: 'bob' },
    directReports: [],
  })
  expect(recipients.domains()).toEqual(['ent-pa.example'])
})

it('is the same object until something about it changes, also the name of what it is in', () => {
  const { core, directory } = createTestDirectory()
  const { recipients, tree } = directory
  const find = () => recipients.byAddress('alice@ent-pa.example')
  const before = find()
  const parent = tree.get(before?.objectGuid ?? '')?.record.parent ?? ''
  const container = tree.get(parent)
  expect(find()).toBe(before)

  core.world.commit({
    cause: 'test',
    reason: 'test',
    writes: [put(tree.entries, { ...(container as StoredEntry).record, name: 'Elsewhere' })],
  })

  expect(find()?.distinguishedName).toMatch(/^CN=[^,]+,(CN|OU)=Elsewhere,/)
  expect(find()).toEqual({ ...before, distinguishedName: find()?.distinguishedName })
})
