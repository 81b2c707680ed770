import { expect, it } from 'vitest'
import { createCore, createManualClock } from '../../core/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { Recipient } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import { EwsFault } from '../ews/ews-fault.js'
import type { EwsObject } from '../ews/tree.js'
import { createCallerResolver } from './caller-resolver.js'
import { createRoleAdministration } from './role-administration.js'
import { ALICE } from './testing/guarded-server.js'

const SERVICE: Account = {
  ...ALICE,
  objectGuid: 'service',
  sid: 'S-1-5-21-1-2-3-1104',
  sAMAccountName: 'svc',
}

function person(name: string, extra: Partial<Recipient> = {}): Recipient {
  return {
    objectGuid: name,
    kind: 'user',
    displayName: name,
    alias: name,
    primarySmtpAddress: `${name}@ent-pa.example`,
    proxyAddresses: [`SMTP:${name}@ent-pa.example`, `smtp:${name}.other@ent-pa.example`],
    legacyExchangeDN: `/cn=${name}`,
    distinguishedName: `CN=${name}`,
    mailboxGuid: `${name}-guid`,
    sid: `S-1-5-21-${name.toUpperCase()}`,
    userPrincipalName: `${name}@upn.example`,
    sAMAccountName: name,
    targetAddress: undefined,
    isRoomList: false,
    hidden: false,
    ...extra,
  }
}

const people = [
  person('alice', { sid: ALICE.sid }),
  person('bob'),
  person('remote', { kind: 'remote', mailboxGuid: undefined, targetAddress: 'r@cloud.example' }),
]

/** The parts of the directory that are asked here, over a fixed list of people. */
const recipients = {
  byAddress: (address: string) =>
    people.find(({ proxyAddresses }) =>
      proxyAddresses.some((each) => each.slice(5) === address.toLowerCase()),
    ),
  bySid: (sid: string) => people.find((each) => each.sid === sid),
  resolve: (identity: string) =>
    people.find((each) => each.userPrincipalName === identity.toLowerCase() || each.alias === identity),
  members: (group: string) => (group === 'pilots' ? people.filter(({ alias }) => alias === 'bob') : []),
} as Partial<Recipients> as Recipients

function access() {
  const roles = createRoleAdministration(createCore({ seed: 1, clock: createManualClock() }).world)
  return { roles, resolve: createCallerResolver({ recipients, roles }) }
}

const connecting = (ConnectingSID: EwsObject): EwsObject => ({ ConnectingSID })

/** The code and text of the fault that a call ends with. */
function faultOf(act: () => unknown): readonly [string, string] | undefined {
  try {
    act()
    return undefined
  } catch (fault) {
    return fault instanceof EwsFault ? [fault.responseCode, fault.text] : undefined
  }
}

it('acts for the own mailbox of who impersonates nobody', () => {
  const { resolve } = access()

  const [own, none] = [resolve(ALICE, undefined), resolve(SERVICE, undefined)]

  expect(own).toMatchObject({ impersonating: false, mailbox: { mailboxGuid: 'alice-guid' } })
  expect(none.mailbox).toBeUndefined()
})

it.each([
  { PrimarySmtpAddress: 'bob@ent-pa.example' },
  { SmtpAddress: 'bob.other@ent-pa.example' },
  { PrincipalName: 'bob@upn.example' },
  { SID: 'S-1-5-21-BOB' },
])('finds whom %j names, once the role is assigned', (identity) => {
  const { roles, resolve } = access()
  const before = faultOf(() => resolve(SERVICE, connecting(identity)))
  roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee: 'service', scope: null })

  const caller = resolve(SERVICE, connecting(identity))

  expect(before).toEqual([
    'ErrorImpersonateUserDenied',
    'The account does not have permission to impersonate the requested user.',
  ])
  expect(caller).toMatchObject({
    account: { sid: SERVICE.sid },
    mailbox: { mailboxGuid: 'bob-guid', primarySmtpAddress: 'bob@ent-pa.example' },
    impersonating: true,
  })
})

it.each([
  [
    { PrimarySmtpAddress: 'nobody@ent-pa.example' },
    'ErrorNonExistentMailbox',
    'The SMTP address has no mailbox',
  ],
  [{ SmtpAddress: 'remote@ent-pa.example' }, 'ErrorNonExistentMailbox', 'The SMTP address has no mailbox'],
  [{ PrincipalName: 'remote@upn.example' }, 'ErrorNonExistentMailbox', 'Mailbox does not exist.'],
  [
    { PrimarySmtpAddress: 'bob.other@ent-pa.example' },
    'ErrorNonPrimarySmtpAddress',
    'The primary SMTP address',
  ],
  [{ PrincipalName: 'bob' }, 'ErrorInvalidUserPrincipalName', 'The impersonation principal name'],
  [{ SID: 'S-1-5-21-NOBODY' }, 'ErrorInvalidUserSid', 'The user SID is invalid'],
  [{}, 'ErrorInvalidExchangeImpersonationHeaderData', 'An ExchangeImpersonation SOAP header'],
  [{ PrimarySmtpAddress: ' ' }, 'ErrorInvalidExchangeImpersonationHeaderData', 'An ExchangeImpersonation'],
  [
    { SID: 'S-1', SmtpAddress: 'a@b' },
    'ErrorInvalidExchangeImpersonationHeaderData',
    'An ExchangeImpersonation',
  ],
])('refuses %j with %s', (identity, code, text) => {
  const { roles, resolve } = access()
  roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee: 'service', scope: null })

  const fault = faultOf(() => resolve(SERVICE, connecting(identity)))

  expect(fault).toEqual([code, expect.stringContaining(text)])
})

it('lets an assignment with a scope reach the members of its group only', () => {
  const { roles, resolve } = access()
  roles.defineScope({ name: 'Pilot', memberOfGroup: 'pilots' })
  roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee: 'service', scope: 'pilot' })
  const impersonate = (SmtpAddress: string) => faultOf(() => resolve(SERVICE, connecting({ SmtpAddress })))

  expect(impersonate('bob@ent-pa.example')).toBeUndefined()
  expect(impersonate('alice@ent-pa.example')?.[0]).toBe('ErrorImpersonateUserDenied')
})

it('forgets a role that is taken away', () => {
  const { roles, resolve } = access()
  roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee: 'service', scope: null })
  roles.unassign('Connector')

  const fault = faultOf(() => resolve(SERVICE, connecting({ SmtpAddress: 'bob@ent-pa.example' })))

  expect(fault?.[0]).toBe('ErrorImpersonateUserDenied')
})

it('refuses assignments that cannot be', () => {
  const { roles } = access()
  const assignment = {
    name: 'A',
    role: 'ApplicationImpersonation',
    assignee: 'service',
    scope: null,
  } as const
  roles.assign(assignment)
  roles.defineScope({ name: 'Pilot', memberOfGroup: 'pilots' })
  roles.assign({ ...assignment, name: 'B', scope: 'Pilot' })

  expect(() => roles.assign({ ...assignment, name: 'a' })).toThrow(
    expect.objectContaining({ code: 'RBAC_EXISTS' }),
  )
  expect(() => roles.assign({ ...assignment, name: 'C', scope: 'no' })).toThrow(
    expect.objectContaining({ code: 'RBAC_NOT_FOUND' }),
  )
  expect(() => roles.unassign('no')).toThrow(expect.objectContaining({ code: 'RBAC_NOT_FOUND' }))
  expect(() => roles.removeScope('pilot')).toThrow(expect.objectContaining({ code: 'RBAC_SCOPE_IN_USE' }))
})
