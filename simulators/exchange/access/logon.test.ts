import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import { toFileTime } from '../../directory/names/file-time.js'
import { MECHANISM } from '../../directory/ntlm/spnego/tokens.js'
import { authenticate, NEGOTIATE } from '../../directory/ntlm/testing/ntlm-client.js'
import { serverField, spnegoOffer, spnegoResponse } from '../../directory/ntlm/testing/spnego-client.js'
import { PASSWORD, startExchangeLab } from '../testing/exchange-lab.js'
import { soapEnvelope } from '../testing/soap.js'
import { createMailboxPermissionAdministration } from './permissions/index.js'
import { openConnection, type KeptConnection, type Reply } from './testing/kept-connection.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const GET_CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

const basic = (name: string, password = PASSWORD) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
const said = (reply: Reply) => Buffer.from(reply.challenges[0]?.split(' ')[1] ?? '', 'base64')
const spoken = (scheme: string, token: Buffer) => `${scheme} ${token.toString('base64')}`
const codeOf = ({ body }: Reply) => /ResponseCode[^>]*>(\w+)</.exec(body)?.[1]

async function logOn({ post }: KeptConnection, user: string, password = PASSWORD): Promise<Reply> {
  const challenge = await post({ authorization: spoken('NTLM', NEGOTIATE) })
  const type3 = authenticate(said(challenge), { user, domain: 'ENT-PA', password })
  return post({ authorization: spoken('NTLM', type3), body: soapEnvelope(GET_CALENDAR) })
}

/** Sets attributes of an account. */
function change(lab: Lab, alias: string, values: Readonly<Record<string, readonly string[]>>): void {
  const { tree, accounts } = lab.directory
  const entry = tree.get(accounts.findWindows(alias)?.objectGuid ?? '')
  if (entry === undefined) return
  const changing = lab.directory.change()
  changing.update(entry, { values: { ...entry.record.values, ...values } })
  changing.commit('test', 'test')
}

it('lets a client in that wraps NTLM in SPNEGO, and has the last word', async () => {
  await using lab = await startExchangeLab({ schemes: ['Negotiate', 'Basic'] })
  using connection = openConnection(lab.port)
  const body = soapEnvelope(GET_CALENDAR)

  const offer = spoken('Negotiate', spnegoOffer([MECHANISM.ntlm], NEGOTIATE))
  const challenge = await connection.post({ authorization: offer, body })
  const type2 = serverField(said(challenge), 2) ?? Buffer.alloc(0)
  const type3 = authenticate(type2, { user: 'alice', domain: 'ENT-PA', password: PASSWORD })
  const end = await connection.post({ authorization: spoken('Negotiate', spnegoResponse(type3)), body })
  const next = await connection.post({ body })

  expect([challenge.status, challenge.challenges.length]).toEqual([401, 1])
  expect(end).toMatchObject({ status: 200, headers: { 'persistent-auth': 'true' } })
  expect(end.challenges).toEqual([expect.stringMatching(/^Negotiate o/)])
  expect(serverField(said(end), 0)?.toString('hex')).toBe('00')
  expect([next.status, next.challenges]).toEqual([200, []])
})

it('offers what the virtual directory says, in the order of the product, from one request to the next', async () => {
  await using lab = await startExchangeLab({ schemes: ['Negotiate', 'NTLM'] })
  using connection = openConnection(lab.port)
  const offered = async () =>
    (await connection.post({})).challenges.map((challenge) => challenge.split(' ')[0])
  const allow = (basic: boolean, windows: boolean, oauth: boolean) =>
    lab.exchange.servers.setWebServicesDirectory('EX01', { authentication: { basic, windows, oauth } })

  expect(await offered()).toEqual(['Negotiate', 'NTLM'])
  allow(true, true, true)
  expect(await offered()).toEqual(['Bearer', 'Negotiate', 'NTLM', 'Basic'])
  allow(true, false, false)
  expect(await offered()).toEqual(['Basic'])
  const refused = await connection.post({ authorization: spoken('NTLM', NEGOTIATE) })
  expect(refused.challenges).toEqual([expect.stringContaining('Basic')])
  allow(false, false, false)
  expect(await offered()).toEqual([])
})

it.each([
  ['a wrong password', {}, 'wrong'],
  ['a disabled account', { userAccountControl: ['514'] }, PASSWORD],
  ['an account that has expired', { accountExpires: [String(toFileTime(instant(0)))] }, PASSWORD],
  ['a password that must be changed', { pwdLastSet: ['0'] }, PASSWORD],
  ['an hour in which it may not log on', { logonHours: ['\0'.repeat(21)] }, PASSWORD],
  ['another workstation', { userWorkstations: ['PC9'] }, PASSWORD],
])('tells a client with %s nothing but what it offers', async (_what, values, password) => {
  await using lab = await startExchangeLab({ schemes: ['NTLM', 'Basic'] })
  using connection = openConnection(lab.port)
  change(lab, 'alice', values)

  const replies = [
    await connection.post({ authorization: basic('alice', password) }),
    await logOn(connection, 'alice', password),
  ]

  for (const reply of replies) {
    expect(reply).toMatchObject({ status: 401, body: '', headers: { 'content-length': '0' } })
    expect(reply.challenges).toEqual(['NTLM', expect.stringContaining('Basic realm=')])
    expect(reply.headers['x-ms-diagnostics']).toBeUndefined()
  }
})

it('locks an account out for LDAP and Exchange alike, for as long as the domain says', async () => {
  await using lab = await startExchangeLab({ schemes: ['NTLM', 'Basic'] })
  using connection = openConnection(lab.port)
  const { accounts } = lab.directory
  const bind = () => accounts.verifyPassword('alice@ent-pa.example', PASSWORD)
  const status = async (password?: string) =>
    (
      await connection.post({
        authorization: basic('ENT-PA\\alice', password),
        body: soapEnvelope(GET_CALENDAR),
      })
    ).status

  await status('wrong')
  accounts.verifyPassword('alice@ent-pa.example', 'wrong')
  await logOn(connection, 'alice', 'wrong')

  expect(bind()).toMatchObject({ kind: 'refused', reason: 'locked-out' })
  expect([await status(), (await logOn(connection, 'alice')).status]).toEqual([401, 401])

  await lab.clock.advanceTo(instant(lab.clock.now() + 30 * 60_000))
  expect([bind().kind, await status()]).toEqual(['granted', 200])
})

it('keeps a connection logged on whose password is changed, and takes the new one from others', async () => {
  await using lab = await startExchangeLab({ schemes: ['NTLM', 'Basic'] })
  using before = openConnection(lab.port)
  using after = openConnection(lab.port)
  await logOn(before, 'alice')

  lab.directory.accounts.setPassword(lab.directory.accounts.findWindows('alice')?.objectGuid ?? '', 'N3w!')

  expect((await before.post({ body: soapEnvelope(GET_CALENDAR) })).status).toBe(200)
  expect((await logOn(after, 'alice')).status).toBe(401)
  expect((await logOn(after, 'alice', 'N3w!')).status).toBe(200)
})

it('takes away impersonation and accounts from connections that are logged on', async () => {
  await using lab = await startExchangeLab({ schemes: ['NTLM'] })
  using connection = openConnection(lab.port)
  await logOn(connection, 'svc-cal')
  const impersonate = async () =>
    codeOf(await connection.post({ body: soapEnvelope(GET_CALENDAR, 'bob@ent-pa.example') }))
  expect(await impersonate()).toBe('NoError')

  lab.exchange.roles.unassign('connector')
  expect(await impersonate()).toBe('ErrorImpersonateUserDenied')
  change(lab, 'svc-cal', { userAccountControl: ['514'] })
  expect(await impersonate()).toBe('ErrorAccountDisabled')
})

it('gives whoever is impersonated the own rights on folders of others', async () => {
  await using lab = await startExchangeLab({ schemes: ['Basic'] })
  using connection = openConnection(lab.port)
  const shared = GET_CALENDAR.replace(
    'Id="calendar"/>',
    'Id="calendar"><t:Mailbox><t:EmailAddress>alice@ent-pa.example</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>',
  )
  const open = async (as: string) =>
    codeOf(await connection.post({ authorization: basic('svc-cal'), body: soapEnvelope(shared, as) }))

  expect([await open('bob@ent-pa.example'), await open('alice@ent-pa.example')]).toEqual([
    'ErrorFolderNotFound',
    'NoError',
  ])
  const { recipients } = lab.directory
  createMailboxPermissionAdministration(lab.core).add({
    mailbox: recipients.byAddress('alice@ent-pa.example')?.mailboxGuid ?? '',
    trustee: recipients.byAddress('bob@ent-pa.example')?.objectGuid ?? '',
    rights: ['FullAccess'],
    isDeny: false,
    inheritance: 'All',
  })
  expect(await open('bob@ent-pa.example')).toBe('NoError')
})

it('does not take two ways of access at once', async () => {
  await using lab = await startExchangeLab({ schemes: ['Basic'] })
  using connection = openConnection(lab.port)
  const both = soapEnvelope(GET_CALENDAR, 'bob@ent-pa.example').replace(
    '</s:Header>',
    '<t:OpenAsAdminOrSystemService LogonType="Admin"><t:ConnectingSID><t:SmtpAddress>bob@ent-pa.example</t:SmtpAddress></t:ConnectingSID></t:OpenAsAdminOrSystemService></s:Header>',
  )

  const reply = await connection.post({ authorization: basic('svc-cal'), body: both })

  expect([reply.status, codeOf(reply)]).toEqual([500, 'ErrorMoreThanOneAccessModeSpecified'])
})
