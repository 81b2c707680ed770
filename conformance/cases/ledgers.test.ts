import { expect, it } from 'vitest'

import type { Check } from '../checks/check.js'
import { isRed } from '../checks/check.js'
import { type ObservedInput, ewsExchange, exchange, observedStage } from '../testing/observed-stage.js'
import type { Case } from './case.js'
import { directoryLedger } from './directory-ledger.js'
import { exchangeLedger } from './exchange-ledger.js'
import { oneSubscription } from './one-subscription.js'
import { registrationLedger } from './registration-ledger.js'
import { secretLedger } from './secret-ledger.js'

const ALICE = 'alice@ent-pa.example'
const CALENDAR = '<t:DistinguishedFolderId Id="calendar"/>'
const GOOD = ewsExchange({ operation: `<m:GetFolder>${CALENDAR}</m:GetFolder>`, as: ALICE })

async function red(ledger: Case, input: ObservedInput): Promise<readonly string[]> {
  const checks: readonly Check[] = await ledger.play(observedStage(input))
  return checks.filter(({ verdict }) => isRed(verdict)).map(({ id }) => id)
}

it('finds nothing wrong with a call that keeps every rule', async () => {
  expect(await red(exchangeLedger, { exchanges: [GOOD] })).toEqual([])
})

it('knows a calendar again by the id that Exchange gave for it [HC-003]', async () => {
  const given = ewsExchange({
    operation: `<m:GetFolder>${CALENDAR}</m:GetFolder>`,
    as: ALICE,
    answer: '<a><FolderId Id="calendar-of-alice"/></a>',
  })
  const used = ewsExchange({
    operation: '<m:GetFolder><t:FolderId Id="calendar-of-alice"/></m:GetFolder>',
    as: ALICE,
  })

  expect(await red(exchangeLedger, { exchanges: [given, used] })).toEqual([])
})

it('is not green about a subject that never called', async () => {
  const checks = await exchangeLedger.play(observedStage({}))

  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['not-run']))
})

it.each([
  [
    'HC-003/folders',
    ewsExchange({ operation: '<m:FindItem><t:DistinguishedFolderId Id="inbox"/></m:FindItem>', as: ALICE }),
  ],
  [
    'HC-003/folders',
    ewsExchange({
      operation: '<m:GetFolder><m:StreamingSubscriptionRequest SubscribeToAllFolders="true"/></m:GetFolder>',
      as: ALICE,
    }),
  ],
  [
    'HC-003/folders',
    ewsExchange({
      operation: '<m:SyncFolderItems><t:FolderId Id="inbox-of-alice"/></m:SyncFolderItems>',
      as: ALICE,
    }),
  ],
  [
    'HC-005/mail',
    ewsExchange({ operation: '<m:CreateItem><m:Items><t:Message/></m:Items></m:CreateItem>', as: ALICE }),
  ],
  ['HC-007/enabled', ewsExchange({ operation: '<m:GetItem/>', as: 'erin@ent-pa.example' })],
  [
    'HC-007/enabled',
    ewsExchange({
      operation:
        '<m:GetFolder><t:DistinguishedFolderId Id="calendar"><t:Mailbox><t:EmailAddress>erin@ent-pa.example</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:GetFolder>',
      as: ALICE,
    }),
  ],
  ['HC-010/impersonation', ewsExchange({ operation: '<m:GetItem/>' })],
  ['HC-015/ntlm-only', ewsExchange({ operation: '<m:GetItem/>', as: ALICE, authorization: 'Basic eDp5' })],
  ['HC-045/operations', ewsExchange({ operation: '<m:FindPeople/>', as: ALICE })],
  ['HC-048/version', ewsExchange({ operation: '<m:GetItem/>', as: ALICE, version: 'Exchange2007_SP1' })],
  [
    'HC-051/event-types',
    ewsExchange({
      operation: '<m:Subscribe><t:EventType>CreatedEvent</t:EventType></m:Subscribe>',
      as: ALICE,
    }),
  ],
  ['HC-144/organizer', ewsExchange({ operation: '<m:UpdateItem/>', as: 'bob@ent-pa.example' })],
])('catches a call that breaks %s alone', async (id, broken) => {
  expect(await red(exchangeLedger, { exchanges: [GOOD, broken] })).toEqual([id])
})

it('catches a folder that is created, which is no documented operation either', async () => {
  const created = ewsExchange({ operation: '<m:CreateFolder/>', as: ALICE })

  expect(await red(exchangeLedger, { exchanges: [created] })).toEqual([
    'HC-004/folder-writes',
    'HC-045/operations',
  ])
})

it('balances subscriptions: made, ended, and made twice [HC-050]', async () => {
  const made = (as: string, id: string) =>
    ewsExchange({ operation: '<m:Subscribe/>', as, answer: `<a><SubscriptionId>${id}</SubscriptionId></a>` })
  const ended = (id: string) =>
    ewsExchange({ operation: `<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>` })
  const one = [made(ALICE, 'a'), made('bob@ent-pa.example', 'b')]

  expect(await red(oneSubscription, { exchanges: one })).toEqual([])
  expect(await red(oneSubscription, { exchanges: [...one, made(ALICE, 'c')] })).toEqual(['HC-050/one-each'])
  expect(await red(oneSubscription, { exchanges: [...one, made(ALICE, 'c'), ended('a')] })).toEqual([])
  expect(await red(oneSubscription, { exchanges: [...one, ended('b')] })).toEqual(['HC-050/one-each'])
})

it('catches the password in a request to the cloud or in a frame, but not where it belongs [HC-002]', async () => {
  const leak = Buffer.from('svc:canary-password').toString('base64')

  expect(await red(secretLedger, { exchanges: [exchange({ headers: { 'x-note': leak } })] })).toEqual([
    'HC-002/password',
  ])
  expect(await red(secretLedger, { exchanges: [exchange({})], frames: [{ node: 1, text: leak }] })).toEqual([
    'HC-002/password',
  ])
  const logIn = exchange({ service: 'exchange', headers: { authorization: `Basic ${leak}` } })
  const written = exchange({ service: 'exchange', body: leak })
  expect(await red(secretLedger, { exchanges: [exchange({}), logIn] })).toEqual([])
  expect(await red(secretLedger, { exchanges: [exchange({}), written] })).toEqual(['HC-002/exchange'])
})

it('catches a write to the directory [HC-006]', async () => {
  const entry = {
    id: 1,
    kind: 'call',
    protocol: 'ldap',
    via: 'node1',
    principal: null,
    target: null,
    outcome: '0',
  } as const

  expect(await red(directoryLedger, { journal: [{ ...entry, operation: 'search' }] })).toEqual([])
  expect(await red(directoryLedger, { journal: [{ ...entry, operation: 'modify' }] })).toEqual([
    'HC-006/writes',
  ])
})

it('wants exactly one registration [HC-202]', async () => {
  const registration = exchange({ path: '/connector/v1/registrations' })

  expect(await red(registrationLedger, { exchanges: [registration] })).toEqual([])
  expect(await red(registrationLedger, { exchanges: [registration, registration] })).toEqual(['HC-202/once'])
})
