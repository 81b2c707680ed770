import { Attribute, Change, Client } from 'ldapts'
import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import { toFileTime } from '../names/file-time.js'
import { ADMINISTRATOR_PASSWORD, PASSWORD } from '../testing/sample-organization.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'

const ALICE = 'CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example'

/** Binds and gives what the server says of it; nothing when it lets the client in. */
async function bind(test: TestNetwork, password = PASSWORD): Promise<string> {
  const client = new Client({ url: test.endpoints.origins.ldap })
  try {
    await client.bind('ENT-PA\\alice', password)
    return ''
  } catch (error) {
    return String(error)
  } finally {
    await client.unbind()
  }
}

/** Writes an attribute of Alice's, as an administrator. */
async function write(test: TestNetwork, type: string, value: string | Buffer): Promise<void> {
  const client = new Client({ url: test.endpoints.origins.ldaps, tlsOptions: { ca: [test.caPem] } })
  await client.bind('Administrator@ent-pa.example', ADMINISTRATOR_PASSWORD)
  const modification = new Attribute({ type, values: [value] as string[] })
  await client.modify(ALICE, new Change({ operation: 'replace', modification }))
  await client.unbind()
}

it.each([
  ['userAccountControl', '514', '533'],
  ['accountExpires', String(toFileTime(instant(0))), '701'],
  ['pwdLastSet', '0', '773'],
  ['logonHours', Buffer.alloc(21), '530'],
  ['userWorkstations', 'PC9', '531'],
])('says of an account whose %s is %j that data is %s', async (attribute, value, data) => {
  await using test = await openTestNetwork()
  await write(test, attribute, value)

  expect(await bind(test)).toContain(`AcceptSecurityContext error, data ${data}, `)
  expect(await bind(test, 'wrong')).toContain('AcceptSecurityContext error, data 52e, ')
})

it('says that an account is locked out, until somebody unlocks it', async () => {
  await using test = await openTestNetwork()
  for (let tries = 0; tries < 3; tries++) expect(await bind(test, 'wrong')).toContain('data 52e')

  expect(await bind(test)).toContain('data 775')
  await write(test, 'lockoutTime', '0')
  expect(await bind(test)).toBe('')
})

it('says that a password has expired', async () => {
  await using test = await openTestNetwork()
  const { tree } = test.directory
  const domain = [...tree.byValue('objectClass', 'domaindns')][0]
  const change = test.directory.change()
  if (domain !== undefined) {
    change.update(domain, { values: { ...domain.record.values, maxPwdAge: ['-864000000000'] } })
  }
  change.commit('test', 'test')

  await test.clock.advanceTo(instant(test.clock.now() + 86_400_000))

  expect(await bind(test)).toContain('data 532')
})
