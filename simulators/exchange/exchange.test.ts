import { expect, it } from 'vitest'
import { instant, put } from '../core/index.js'
import { items } from './calendar/collections.js'
import { FOLDER_NUMBERS } from './calendar/folders.js'
import type { Item } from './calendar/item.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from './testing/exchange-lab.js'
import { rawPost } from './testing/raw-post.js'
import {
  eventsRequest,
  meetingRequest,
  pullRequest,
  soapEnvelope,
  streamRequest,
  subscribeRequest,
} from './testing/soap.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const MINUTE_MS = 60_000
const ALICE = 'alice@ent-pa.example'
const BOB = 'bob@ent-pa.example'
const MESSAGES = 'http://schemas.microsoft.com/exchange/services/2006/messages'
const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types'
const XSD =
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** The streaming envelope as it was captured on the wire. @source ews.md 4.9 */
const envelope = (message: string) =>
  '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><soap11:Header xmlns:soap11="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<ServerVersionInfo ${XSD} MajorVersion="15" MinorVersion="1" MajorBuildNumber="2375" MinorBuildNumber="28" Version="V2017_07_11" xmlns="${TYPES}" />` +
  '</soap11:Header><soap11:Body xmlns:soap11="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<m:GetStreamingEventsResponse ${XSD} xmlns:t="${TYPES}" xmlns:m="${MESSAGES}"><m:ResponseMessages>` +
  `<m:GetStreamingEventsResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>${message}` +
  '</m:GetStreamingEventsResponseMessage></m:ResponseMessages></m:GetStreamingEventsResponse></soap11:Body></Envelope>'

const status = (value: string) => envelope(`<m:ConnectionStatus>${value}</m:ConnectionStatus>`)

function post(lab: Lab, body: string, impersonate: string | undefined = ALICE) {
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  return rawPost({ port: lab.port, credentials, body: soapEnvelope(body, impersonate) })
}

async function subscribe(
  lab: Lab,
  types = ['CreatedEvent', 'ModifiedEvent'],
  whose = ALICE,
): Promise<string> {
  const answer = await post(lab, subscribeRequest(types), whose)
  return textIn(await answer.chunk(0), 'SubscriptionId')
}

function textIn(document: string, element: string): string {
  return new RegExp(`<m:${element}>(.*)</m:${element}>`).exec(document)?.[1] ?? ''
}

/** Writes an item into Alice's calendar, of which a subscriber hears. */
function change(lab: Lab, number = 1): Item {
  const mailbox = lab.exchange.mailboxes.mailboxByAddress(ALICE)?.guid ?? ''
  const place = {
    mailbox,
    number,
    folder: FOLDER_NUMBERS.calendar,
    kind: 'CalendarItem',
    event: { uid: 'U' },
  }
  const item = place as unknown as Item
  lab.core.world.commit({ cause: 'test', reason: 'CalendarItemUpdated', writes: [put(items, item)] })
  return item
}

function advance(lab: Lab, ms: number): Promise<void> {
  return lab.clock.advanceTo(instant(lab.clock.now() + ms))
}

it('says OK at once, in the form that clients search for, in a chunk of its own', async () => {
  await using lab = await startExchangeLab()

  const stream = await post(lab, streamRequest([await subscribe(lab)]))

  expect(stream.head).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(stream.head).toMatch(/\r\nX-NoBuffering: 1\r\n/)
  expect(stream.head).toMatch(/\r\nTransfer-Encoding: chunked(\r\n|$)/)
  expect(stream.head).not.toMatch(/Content-Length|Content-Encoding/i)
  expect(await stream.chunk(0)).toBe(status('OK'))
  expect(lab.mistakes).toEqual([])
})

it('tells of events byte for byte in the form of the wire', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const stream = await post(lab, streamRequest([id]))

  const { mailbox, number, folder } = change(lab)

  const { ids } = lab.exchange.mailboxes
  const item = ids.write({ kind: 'item', mailbox, folder, number })
  const calendar = ids.write({ kind: 'folder', mailbox, folder })
  const top = ids.write({ kind: 'folder', mailbox, folder: 0x102 })
  const time = '<t:TimeStamp>2026-03-02T08:00:00Z</t:TimeStamp>'
  expect(await stream.chunk(1)).toBe(
    envelope(
      `<m:Notifications><m:Notification><t:SubscriptionId>${id}</t:SubscriptionId>` +
        `<t:ModifiedEvent>${time}<t:ItemId Id="${item}" ChangeKey="DwAAAA=="/><t:ParentFolderId Id="${calendar}" ChangeKey="AQAAAA=="/></t:ModifiedEvent>` +
        `<t:ModifiedEvent>${time}<t:FolderId Id="${calendar}" ChangeKey="AgAAAA=="/><t:ParentFolderId Id="${top}" ChangeKey="AQAAAA=="/></t:ModifiedEvent>` +
        '</m:Notification></m:Notifications>',
    ),
  )
})

it('tells organizer and attendee of a meeting that a client creates', async () => {
  await using lab = await startExchangeLab()
  const [own, bobs] = [await subscribe(lab), await subscribe(lab, ['CreatedEvent'], BOB)]
  const stream = await post(lab, streamRequest([own, bobs]))

  const created = await post(lab, meetingRequest('Room 5; @webex', BOB))

  expect(await created.chunk(0)).toContain('<m:ResponseCode>NoError</m:ResponseCode>')
  const told = await stream.chunk(1)
  expect(told.match(/<m:Notification>/g)).toHaveLength(2)
  expect(told.match(/<t:CreatedEvent>/g)).toHaveLength(2)
  expect(lab.mistakes).toEqual([])
})

it('answers a pull subscription with events and watermarks', async () => {
  await using lab = await startExchangeLab()
  const subscribed = await (await post(lab, pullRequest(['ModifiedEvent']))).chunk(0)
  const [id = '', watermark = ''] = ['SubscriptionId', 'Watermark'].map((name) => textIn(subscribed, name))
  change(lab)

  const answer = await (await post(lab, eventsRequest(id, watermark))).chunk(0)

  expect(answer).toContain(
    `<m:Notification><t:SubscriptionId>${id}</t:SubscriptionId><t:PreviousWatermark>${watermark}</t:PreviousWatermark>` +
      '<t:MoreEvents>false</t:MoreEvents><t:ModifiedEvent><t:Watermark>',
  )
})

it('beats every 45 seconds and closes at ConnectionTimeout, each in an envelope of its own', async () => {
  await using lab = await startExchangeLab()
  const stream = await post(lab, streamRequest([await subscribe(lab)], 2))

  await advance(lab, 2 * MINUTE_MS)
  await stream.ended

  expect(stream.chunks).toEqual([status('OK'), status('OK'), status('OK'), status('Closed')])
})

it('tells first what happened while no connection was open', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const first = await post(lab, streamRequest([id]))
  await first.chunk(0)
  first.hangUp()
  await lab.core.journal.waitFor(
    ({ operation, parent, closedAt }) =>
      operation === 'GetStreamingEvents' && parent === null && closedAt !== null,
  )
  change(lab)

  const second = await post(lab, streamRequest([id]))

  expect(await second.chunk(1)).toContain('<t:ModifiedEvent>')
})

it('gives a subscription to its newest connection', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const first = await post(lab, streamRequest([id]))
  const second = await post(lab, streamRequest([id]))
  change(lab)

  await first.ended

  expect(first.chunks.at(-1)).toContain(
    '<m:ResponseCode>ErrorNewEventStreamConnectionOpened</m:ResponseCode>',
  )
  expect(first.chunks.at(-1)).toContain(
    `<m:ErrorSubscriptionIds><m:SubscriptionId>${id}</m:SubscriptionId></m:ErrorSubscriptionIds>` +
      '<m:ConnectionStatus>Closed</m:ConnectionStatus>',
  )
  expect(await second.chunk(1)).toContain('<t:ModifiedEvent>')
})

it('does not know a subscription after 30 minutes without a connection, and says so with HTTP 200', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  await advance(lab, 30 * MINUTE_MS)

  const stream = await post(lab, streamRequest([id]))
  await stream.ended

  expect(stream.status).toBe(200)
  expect(stream.chunks).toHaveLength(1)
  expect(stream.chunks[0]).toContain(
    '<m:MessageText>The specified subscription was not found.</m:MessageText>' +
      '<m:ResponseCode>ErrorSubscriptionNotFound</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>',
  )
})

it.each([0, 31])('refuses a ConnectionTimeout of %i minutes as against the schema', async (minutes) => {
  await using lab = await startExchangeLab()

  const answer = await post(lab, streamRequest([await subscribe(lab)], minutes))

  expect(answer.status).toBe(500)
  expect(await answer.chunk(0)).toContain('ErrorSchemaValidation')
})

it('loses subscriptions, streams and log-ons when the server restarts, and answers on', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const stream = await post(lab, streamRequest([id]))
  await stream.chunk(0)

  await lab.exchange.restart()
  await stream.ended
  const again = await post(lab, streamRequest([id]))

  expect(stream.chunks).toEqual([status('OK')])
  expect(await again.chunk(0)).toContain('ErrorSubscriptionNotFound')
  expect(await subscribe(lab)).not.toBe(id)
})

it('refuses to impersonate without the role', async () => {
  await using lab = await startExchangeLab()
  lab.exchange.roles.unassign('connector')

  const answer = await post(lab, subscribeRequest(['CreatedEvent']))

  expect(answer.status).toBe(500)
  expect(await answer.chunk(0)).toContain('a:ErrorImpersonateUserDenied')
})

it.each(['/ews/exchange.asmx', '/EWS/Exchange.asmx', '/Autodiscover/Autodiscover.xml'])(
  'wants credentials under %s',
  async (path) => {
    await using lab = await startExchangeLab()

    const answer = await rawPost({ port: lab.port, path, body: 'not even XML' })

    expect(answer.status).toBe(401)
    expect(answer.head).toMatch(/(\r\nWWW-Authenticate: (Negotiate|NTLM|Basic realm="lab")){3}\r\n/)
    expect(answer.head).toMatch(/\r\nContent-Length: 0(\r\n|$)/)
  },
)

it.each(['/', '/owa/', '/autodiscover/autodiscover.cfm'])('has nothing under %s', async (path) => {
  await using lab = await startExchangeLab()

  expect((await rawPost({ port: lab.port, path })).status).toBe(404)
})
