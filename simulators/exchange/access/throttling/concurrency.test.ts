import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { SERVICE_ACCOUNT } from '../../testing/exchange-lab.js'
import { ALICE, BOB, GET_FOLDER, ROOM, startBusyLab, type Answer, type BusyLab } from './testing/busy-lab.js'

/** What the deployment guides have administrators do. */
function followTheGuide({ exchange: { throttling }, accountOf }: BusyLab): void {
  throttling.create({
    name: 'CalendarConnectorPolicy',
    settings: {
      EwsMaxConcurrency: 'Unlimited',
      EwsMaxBurst: 'Unlimited',
      EwsRechargeRate: 'Unlimited',
      EwsCutoffBalance: 'Unlimited',
      EwsMaxSubscriptions: 5_000,
    },
  })
  throttling.associate(accountOf(SERVICE_ACCOUNT), 'CalendarConnectorPolicy')
}

const outcomes = async (answers: readonly Promise<Answer>[]) =>
  (await Promise.all(answers)).map(({ codes }) => codes[0]).sort()

it.each(['before', 'after', 'bytes'] as const)(
  'refuses the 28th call on a mailbox at once while answers are held %s',
  async (stage) => {
    await using lab = await startBusyLab()
    lab.core.faults.add({ stage, match: {}, act: { kind: 'delay', ms: 200 } })
    const running = lab.askAtOnce(27, GET_FOLDER, { impersonate: ALICE })
    await lab.untilHeld(27)

    const refused = lab.ask(GET_FOLDER, { impersonate: ALICE })
    await Promise.race([refused, lab.untilHeld(28)])
    await lab.advance(200)

    expect((await refused).codes).toEqual(['ErrorExceededConnectionCount'])
    expect(new Set(await outcomes(running))).toEqual(new Set(['NoError']))
    expect(lab.mistakes).toEqual([])
  },
)

it('says which limit was exceeded, in the words of the product', async () => {
  await using lab = await startBusyLab()
  lab.holdAnswers(200)
  const running = lab.askAtOnce(27, GET_FOLDER, { impersonate: ALICE })
  await lab.untilHeld(27)

  const refused = await lab.ask(GET_FOLDER, { impersonate: ALICE })
  await lab.advance(200)
  await Promise.all(running)

  expect(refused.status).toBe(500)
  expect(refused.text).toContain(
    '<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorExceededConnectionCount</faultcode>' +
      '<faultstring xml:lang="en-US">You have exceeded the available concurrent connections for your account.  Try again once your other requests have completed.</faultstring>',
  )
  expect(refused.text).toContain(
    '<t:Value Name="Policy">MaxConcurrency</t:Value><t:Value Name="MaxConcurrencyLimit">27</t:Value>' +
      '<t:Value Name="ErrorMessage">This operation exceeds the throttling budget for policy part ' +
      "'MaxConcurrency', policy value '27',  Budget type: 'Ews'.  Suggested backoff time 0 ms.</t:Value>",
  )
  expect(refused.value('BackOffMilliseconds')).toBeUndefined()
})

it('lets 27 calls on each of several mailboxes pass', async () => {
  await using lab = await startBusyLab()
  lab.holdAnswers(200)
  const running = [ALICE, BOB, ROOM].flatMap((impersonate) => lab.askAtOnce(27, GET_FOLDER, { impersonate }))
  await lab.untilHeld(3 * 27)

  await lab.advance(200)

  expect(new Set(await outcomes(running))).toEqual(new Set(['NoError']))
})

it('lets all pass under the policy of the deployment guide', async () => {
  await using lab = await startBusyLab()
  followTheGuide(lab)
  lab.holdAnswers(200)
  const running = lab.askAtOnce(60, GET_FOLDER, { impersonate: ALICE })
  await lab.untilHeld(60)

  await lab.advance(200)

  expect(new Set(await outcomes(running))).toEqual(new Set(['NoError']))
})

it('heeds a policy that is changed between two calls', async () => {
  await using lab = await startBusyLab()
  const { throttling } = lab.exchange
  throttling.create({ name: 'Narrow', settings: { EwsMaxConcurrency: 0 } })
  await lab.ask(GET_FOLDER)

  throttling.associate(lab.accountOf(SERVICE_ACCOUNT), 'Narrow')
  const refused = await lab.ask(GET_FOLDER)
  throttling.change('Narrow', { settings: { EwsMaxConcurrency: 1 } })
  const passed = await lab.ask(GET_FOLDER)

  expect([refused.codes, passed.codes]).toEqual([['ErrorExceededConnectionCount'], ['NoError']])
})

it('keeps what service accounts do apart from what the owner of a mailbox does', async () => {
  await using lab = await startBusyLab()
  lab.holdAnswers(200)
  const running = lab.askAtOnce(27, GET_FOLDER, { impersonate: ALICE })
  await lab.untilHeld(27)

  const own = lab.ask(GET_FOLDER, { as: 'ENT-PA\\alice' })
  await lab.untilHeld(28)
  await lab.advance(200)
  await Promise.all(running)

  expect((await own).codes).toEqual(['NoError'])
})

it('charges and asks whom the installation says', async () => {
  await using lab = await startBusyLab({ throttling: { budget: 'caller', policy: 'target' } })
  const { throttling } = lab.exchange
  throttling.create({ name: 'Narrow', settings: { EwsMaxConcurrency: 1 } })
  throttling.associate(lab.accountOf('ENT-PA\\alice'), 'Narrow')
  lab.holdAnswers(200)
  const running = lab.ask(GET_FOLDER, { impersonate: BOB })
  await lab.untilHeld(1)

  const refused = await lab.ask(GET_FOLDER, { impersonate: ALICE })
  await lab.advance(200)
  await running

  expect(refused.value('MaxConcurrencyLimit')).toBe('1')
})

it('lets 10 calls run in 2010', async () => {
  await using lab = await startBusyLab({ product: PRODUCT_VERSIONS['2010'] })
  lab.holdAnswers(200)
  const body = GET_FOLDER
  const version = { impersonate: ALICE, version: 'Exchange2010_SP2' }
  const running = lab.askAtOnce(10, body, version)
  await lab.untilHeld(10)

  const refused = await lab.ask(body, version)
  await lab.advance(200)
  await Promise.all(running)

  expect(refused.value('MaxConcurrencyLimit')).toBe('10')
})

it('frees the places of answers, of faults and of clients that have gone', async () => {
  await using lab = await startBusyLab()
  lab.core.faults.add({ match: { operation: 'GetFolder' }, act: { kind: 'silence' }, limit: { times: 1 } })
  const client = new AbortController()
  const gone = lab.ask(GET_FOLDER, { impersonate: ALICE, signal: client.signal })
  await lab.untilHeld(1)
  lab.core.faults.add({ match: {}, act: { kind: 'error', code: 'ErrorServerBusy' }, limit: { times: 1 } })

  const failed = await lab.ask(GET_FOLDER)
  const good = await lab.ask(GET_FOLDER)
  const [during] = lab.exchange.budgets(ALICE)
  client.abort()
  await expect(gone).rejects.toThrow('aborted')

  expect([failed.codes, good.codes]).toEqual([['ErrorServerBusy'], ['NoError']])
  expect(during?.concurrency).toEqual({ used: 1, limit: 27 })
  await expect.poll(() => lab.exchange.budgets(ALICE)[0]?.concurrency.used).toBe(0)
})

it('answers 503 when the queue of the server is full', async () => {
  await using lab = await startBusyLab({ throttling: { queueLength: 2 } })
  lab.holdAnswers(200)
  const running = [ALICE, BOB].map((impersonate) => lab.ask(GET_FOLDER, { impersonate }))
  await lab.untilHeld(2)

  const refused = await lab.ask(GET_FOLDER, { impersonate: ROOM })
  await lab.advance(200)
  await Promise.all(running)

  expect(refused.status).toBe(503)
})
