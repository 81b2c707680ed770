import { expect, it } from 'vitest'
import { linkKey, links } from '../../directory/tree/link.js'
import { put, remove } from '../../core/index.js'
import { EwsFault } from '../ews/ews-fault.js'
import { createAccessOffice } from './testing/access-office.js'

const BOB = 'bob@ent-pa.example'

it('acts for the own mailbox of who impersonates nobody', () => {
  const office = createAccessOffice()

  expect(office.actAs('alice', undefined)).toBe('alice@ent-pa.example')
  expect(office.actAs('Administrator', undefined)).toBeUndefined()
})

it('finds whom each kind of identity names, once the role is assigned', () => {
  const office = createAccessOffice()
  office.change('bob', {
    proxyAddresses: ['SMTP:bob@ent-pa.example', 'smtp:robert@ent-pa.example'],
    userPrincipalName: ['bob@upn.example'],
  })
  const identities = [
    { PrimarySmtpAddress: BOB },
    { PrimarySmtpAddress: 'BOB@ENT-PA.EXAMPLE' },
    { SmtpAddress: 'Robert@ent-pa.example' },
    { PrincipalName: 'bob@upn.example' },
    { SID: office.account('bob').sid },
    { SID: office.account('bob').sid.toLowerCase() },
  ]
  const ask = () => identities.map((identity) => office.actAs('svc-cal', identity))

  expect(ask()).toEqual(identities.map(() => 'ErrorImpersonateUserDenied'))
  office.allow('svc-cal')
  expect(ask()).toEqual(identities.map(() => BOB))
})

it('says who asked and for whom', () => {
  const office = createAccessOffice()
  office.allow('svc-cal')
  const account = office.account('svc-cal')

  const caller = office.resolve(account, { ConnectingSID: { SmtpAddress: BOB } })

  expect(caller).toMatchObject({
    account: { sid: account.sid, userPrincipalName: 'svc-cal@ent-pa.example' },
    mailbox: { primarySmtpAddress: BOB, displayName: 'Bob Böhm' },
    impersonating: true,
  })
})

it.each([
  [
    { PrimarySmtpAddress: 'nobody@ent-pa.example' },
    'ErrorNonExistentMailbox',
    'The SMTP address has no mailbox',
  ],
  [{ SmtpAddress: 'carol@ent-pa.example' }, 'ErrorNonExistentMailbox', 'The SMTP address has no mailbox'],
  [{ SmtpAddress: 'all-staff@ent-pa.example' }, 'ErrorNonExistentMailbox', 'The SMTP address has no mailbox'],
  [{ PrincipalName: 'carol@ent-pa.example' }, 'ErrorNonExistentMailbox', 'Mailbox does not exist.'],
  [{ PrimarySmtpAddress: 'robert@ent-pa.example' }, 'ErrorNonPrimarySmtpAddress', 'The primary SMTP address'],
  [{ PrincipalName: 'bob' }, 'ErrorInvalidUserPrincipalName', 'The impersonation principal name'],
  [{ PrincipalName: 'robert@ent-pa.example' }, 'ErrorInvalidUserPrincipalName', 'The impersonation'],
  [{ SID: 'S-1-5-21-1-2-3-99999' }, 'ErrorInvalidUserSid', 'The user SID is invalid'],
  [{ SID: 'no SID at all' }, 'ErrorInvalidUserSid', 'The user SID is invalid'],
  [{}, 'ErrorInvalidExchangeImpersonationHeaderData', 'An ExchangeImpersonation SOAP header'],
  [{ PrimarySmtpAddress: ' ' }, 'ErrorInvalidExchangeImpersonationHeaderData', 'An ExchangeImpersonation'],
  [
    { PrimarySmtpAddress: BOB, SmtpAddress: 'alice@ent-pa.example' },
    'ErrorInvalidExchangeImpersonationHeaderData',
    'An ExchangeImpersonation',
  ],
])('refuses %j with %s', (identity, responseCode, text) => {
  const office = createAccessOffice()
  office.change('bob', { proxyAddresses: ['SMTP:bob@ent-pa.example', 'smtp:robert@ent-pa.example'] })
  office.allow('svc-cal')

  const act = () => office.resolve(office.account('svc-cal'), { ConnectingSID: identity })

  expect(act).toThrow(EwsFault)
  expect(act).toThrow(
    expect.objectContaining({ responseCode, text: expect.stringContaining(text) as string }),
  )
})

it('names the primary address to who gave another one', () => {
  const office = createAccessOffice()
  office.change('bob', { proxyAddresses: ['SMTP:bob@ent-pa.example', 'smtp:robert@ent-pa.example'] })

  expect(() =>
    office.resolve(office.account('svc-cal'), {
      ConnectingSID: { PrimarySmtpAddress: 'robert@ent-pa.example' },
    }),
  ).toThrow(
    expect.objectContaining({
      messageXml: { $each: [{ name: 'Value', value: { '@Name': 'Primary', $text: BOB } }] },
    }),
  )
})

it('acts for rooms, whose accounts are disabled, and not for people whose account is', () => {
  const office = createAccessOffice()
  office.allow('svc-cal')
  const impersonate = (SmtpAddress: string) => office.actAs('svc-cal', { SmtpAddress })

  expect(impersonate('board1@ent-pa.example')).toBe('board1@ent-pa.example')
  expect(impersonate(BOB)).toBe(BOB)
  office.change('bob', { userAccountControl: ['514'] })
  expect(impersonate(BOB)).toBe('ErrorAccountDisabled')
  office.change('bob', { userAccountControl: ['512'] })
  expect(impersonate(BOB)).toBe(BOB)
})

it('tells who logged on before being disabled', () => {
  const office = createAccessOffice()
  expect(office.actAs('bob', undefined)).toBe(BOB)

  office.change('bob', { userAccountControl: ['514'] })

  expect(office.actAs('bob', undefined)).toBe('ErrorAccountDisabled')
})

it('forgets a role at once when it is taken away or switched off', () => {
  const office = createAccessOffice()
  const impersonate = () => office.actAs('svc-cal', { SmtpAddress: BOB })
  office.allow('svc-cal')
  expect(impersonate()).toBe(BOB)

  office.roles.reassign('Role of svc-cal', { isEnabled: false })
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')
  office.roles.reassign('Role of svc-cal', { isEnabled: true })
  expect(impersonate()).toBe(BOB)
  office.roles.unassign('ROLE OF svc-cal')
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')
})

it('gives a role to the members of a group and of the groups in it, for as long as they are', () => {
  const office = createAccessOffice()
  const impersonate = () => office.actAs('svc-cal', { SmtpAddress: BOB })
  const membership = { attribute: 'member', from: office.idOf('inner'), to: office.idOf('svc-cal') }
  office.allow('all-staff')
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')

  office.put(put(links, membership))
  expect(impersonate()).toBe(BOB)

  office.put(remove(links, linkKey(membership)))
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')
})

const ALICE_ONLY = ['alice@ent-pa.example', 'ErrorImpersonateUserDenied', 'ErrorImpersonateUserDenied']
const BOB_ONLY = ['ErrorImpersonateUserDenied', BOB, 'ErrorImpersonateUserDenied']
const PEOPLE = ['alice@ent-pa.example', BOB, 'ErrorImpersonateUserDenied']

it.each([
  ["{MemberOfGroup -eq 'CN=Inner Circle,OU=Groups,DC=ent-pa,DC=example'}", ALICE_ONLY],
  ["MemberOfGroup -eq 'ent-pa.example/Groups/Inner Circle'", ALICE_ONLY],
  ["{Title -eq 'engineer'}", ALICE_ONLY],
  ["{Title -ne 'Engineer' -and RecipientTypeDetails -eq 'UserMailbox'}", BOB_ONLY],
  ['{RecipientTypeDetails -eq "UserMailbox" -and -not (Alias -like \'al*\')}', BOB_ONLY],
  ["{(Alias -eq 'alice') -or (DisplayName -like '*BÖHM')}", PEOPLE],
  ["{Manager -eq 'CN=Bob Böhm,OU=Staff,DC=ent-pa,DC=example'}", ALICE_ONLY],
  ["{Title -eq $null -and RecipientTypeDetails -notlike 'Room*'}", BOB_ONLY],
  [
    '{ResourceCapacity -ge 12}',
    ['ErrorImpersonateUserDenied', 'ErrorImpersonateUserDenied', 'board1@ent-pa.example'],
  ],
  ["{RecipientType -eq 'UserMailbox'}", ['alice@ent-pa.example', BOB, 'board1@ent-pa.example']],
  ["{!(RecipientTypeDetails -eq 'RoomMailbox')}", PEOPLE],
])('reaches with the scope %s whom its filter names', (recipientFilter, expected) => {
  const office = createAccessOffice()
  office.roles.defineScope({ name: 'Pilot', recipientFilter, recipientRoot: null })
  office.allow('svc-cal', 'pilot')

  const outcomes = ['alice', 'bob', 'board1'].map((alias) =>
    office.actAs('svc-cal', { SmtpAddress: `${alias}@ent-pa.example` }),
  )

  expect(outcomes).toEqual(expected)
})

it('limits a scope or an assignment to an organizational unit', () => {
  const office = createAccessOffice()
  const { tree } = office.directory
  const rooms = [...tree.byValue('name', 'rooms')][0]?.record.id ?? ''
  const everybody = "{Alias -like '*'}"
  office.roles.defineScope({ name: 'Rooms', recipientFilter: everybody, recipientRoot: rooms })
  office.allow('svc-cal', 'Rooms')
  office.roles.assign({
    name: 'OU',
    role: 'ApplicationImpersonation',
    assignee: office.idOf('alice'),
    scope: null,
    organizationalUnit: rooms,
  })
  const outcomes = (alias: string) =>
    ['bob', 'board1'].map((target) => office.actAs(alias, { SmtpAddress: `${target}@ent-pa.example` }))

  const expected = ['ErrorImpersonateUserDenied', 'board1@ent-pa.example']
  expect([outcomes('svc-cal'), outcomes('alice')]).toEqual([expected, expected])
})

it('follows a scope whose filter or members change', () => {
  const office = createAccessOffice()
  office.roles.defineScope({ name: 'S', recipientFilter: "{Department -eq 'Sales'}", recipientRoot: null })
  office.allow('svc-cal', 'S')
  const impersonate = () => office.actAs('svc-cal', { SmtpAddress: BOB })
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')

  office.change('bob', { department: ['Sales'] })
  expect(impersonate()).toBe(BOB)
  office.roles.redefineScope('s', { recipientFilter: "{Department -eq 'Research'}" })
  expect(impersonate()).toBe('ErrorImpersonateUserDenied')
})

it.each([
  "{Shoe -eq '45'}",
  '{Title -eq}',
  '{Title}',
  "{(Title -eq 'a'}",
  "{Title -eq 'a' Title -eq 'b'}",
  "{Title -matches 'a'}",
  "{Title -eq 'a}",
  '',
])('refuses to define a scope with the filter %s', (recipientFilter) => {
  const { roles } = createAccessOffice()

  expect(() => roles.defineScope({ name: 'S', recipientFilter, recipientRoot: null })).toThrow(
    expect.objectContaining({ code: 'RECIPIENT_FILTER' }),
  )
})

it('refuses assignments that cannot be', () => {
  const { roles } = createAccessOffice()
  const assignment = {
    name: 'A',
    role: 'ApplicationImpersonation',
    assignee: 'service',
    scope: null,
  } as const
  roles.assign(assignment)
  roles.defineScope({ name: 'Pilot', recipientFilter: "{Title -eq 'x'}", recipientRoot: null })
  roles.assign({ ...assignment, name: 'B', scope: 'Pilot' })

  const refused: readonly (readonly [() => void, string])[] = [
    [() => roles.assign({ ...assignment, name: 'a' }), 'RBAC_EXISTS'],
    [() => roles.assign({ ...assignment, name: 'C', scope: 'no' }), 'RBAC_NOT_FOUND'],
    [() => roles.reassign('a', { scope: 'no' }), 'RBAC_NOT_FOUND'],
    [() => roles.unassign('no'), 'RBAC_NOT_FOUND'],
    [() => roles.removeScope('pilot'), 'RBAC_SCOPE_IN_USE'],
  ]
  for (const [act, code] of refused) expect(act).toThrow(expect.objectContaining({ code }))
})
