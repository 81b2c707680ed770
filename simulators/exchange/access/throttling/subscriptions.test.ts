import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS, type ProductName } from '../../versions/index.js'
import { SERVICE_ACCOUNT } from '../../testing/exchange-lab.js'
import { pullRequest, streamRequest, subscribeRequest } from '../../testing/soap.js'
import { ALICE, BOB, GET_FOLDER, startBusyLab, type BusyLab } from './testing/busy-lab.js'

const MINUTE_MS = 60_000
const SUBSCRIBE = subscribeRequest(['CreatedEvent'])
const PULL = pullRequest(['CreatedEvent'])

function allow(lab: BusyLab, subscriptions: number): void {
  lab.exchange.throttling.create({ name: 'Few', settings: { EwsMaxSubscriptions: subscriptions } })
  lab.exchange.throttling.associate(lab.accountOf(SERVICE_ACCOUNT), 'Few')
}

const idIn = (text: string) => /<m:SubscriptionId>([^<]*)</.exec(text)?.[1] ?? ''

it('counts the subscriptions of all kinds on the mailbox that is acted for', async () => {
  await using lab = await startBusyLab()
  allow(lab, 2)

  const answers = [
    await lab.ask(SUBSCRIBE),
    await lab.ask(PULL),
    await lab.ask(SUBSCRIBE),
    await lab.ask(SUBSCRIBE, { impersonate: BOB }),
  ]

  expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual([
    [200, 'NoError'],
    [200, 'NoError'],
    [200, 'ErrorExceededSubscriptionCount'],
    [200, 'NoError'],
  ])
  expect(answers[2]?.text).toContain(
    '<m:MessageText>You have exceeded the available subscriptions for your account.  Remove unnecessary subscriptions and try your request again.</m:MessageText>',
  )
  expect(lab.exchange.budgets(ALICE)[0]?.subscriptions).toEqual({ used: 2, limit: 2 })
})

it('gives back what is unsubscribed, and what expires', async () => {
  await using lab = await startBusyLab()
  allow(lab, 1)
  const id = idIn((await lab.ask(SUBSCRIBE)).text)

  await lab.ask(`<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>`)
  const again = await lab.ask(PULL)
  const full = await lab.ask(SUBSCRIBE)
  await lab.advance(11 * MINUTE_MS)
  const later = await lab.ask(SUBSCRIBE)

  expect([again, full, later].map(({ codes }) => codes[0])).toEqual([
    'NoError',
    'ErrorExceededSubscriptionCount',
    'NoError',
  ])
})

it('forgets subscriptions with the server that had them', async () => {
  await using lab = await startBusyLab()
  allow(lab, 1)
  await lab.ask(SUBSCRIBE)

  await lab.exchange.restart()

  expect((await lab.ask(SUBSCRIBE)).codes).toEqual(['NoError'])
})

it('refuses one subscription too many with a fault where the installation does', async () => {
  await using lab = await startBusyLab({ throttling: { subscriptionRefusal: 'fault' } })
  allow(lab, 0)

  const refused = await lab.ask(SUBSCRIBE)

  expect([refused.status, ...refused.codes]).toEqual([500, 'ErrorExceededSubscriptionCount'])
})

it('counts for the calling account where that is charged', async () => {
  await using lab = await startBusyLab({ throttling: { budget: 'caller' } })
  allow(lab, 1)
  await lab.ask(SUBSCRIBE)

  expect((await lab.ask(SUBSCRIBE, { impersonate: BOB })).codes).toEqual(['ErrorExceededSubscriptionCount'])
})

it.each([
  ['2013', 3],
  ['2016', 10],
  ['2019', 10],
  ['online', 10],
] as const)('lets %s keep %i answers open, apart from other calls', async (product: ProductName, limit) => {
  await using lab = await startBusyLab({ product: PRODUCT_VERSIONS[product] })
  const ids = []
  for (let number = 0; number <= limit; number++) ids.push(idIn((await lab.ask(SUBSCRIBE)).text))
  const streams = []
  for (const id of ids.slice(1)) streams.push(await lab.open(streamRequest([id]), { impersonate: ALICE }))

  const refused = await lab.ask(streamRequest(ids.slice(0, 1)))
  const plain = await lab.ask(GET_FOLDER)
  const another = await lab.open(
    streamRequest([idIn((await lab.ask(SUBSCRIBE, { impersonate: BOB })).text)]),
    {
      impersonate: BOB,
    },
  )

  expect([refused.status, ...refused.codes]).toEqual([500, 'ErrorExceededConnectionCount'])
  expect(refused.value('MaxConcurrencyLimit')).toBe(String(limit))
  expect(plain.codes).toEqual(['NoError'])
  expect(another.status).toBe(200)
  expect(lab.exchange.budgets(ALICE)[0]?.hangingConnections).toEqual({ used: limit, limit })
})

it('has room again when a client hangs up, or its time is over', async () => {
  await using lab = await startBusyLab({ throttling: { hangingConnections: 1 } })
  const id = idIn((await lab.ask(SUBSCRIBE)).text)
  const used = () => lab.exchange.budgets(ALICE)[0]?.hangingConnections.used
  const first = await lab.open(streamRequest([id]), { impersonate: ALICE })
  await first.chunk(0)

  first.hangUp()
  await expect.poll(used).toBe(0)
  const second = await lab.open(streamRequest([id], 1), { impersonate: ALICE })
  await lab.advance(MINUTE_MS)
  await second.ended

  expect(second.status).toBe(200)
  await expect.poll(used).toBe(0)
})

it('takes the number of open answers of 2010 from the policy, and counts them on their own', async () => {
  await using lab = await startBusyLab({ product: PRODUCT_VERSIONS['2010'] })
  lab.exchange.throttling.create({ name: 'One', settings: { EwsMaxConcurrency: 1 } })
  lab.exchange.throttling.associate(lab.accountOf(SERVICE_ACCOUNT), 'One')
  const asking = { impersonate: ALICE, version: 'Exchange2010_SP2' }
  const id = idIn((await lab.ask(SUBSCRIBE, asking)).text)
  await (await lab.open(streamRequest([id]), asking)).chunk(0)

  const refused = await lab.ask(streamRequest([id]), asking)
  const plain = await lab.ask(GET_FOLDER, asking)

  expect([refused.codes, plain.codes]).toEqual([['ErrorExceededConnectionCount'], ['NoError']])
})
