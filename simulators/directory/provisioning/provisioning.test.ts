import { expect, it } from 'vitest'
import { parseDn } from '../names/parse-dn.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { createMailEnabling } from './mail-enabling.js'
import { createProvisioning } from './provisioning.js'

function office() {
  const { core, clock, directory } = createTestDirectory()
  const provisioning = createProvisioning(directory, clock)
  const mail = createMailEnabling(directory, core.ids.fork('test'))
  const parent = directory.tree.find(parseDn('CN=Users,DC=ent-pa,DC=example') ?? [])?.key ?? ''
  const [database] = directory.tree.byValue('objectClass', 'msexchprivatemdb')
  const add = (name: string, password?: string) =>
    provisioning.addUser({ parent, name, password, values: { sAMAccountName: [name] } })
  return { directory, provisioning, mail, add, database: database?.key ?? '' }
}

const dora = { kind: 'Regular', alias: 'dora', primaryAddress: 'dora@ent-pa.example' } as const

it('adds accounts with identifiers of their own, and lets those with a password log on', () => {
  const { directory, add } = office()

  const [one, other] = [add('dora', 'Secret.1'), add('emil')].map((id) => directory.accounts.byGuid(id))

  expect(one?.distinguishedName).toBe('CN=dora,CN=Users,DC=ent-pa,DC=example')
  expect(one?.sid).not.toBe(other?.sid)
  expect(directory.accounts.verifyPassword('ENT-PA\\dora', 'Secret.1').kind).toBe('granted')
  expect(directory.accounts.verifyPassword('ENT-PA\\emil', '').kind).toBe('refused')
})

it('makes a recipient of an account, and an account of a recipient again', () => {
  const { directory, provisioning, mail, add, database } = office()
  const id = add('dora', 'Secret.1')

  provisioning.set(id, mail.mailbox(dora, database))
  const recipient = directory.recipients.byAddress('dora@ent-pa.example')
  const home = [...directory.tree.linked('homeMDB', id)]
  provisioning.set(id, mail.none)

  expect(recipient).toMatchObject({
    objectGuid: id,
    kind: 'user',
    alias: 'dora',
    legacyExchangeDN: expect.stringContaining('/o=ENT-PA/') as string,
  })
  expect(recipient?.mailboxGuid).toMatch(/^[-0-9a-f]{36}$/)
  expect(home).toEqual([database])
  expect(directory.recipients.byGuid(id)).toBeUndefined()
  expect([...directory.tree.linked('homeMDB', id)]).toEqual([])
})

it('says of a mailbox elsewhere where its mail goes', () => {
  const { directory, provisioning, mail, add } = office()
  const id = add('dora')

  provisioning.set(id, mail.remote({ ...dora, kind: 'Room' }, 'dora@ent-pa.mail.onmicrosoft.com'))

  expect(directory.recipients.byAddress('dora@ent-pa.mail.onmicrosoft.com')).toMatchObject({
    objectGuid: id,
    kind: 'remote',
    primarySmtpAddress: 'dora@ent-pa.example',
    targetAddress: 'dora@ent-pa.mail.onmicrosoft.com',
    mailboxGuid: undefined,
  })
})

it('sets links of one and of many values, and takes an entry out of all of them when it goes', () => {
  const { directory, provisioning, add } = office()
  const [id, manager] = [add('dora'), add('emil')]
  const group = directory.tree.unique('sAMAccountName', 'inner')?.key ?? ''

  provisioning.set(id, { manager: [manager] })
  provisioning.set(group, { member: [...directory.tree.linked('member', group), id] })
  const members = directory.tree.linked('member', group)
  expect([[...members].includes(id), [...directory.tree.linked('manager', id)]]).toEqual([true, [manager]])

  provisioning.remove(id)
  provisioning.remove(manager)

  expect([...directory.tree.linked('member', group)]).not.toContain(id)
  expect(directory.tree.unique('sAMAccountName', 'dora')).toBeUndefined()
  expect(directory.tree.get(id)?.record.values['isDeleted']).toEqual(['TRUE'])
})

it('renames and disables', () => {
  const { directory, provisioning, add } = office()
  const id = add('dora', 'Secret.1')

  provisioning.rename(id, 'Dora Dent')
  provisioning.enable(id, false)
  const refused = directory.accounts.verifyPassword('ENT-PA\\dora', 'Secret.1')
  provisioning.enable(id, true)

  expect(directory.accounts.byGuid(id)?.distinguishedName).toMatch(/^CN=Dora Dent,/)
  expect(refused).toMatchObject({ kind: 'refused', reason: 'disabled' })
  expect(directory.accounts.verifyPassword('ENT-PA\\dora', 'Secret.1').kind).toBe('granted')
  expect(() => provisioning.rename('nobody', 'X')).toThrow(
    expect.objectContaining({ code: 'DIRECTORY_ENTRY_MISSING' }),
  )
})
