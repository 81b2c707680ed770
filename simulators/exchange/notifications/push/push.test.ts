import { expect, it } from 'vitest'
import { instant } from '../../../core/index.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost } from '../../testing/raw-post.js'
import { soapEnvelope } from '../../testing/soap.js'
import { parseWatermark } from '../watermark.js'
import { result, startPushClient } from '../testing/push-client.js'
import { writeAppointment } from '../testing/write-appointment.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'
const MINUTE_MS = 60_000

const write = (lab: Lab, number: number) => writeAppointment(lab, ALICE, number)

/** Lets time pass; a call that is made on the way has come and gone when its entry is in the journal. */
const advance = (lab: Lab, ms: number) => lab.clock.advanceTo(instant(lab.clock.now() + ms))

async function ask(lab: Lab, body: string): Promise<string> {
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  const answer = await rawPost({ port: lab.port, credentials, body: soapEnvelope(body, ALICE) })
  return answer.chunk(0)
}

async function subscribe(lab: Lab, url: string, { minutes = 30, more = '' } = {}) {
  const document = await ask(
    lab,
    '<m:Subscribe><m:PushSubscriptionRequest>' +
      '<t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>' +
      `<t:EventTypes><t:EventType>ModifiedEvent</t:EventType></t:EventTypes>${more}` +
      `<t:StatusFrequency>${minutes}</t:StatusFrequency><t:URL>${url.replace('&', '&amp;')}</t:URL>` +
      '<t:CallerData>mine</t:CallerData></m:PushSubscriptionRequest></m:Subscribe>',
  )
  const [id = '', watermark = '', code = ''] = ['SubscriptionId', 'Watermark', 'ResponseCode'].map((name) =>
    textIn(document, `m:${name}`),
  )
  return { id, watermark, code }
}

function textIn(document: string, element: string): string {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(document)?.[1] ?? ''
}

const eventsIn = (document: string | undefined) => (document ?? '').match(/<t:\w+Event>/g) ?? []

/** How the calls have ended, as soon as so many are over. */
async function outcomes(lab: Lab, count: number): Promise<readonly string[]> {
  const { journal } = lab.core
  const ofPush = () => [...journal.entries(0, ({ protocol }) => protocol === 'ews-push')]
  await new Promise<void>((resolve) => {
    const check = () => (ofPush().length >= count ? resolve() : undefined)
    journal.watch(check)
    check()
  })
  return ofPush().map(({ outcome }) => outcome)
}

it('calls the client at once with a StatusEvent, in the form of the product', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()

  const { id, watermark } = await subscribe(lab, client.url)
  await client.called(1)

  const [call] = client.calls
  expect(call?.headers).toMatchObject({
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://schemas.microsoft.com/exchange/services/2006/messages/SendNotification"',
  })
  expect(call?.document).toContain(
    '<m:ResponseMessages><m:SendNotificationResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>' +
      `<m:Notification><t:SubscriptionId>${id}</t:SubscriptionId><t:PreviousWatermark>${watermark}</t:PreviousWatermark>` +
      `<t:MoreEvents>false</t:MoreEvents><t:StatusEvent><t:Watermark>${watermark}</t:Watermark></t:StatusEvent></m:Notification>`,
  )
})

it('tells of events with their watermarks, in one call those of one turn, and goes on from what was answered', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  await subscribe(lab, client.url)
  await outcomes(lab, 1)

  write(lab, 1)
  write(lab, 2)
  await outcomes(lab, 2)
  write(lab, 3)
  await outcomes(lab, 3)

  const documents = client.calls.map(({ document }) => document)
  expect(documents.map((document) => eventsIn(document).length)).toEqual([1, 4, 2])
  const [, second = '', third = ''] = documents
  const last = [...second.matchAll(/<t:Watermark>([^<]+)</g)].at(-1)?.[1]
  expect(textIn(third, 't:PreviousWatermark')).toBe(last)
  expect(lab.mistakes).toEqual([])
})

it('tells everything in calls of at most 50 events, and says when there are more', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  await subscribe(lab, client.url)
  await outcomes(lab, 1)

  for (let number = 1; number <= 60; number++) write(lab, number)
  await outcomes(lab, 4)

  const told = client.calls
    .slice(1)
    .map(({ document }) => [eventsIn(document).length, textIn(document, 't:MoreEvents')])
  expect(told).toEqual([
    [50, 'true'],
    [50, 'true'],
    [20, 'false'],
  ])
})

it('says that there was nothing whenever StatusFrequency has passed', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  await subscribe(lab, client.url, { minutes: 5 })
  await outcomes(lab, 1)

  await advance(lab, 5 * MINUTE_MS - 1)
  const before = client.calls.length
  await advance(lab, 1)
  await outcomes(lab, 2)

  expect(before).toBe(1)
  expect(eventsIn(client.calls[1]?.document)).toEqual(['<t:StatusEvent>'])
})

it.each([
  ['does not answer', () => 'hang up' as const, 'unreachable'],
  ['answers with an error', () => ({ status: 500, body: '' }), '500'],
  ['answers with something else', () => ({ body: '<OK/>' }), '200'],
])(
  'calls a client that %s again, and tells it then what has happened meanwhile',
  async (_, fails, outcome) => {
    await using lab = await startExchangeLab()
    await using client = await startPushClient(fails)
    await subscribe(lab, client.url)
    await outcomes(lab, 1)
    write(lab, 1)

    await advance(lab, 30_000)
    await outcomes(lab, 2)
    client.answerWith(() => ({ body: result('OK') }))
    await advance(lab, 30_000)

    expect(await outcomes(lab, 3)).toEqual([outcome, outcome, 'OK'])
    expect(client.calls.slice(1).map(({ document }) => eventsIn(document).length)).toEqual([2, 2])
  },
)

it('tries after 30, 60, 120 … seconds as long as StatusFrequency allows, and then gives the subscription up', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient(() => 'hang up')
  const start = lab.clock.now()
  const { id } = await subscribe(lab, client.url, { minutes: 4 })
  await outcomes(lab, 1)
  const times: number[] = []
  for (let calls = 1; calls < 5; calls++) {
    await advance(lab, (lab.clock.nextTimer() ?? 0) - lab.clock.now())
    await outcomes(lab, calls + 1)
    times.push((lab.clock.now() - start) / 1000)
  }

  await advance(lab, 60 * MINUTE_MS)

  expect(times).toEqual([30, 60, 120, 240])
  expect(await outcomes(lab, 5)).toHaveLength(5)
  expect(await unsubscribe(lab, id)).toBe('ErrorSubscriptionNotFound')
})

it('ends when the client answers Unsubscribe', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient(() => ({ body: result('Unsubscribe') }))

  const { id } = await subscribe(lab, client.url)
  const said = await outcomes(lab, 1)
  write(lab, 1)
  await advance(lab, 60 * MINUTE_MS)

  expect(said).toEqual(['Unsubscribe'])
  expect(client.calls).toHaveLength(1)
  expect(await unsubscribe(lab, id)).toBe('ErrorSubscriptionNotFound')
})

it('is no business of GetEvents and GetStreamingEvents, and ends by Unsubscribe as others do', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  const { id, watermark } = await subscribe(lab, client.url)
  await outcomes(lab, 1)

  const pulled = await ask(
    lab,
    `<m:GetEvents><m:SubscriptionId>${id}</m:SubscriptionId><m:Watermark>${watermark}</m:Watermark></m:GetEvents>`,
  )
  const streamed = await ask(
    lab,
    `<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>${id}</t:SubscriptionId></m:SubscriptionIds>` +
      '<m:ConnectionTimeout>1</m:ConnectionTimeout></m:GetStreamingEvents>',
  )
  const ended = await unsubscribe(lab, id)
  write(lab, 1)
  await advance(lab, 60 * MINUTE_MS)

  expect(pulled).toContain('ErrorInvalidPullSubscriptionId')
  expect(streamed).toContain('ErrorInvalidSubscription')
  expect(ended).toBe('NoError')
  expect(client.calls).toHaveLength(1)
})

it('goes on where a watermark says, and refuses one that is none', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  const first = await subscribe(lab, client.url)
  await outcomes(lab, 1)
  write(lab, 1)
  await outcomes(lab, 2)

  await subscribe(lab, client.url, { more: `<t:Watermark>${first.watermark}</t:Watermark>` })
  await outcomes(lab, 3)

  expect(eventsIn(client.calls[2]?.document)).toHaveLength(2)
  expect(parseWatermark(first.watermark)).toBeDefined()
  expect(await subscribe(lab, client.url, { more: '<t:Watermark>AQAA</t:Watermark>' })).toMatchObject({
    code: 'ErrorInvalidWatermark',
  })
})

it.each([
  'http://192.0.2.1/told',
  'ftp://127.0.0.1/',
  'told',
  'http://127.0.0.1.example/',
  'http://10.0.0.1:80/',
])('does not call %s, unless the lab allows others than itself', async (url) => {
  await using lab = await startExchangeLab()

  expect(await subscribe(lab, url)).toMatchObject({ code: 'ErrorInvalidPushSubscriptionUrl' })
})

it('ends with the server, and when the world is put back', async () => {
  await using lab = await startExchangeLab()
  await using client = await startPushClient()
  const snapshot = lab.core.world.snapshot()
  await subscribe(lab, client.url)
  await outcomes(lab, 1)
  lab.core.world.restore(snapshot)
  await advance(lab, 60 * MINUTE_MS)
  await subscribe(lab, client.url)
  await outcomes(lab, 2)

  await lab.exchange.restart()
  write(lab, 1)
  await advance(lab, 60 * MINUTE_MS)

  expect(client.calls).toHaveLength(2)
})

async function unsubscribe(lab: Lab, id: string): Promise<string> {
  const body = `<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>`
  return textIn(await ask(lab, body), 'm:ResponseCode')
}
