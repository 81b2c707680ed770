import { expect, it } from 'vitest'
import { turn } from '../../simulators/core/index.js'
import { soapEnvelope } from '../../simulators/exchange/testing/soap.js'
import { createAdminClient, type Lab } from '../../simulators/lab/index.js'
import { startLab } from '../support/lab.js'

const GET_FOLDER =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

/** What a connector hears: the first response code. */
async function ask({ ready }: Lab, mailbox: string): Promise<string | undefined> {
  const { down, password } = ready.serviceAccount
  const answer = await fetch(ready.exchange.ewsHttp, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${down}:${password}`).toString('base64')}`,
      'content-type': 'text/xml; charset=utf-8',
    },
    body: soapEnvelope(GET_FOLDER, mailbox),
  })
  return /<[me]:ResponseCode[^>]*>(\w+)</.exec(await answer.text())?.[1]
}

async function untilHeld(lab: Lab, count: number): Promise<void> {
  while (lab.core.faults.held('main') < count) await turn()
}

it('lets 27 calls on each of five mailboxes run at once, and not 28 on one [HC-235]', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  const [first = '', ...others] = lab.ready.users.slice(0, 5).map(({ mail }) => mail)
  await admin.addFault({ match: {}, act: { kind: 'delay', ms: 200 } })
  const running = [first, ...others].flatMap((mailbox) => Array.from({ length: 27 }, () => ask(lab, mailbox)))
  await untilHeld(lab, 5 * 27)

  const refused = ask(lab, first)
  await untilHeld(lab, 5 * 27 + 1)
  const [budget] = await admin.budgets(first)
  await admin.advance(200)

  expect(await refused).toBe('ErrorExceededConnectionCount')
  expect(new Set(await Promise.all(running))).toEqual(new Set(['NoError']))
  expect(budget).toMatchObject({
    kind: 'impersonated',
    mailbox: first,
    concurrency: { used: 27, limit: 27 },
    refused: 1,
  })
})

it('shows how the budgets of a mailbox stand, and of it alone', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  const [first = '', second = ''] = lab.ready.users.map(({ mail }) => mail)
  await ask(lab, first)
  await ask(lab, second)

  const all = await admin.budgets()
  const one = await admin.budgets(second.toUpperCase())
  const none = await admin.budgets('nobody@example.com')

  expect(all.map(({ mailbox }) => mailbox)).toEqual([first, second])
  expect(one).toMatchObject([{ mailbox: second, balance: { ms: 299_996, lockedMs: 0 }, minute: null }])
  expect(none).toEqual([])
})

it('makes the next calls of a mailbox busy by a fault rule [HC-063]', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  const [first = '', second = ''] = lab.ready.users.map(({ mail }) => mail)
  await admin.addFault({
    match: { protocol: 'ews', target: first },
    act: { kind: 'error', code: 'ErrorServerBusy', details: { BackOffMilliseconds: 2_000 } },
    limit: { times: 1 },
  })

  expect(await ask(lab, second)).toBe('NoError')
  expect(await ask(lab, first)).toBe('ErrorServerBusy')
  expect(await ask(lab, first)).toBe('NoError')
})

/** As an administrator pastes it from a deployment guide. */
const GUIDE = `New-ThrottlingPolicy -Name "CalendarConnectorPolicy" -EWSMaxConcurrency unlimited
-EWSMaxBurst unlimited -EWSRechargeRate unlimited -EWSCutOffBalance unlimited
-EWSMaxSubscriptions 5000
Set-ThrottlingPolicyAssociation -Identity "CalendarConnectorAcct"
-ThrottlingPolicy "CalendarConnectorPolicy"`

it('lets every call pass under the pasted policy of the deployment guide [HC-234]', async () => {
  await using lab = await startLab()
  const mailboxes = lab.ready.users.slice(0, 5).map(({ mail }) => mail)
  const outputs = await lab.shell.run(GUIDE)
  await createAdminClient(lab.ready.admin).addFault({ match: {}, act: { kind: 'delay', ms: 200 } })

  const running = mailboxes.flatMap((mailbox) => Array.from({ length: 40 }, () => ask(lab, mailbox)))
  await untilHeld(lab, running.length)
  await lab.advance(200)

  expect(outputs.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(new Set(await Promise.all(running))).toEqual(new Set(['NoError']))
})
