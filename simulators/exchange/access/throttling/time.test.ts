import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { SERVICE_ACCOUNT } from '../../testing/exchange-lab.js'
import type { SettingChanges } from './setting-changes.js'
import {
  ALICE,
  BOB,
  GET_FOLDER,
  GET_FOLDER_MS,
  getFolders,
  startBusyLab,
  type BusyLab,
} from './testing/busy-lab.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const V2010 = { impersonate: ALICE, version: 'Exchange2010_SP2' }

/** Gives the service account a policy of its own. */
function allow(lab: BusyLab, settings: SettingChanges): void {
  lab.exchange.throttling.create({ name: 'Small', settings })
  lab.exchange.throttling.associate(lab.accountOf(SERVICE_ACCOUNT), 'Small')
}

async function askOften(lab: BusyLab, times: number, asking?: Parameters<BusyLab['ask']>[1]): Promise<void> {
  for (let time = 0; time < times; time++) await lab.ask(GET_FOLDER, asking)
}

const balanceOf = (lab: BusyLab, whose = ALICE) => lab.exchange.budgets(whose)[0]?.balance

it('charges what a table says, to the mailbox that is acted for', async () => {
  await using lab = await startBusyLab()

  await lab.ask(GET_FOLDER)
  await lab.ask(getFolders(10))

  expect(balanceOf(lab)).toEqual({ ms: 300_000 - 4 - 22, lockedMs: 0 })
  expect(balanceOf(lab, BOB)).toBeUndefined()
})

it('recharges by the hour, up to the burst and no further', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsRechargeRate: 3_600 })
  await askOften(lab, 5)

  await lab.advance(10_000)
  const soon = balanceOf(lab)?.ms
  await lab.advance(HOUR_MS)

  expect([soon, balanceOf(lab)?.ms]).toEqual([300_000 - 20 + 10, 300_000])
})

it('holds up who has used the burst, for as long as the balance needs', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 10, EwsRechargeRate: HOUR_MS / 10 })
  await askOften(lab, 3)

  const held = lab.ask(GET_FOLDER)
  await expect.poll(() => lab.clock.nextTimer()).not.toBeNull()
  const due = (lab.clock.nextTimer() ?? 0) - lab.clock.now()
  await lab.advance(due)

  expect(due).toBe(GET_FOLDER_MS * 10)
  expect((await held).codes).toEqual(['NoError'])
  expect(lab.exchange.budgets(ALICE)[0]?.delayedMs).toBe(40)
})

it('does not serve a client that goes away while it is held up, and frees its place', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 0, EwsRechargeRate: 1 })
  await askOften(lab, 1)
  const client = new AbortController()
  const held = lab.ask(GET_FOLDER, { impersonate: ALICE, signal: client.signal })
  await expect.poll(() => lab.exchange.budgets(ALICE)[0]?.concurrency.used).toBe(1)

  client.abort()

  await expect(held).rejects.toThrow('aborted')
  await expect.poll(() => lab.exchange.budgets(ALICE)[0]?.concurrency.used).toBe(0)
  expect([...lab.core.journal.entries()].at(-1)).toMatchObject({ operation: 'GetFolder', outcome: 'gone' })
  expect(lab.mistakes).toEqual([])
})

it('locks out who has come to the cut-off, says for how long, and lets in again', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 8, EwsRechargeRate: HOUR_MS / 1_000, EwsCutoffBalance: 4 })
  await askOften(lab, 3)

  const refused = await lab.ask(GET_FOLDER)
  await lab.advance(1_500)
  const later = await lab.ask(GET_FOLDER)
  await lab.advance(2_500)
  const recovered = await lab.ask(GET_FOLDER)

  expect(refused.status).toBe(500)
  expect(refused.codes).toEqual(['ErrorServerBusy'])
  expect([refused, later].map((answer) => answer.value('BackOffMilliseconds'))).toEqual(['4000', '2500'])
  expect(recovered.codes).toEqual(['NoError'])
})

it('locks a client out for about two seconds under the small policy of the documentation', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 20, EwsRechargeRate: 7_200, EwsCutoffBalance: 2 })
  await askOften(lab, 6)

  const refused = await lab.ask(GET_FOLDER)
  await lab.advance(2_000)

  expect(refused.value('BackOffMilliseconds')).toBe('2000')
  expect((await lab.ask(GET_FOLDER)).codes).toEqual(['NoError'])
})

it('asks nobody to wait for more than five minutes', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 0, EwsRechargeRate: 1, EwsCutoffBalance: 4 })
  await askOften(lab, 1)
  await lab.advance(16)

  const refused = await lab.ask(GET_FOLDER)

  expect(refused.value('BackOffMilliseconds')).toBe('299984')
})

it('answers the rest of a batch one by one when the cut-off comes in its middle', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 0, EwsRechargeRate: 3_600, EwsCutoffBalance: 10 })

  const asked = lab.ask(getFolders(9))
  await expect.poll(() => lab.clock.nextTimer()).not.toBeNull()
  await lab.advance(6_000)
  const { status, codes, text } = await asked

  expect(status).toBe(200)
  expect(codes).toEqual([...Array<string>(7).fill('NoError'), 'ErrorServerBusy', 'ErrorServerBusy'])
  expect(text).toContain(
    '<m:GetFolderResponseMessage ResponseClass="Error">' +
      '<m:MessageText>The server cannot service this request right now. Try again later.</m:MessageText>' +
      '<m:ResponseCode>ErrorServerBusy</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>' +
      '<m:MessageXml><t:Value Name="BackOffMilliseconds">10000</t:Value></m:MessageXml><m:Folders/>',
  )
  expect((await lab.ask(GET_FOLDER)).value('BackOffMilliseconds')).toBe('10000')
})

it('forgets what was used when the server restarts', async () => {
  await using lab = await startBusyLab()
  allow(lab, { EwsMaxBurst: 0, EwsCutoffBalance: 1 })
  await askOften(lab, 1)
  const refused = await lab.ask(GET_FOLDER)

  await lab.exchange.restart()
  const passed = await lab.ask(GET_FOLDER)

  expect([refused.codes, passed.codes]).toEqual([['ErrorServerBusy'], ['NoError']])
})

it('refuses in 2010 who has used up a share of the last minute, until that has passed', async () => {
  await using lab = await startBusyLab({ product: PRODUCT_VERSIONS['2010'] })
  allow(lab, { EWSPercentTimeInCAS: 0 })
  await lab.advance(500)
  await askOften(lab, 1, V2010)

  await lab.advance(10_000)
  const refused = await lab.ask(GET_FOLDER, V2010)
  await lab.advance(50_000)
  const passed = await lab.ask(GET_FOLDER, V2010)

  expect(refused.status).toBe(500)
  expect(refused.codes).toEqual(['ErrorServerBusy'])
  expect(refused.value('BackOffMilliseconds')).toBe('49500')
  expect(passed.codes).toEqual(['NoError'])
})

it('delays the rest of a batch in 2010, and ends it after a minute', async () => {
  await using lab = await startBusyLab({ product: PRODUCT_VERSIONS['2010'] })
  allow(lab, { EWSPercentTimeInMailboxRPC: 0 })

  const asked = lab.ask(getFolders(3), V2010)
  await expect.poll(() => lab.clock.nextTimer()).not.toBeNull()
  await lab.advance(MINUTE_MS)

  expect((await asked).codes).toEqual(['NoError', 'NoError', 'ErrorTimeoutExpired'])
})

it.each([
  ['target', { target: ALICE }],
  ['principal', { principal: SERVICE_ACCOUNT }],
])('lets a fault rule make the next calls of a %s busy', async (_of, match) => {
  await using lab = await startBusyLab()
  const details = { BackOffMilliseconds: 2_000 }
  lab.core.faults.add({
    match,
    act: { kind: 'error', code: 'ErrorServerBusy', details },
    limit: { times: 2 },
  })

  const answers = [await lab.ask(GET_FOLDER), await lab.ask(GET_FOLDER), await lab.ask(GET_FOLDER)]

  expect(answers.map(({ codes }) => codes)).toEqual([['ErrorServerBusy'], ['ErrorServerBusy'], ['NoError']])
  expect(answers[0]?.value('BackOffMilliseconds')).toBe('2000')
})
