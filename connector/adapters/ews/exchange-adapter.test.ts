import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import type { Exchange, Mailbox, StreamMessage } from '../../ports/exchange.js'
import { envelope, fault, M, success, T } from '../../testing/ews-answers.js'
import { startServer, type Received, type TestServer } from '../../testing/http-server.js'
import { createTools } from '../../testing/tools.js'
import { createExchangePool } from '../http/exchange-pool.js'
import { parseInstant } from '../../time-and-chance/instants.js'
import { createRealClock } from '../../time-and-chance/real-clock.js'
import { createExchange } from './exchange-adapter.js'

function open(server: TestServer): { exchange: Exchange; mailbox: Mailbox } {
  const tools = createTools()
  const account = { username: 'svc', password: 'x', authentication: ['basic'] } as const
  const pool = createExchangePool({ tools, account, verify: true })
  return {
    exchange: createExchange({ ...tools, pool }),
    mailbox: { address: 'alice@ent-pa.example', ewsUrl: `${server.url}/EWS`, group: '' },
  }
}

const answering = (...texts: string[]) => {
  const rest = [...texts]
  return (_request: Received, response: ServerResponse): void => {
    const text = rest.shift() ?? ''
    response.writeHead(text.includes('Fault>') ? 500 : 200).end(text)
  }
}

it('impersonates the user with a sane version [HC-010 HC-048]', async () => {
  await using server = await startServer(
    answering(
      success(
        'GetFolder',
        '<m:Folders><t:CalendarFolder><t:FolderId Id="f1"/></t:CalendarFolder></m:Folders>',
      ),
    ),
  )
  const { exchange, mailbox } = open(server)

  const folderId = await exchange.bind(mailbox)

  expect(folderId).toBe('f1')
  const [request] = server.received
  expect(request?.body).toContain('<t:PrimarySmtpAddress>alice@ent-pa.example</t:PrimarySmtpAddress>')
  expect(request?.body).toContain('<t:RequestServerVersion Version="Exchange2010_SP2"/>')
  expect(request?.headers['x-anchormailbox']).toBe('alice@ent-pa.example')
})

it('reads an item, whatever prefixes the server uses', async () => {
  const item =
    '<m:Items><t:CalendarItem><t:ItemId Id="i1" ChangeKey="k1"/><t:Subject>A &amp; B</t:Subject><t:Body BodyType="Text">x&#xD;\ny</t:Body>' +
    '<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="TMS:ExternalConferenceData" PropertyType="String"/><t:Value>a@b</t:Value></t:ExtendedProperty>' +
    '<t:UID>u1</t:UID><t:Start>2026-03-02T09:00:00Z</t:Start><t:End>2026-03-02T09:30:00Z</t:End><t:Location>@webex</t:Location><t:IsMeeting>true</t:IsMeeting><t:CalendarItemType>Single</t:CalendarItemType><t:MyResponseType>Organizer</t:MyResponseType>' +
    '<t:Organizer><t:Mailbox><t:Name>Alice</t:Name><t:EmailAddress>alice@ent-pa.example</t:EmailAddress></t:Mailbox></t:Organizer>' +
    '<t:RequiredAttendees><t:Attendee><t:Mailbox><t:Name>Bob</t:Name><t:EmailAddress>bob@ent-pa.example</t:EmailAddress><t:MailboxType>Mailbox</t:MailboxType></t:Mailbox><t:ResponseType>Accept</t:ResponseType></t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items>'
  await using server = await startServer(
    answering(
      success('GetItem', item)
        .replaceAll('t:', 'ns9:')
        .replaceAll('xmlns:ns9:', 'xmlns:')
        .replace('xmlns:t=', 'xmlns:ns9='),
    ),
  )
  const { exchange, mailbox } = open(server)

  expect(await exchange.read(mailbox, 'i1')).toMatchObject({
    ref: { id: 'i1', changeKey: 'k1' },
    subject: 'A & B',
    body: { type: 'Text', content: 'x\r\ny' },
    start: 1_772_442_000_000,
    isOrganizer: true,
    conferenceData: 'a@b',
    attendees: [{ address: 'bob@ent-pa.example', response: 'Accept', role: 'required' }],
  })
})

it('knows an item that is gone from an error', async () => {
  const gone = envelope(
    '<m:GetItemResponse><m:ResponseMessages><m:GetItemResponseMessage ResponseClass="Error"><m:MessageText>gone</m:MessageText><m:ResponseCode>ErrorItemNotFound</m:ResponseCode></m:GetItemResponseMessage></m:ResponseMessages></m:GetItemResponse>',
  )
  await using server = await startServer(
    answering(gone, gone.replace('ErrorItemNotFound', 'ErrorAccessDenied')),
  )
  const { exchange, mailbox } = open(server)

  expect(await exchange.read(mailbox, 'i1')).toBeNull()
  await expect(exchange.read(mailbox, 'i1')).rejects.toMatchObject({
    code: 'EWS_ERROR',
    reason: 'ErrorAccessDenied',
  })
})

it('passes on the code of a fault [HC-011]', async () => {
  await using server = await startServer(answering(fault('ErrorImpersonateUserDenied')))
  const { exchange, mailbox } = open(server)

  await expect(exchange.bind(mailbox)).rejects.toMatchObject({
    code: 'EWS_ERROR',
    reason: 'ErrorImpersonateUserDenied',
  })
})

it('keeps away from a busy server for as long as it says [HC-063]', async () => {
  const busy = fault('ErrorServerBusy', '<t:Value Name="BackOffMilliseconds">60</t:Value>')
  await using server = await startServer(
    answering(busy, success('Subscribe', '<m:SubscriptionId>s1</m:SubscriptionId>')),
  )
  const { exchange, mailbox } = open(server)
  const clock = createRealClock()
  const started = clock.now()

  const id = await exchange.subscribe(mailbox, { anchor: mailbox.address, cookie: null })

  expect(id).toBe('s1')
  expect(clock.now() - started).toBeGreaterThanOrEqual(55)
})

it('subscribes to the calendar alone, and keeps the server that answered [HC-003 HC-051]', async () => {
  await using server = await startServer((_request, response) => {
    response.setHeader('set-cookie', [
      'exchangecookie=1; path=/',
      'X-BackEndOverrideCookie=ex1~42; path=/; secure',
    ])
    response.end(success('Subscribe', '<m:SubscriptionId>s1</m:SubscriptionId>'))
  })
  const { exchange, mailbox } = open(server)
  const affinity = { anchor: 'alice@ent-pa.example', cookie: null }

  await exchange.subscribe(mailbox, affinity)
  await exchange.subscribe(mailbox, affinity)

  expect(server.received[0]?.body).toContain(
    '<t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>',
  )
  expect(server.received.map(({ headers }) => headers.cookie)).toEqual([
    undefined,
    'X-BackEndOverrideCookie=ex1~42',
  ])
})

it('follows SyncFolderItems to the last page [HC-056]', async () => {
  const page = (state: string, last: boolean, changes: string): string =>
    success(
      'SyncFolderItems',
      `<m:SyncState>${state}</m:SyncState><m:IncludesLastItemInRange>${last}</m:IncludesLastItemInRange><m:Changes>${changes}</m:Changes>`,
    )
  const created =
    '<t:Create><t:CalendarItem><t:ItemId Id="a"/></t:CalendarItem></t:Create><t:ReadFlagChange><t:ItemId Id="r"/><t:IsRead>true</t:IsRead></t:ReadFlagChange>'
  await using server = await startServer(
    answering(page('s2', false, created), page('s3', true, '<t:Delete><t:ItemId Id="b"/></t:Delete>')),
  )
  const { exchange, mailbox } = open(server)

  expect(await exchange.sync(mailbox, 's1')).toEqual({
    syncState: 's3',
    changes: [
      { kind: 'changed', itemId: 'a' },
      { kind: 'deleted', itemId: 'b' },
    ],
  })
  expect(server.received.map(({ body }) => /<m:SyncState>(.*)<\/m:SyncState>/.exec(body)?.[1])).toEqual([
    's1',
    's2',
  ])
})

it('writes body and conference data in one update to everybody [HC-143 HC-148]', async () => {
  await using server = await startServer(
    answering(
      success(
        'UpdateItem',
        '<m:Items><t:CalendarItem><t:ItemId Id="i1" ChangeKey="k2"/></t:CalendarItem></m:Items>',
      ),
    ),
  )
  const { exchange, mailbox } = open(server)

  const ref = await exchange.decorate(
    mailbox,
    { id: 'i1', changeKey: 'k1' },
    { body: { type: 'HTML', content: '<p>x</p>' }, conferenceData: 'a@b' },
  )

  expect(ref.changeKey).toBe('k2')
  const body = server.received[0]?.body
  expect(body).toContain('SendMeetingInvitationsOrCancellations="SendToAllAndSaveCopy"')
  expect(body).toContain('<t:Body BodyType="HTML">&lt;p&gt;x&lt;/p&gt;</t:Body>')
  expect(body).toContain('<t:Value>a@b</t:Value>')
})

/** The wire form of a stream: a plain Envelope without declaration. @source ews.md 4.9 */
function streamed(message: string): string {
  return `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><soap11:Body xmlns:soap11="http://schemas.xmlsoap.org/soap/envelope/"><m:GetStreamingEventsResponse ${T} ${M}><m:ResponseMessages>${message}</m:ResponseMessages></m:GetStreamingEventsResponse></soap11:Body></Envelope>`
}

it('reads notifications and the end of a stream, cut at any byte', async () => {
  const ok =
    '<m:GetStreamingEventsResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>'
  const moved =
    '<t:MovedEvent><t:ItemId Id="new"/><t:ParentFolderId Id="bin"/><t:OldItemId Id="old"/></t:MovedEvent><t:ModifiedEvent><t:FolderId Id="cal"/></t:ModifiedEvent>'
  const wire = Buffer.from(
    streamed(`${ok}<m:ConnectionStatus>OK</m:ConnectionStatus></m:GetStreamingEventsResponseMessage>`) +
      streamed(
        `${ok}<m:Notifications><m:Notification><t:SubscriptionId>s1</t:SubscriptionId><t:CreatedEvent><t:ItemId Id="ä"/></t:CreatedEvent>${moved}</m:Notification></m:Notifications></m:GetStreamingEventsResponseMessage>`,
      ) +
      streamed(
        '<m:GetStreamingEventsResponseMessage ResponseClass="Error"><m:ResponseCode>ErrorSubscriptionNotFound</m:ResponseCode><m:ErrorSubscriptionIds><m:SubscriptionId>s2</m:SubscriptionId></m:ErrorSubscriptionIds><m:ConnectionStatus>Closed</m:ConnectionStatus></m:GetStreamingEventsResponseMessage>',
      ),
  )
  await using server = await startServer((_request, response) => {
    for (const byte of wire) response.write(Buffer.of(byte))
  })
  const { exchange, mailbox } = open(server)
  const messages: StreamMessage[] = []

  const options = { affinity: { anchor: mailbox.address, cookie: null }, signal: AbortSignal.timeout(10_000) }
  for await (const message of exchange.stream(mailbox, ['s1', 's2'], options)) messages.push(message)

  expect(messages).toEqual([
    { kind: 'alive' },
    {
      kind: 'notification',
      subscriptionId: 's1',
      changes: [
        { kind: 'changed', itemId: 'ä' },
        { kind: 'deleted', itemId: 'old' },
      ],
    },
    { kind: 'alive' },
    { kind: 'failed', code: 'ErrorSubscriptionNotFound', subscriptionIds: ['s2'] },
    { kind: 'closed' },
  ])
})

it('tells of a stream that breaks off [HC-052]', async () => {
  await using server = await startServer(({ socket }, response) => {
    response.write(
      streamed(
        '<m:GetStreamingEventsResponseMessage><m:ConnectionStatus>OK</m:ConnectionStatus></m:GetStreamingEventsResponseMessage>',
      ),
    )
    response.write('', () => socket.destroy())
  })
  const { exchange, mailbox } = open(server)
  const options = { affinity: { anchor: mailbox.address, cookie: null }, signal: AbortSignal.timeout(10_000) }

  const reading = async (): Promise<void> => {
    for await (const message of exchange.stream(mailbox, ['s1'], options)) expect(message.kind).toBe('alive')
  }

  await expect(reading()).rejects.toMatchObject({ code: 'UNREACHABLE' })
})

const oof = (content: string): string =>
  envelope(`<m:GetUserOofSettingsResponse>${content}</m:GetUserOofSettingsResponse>`)

it('reads state and period of automatic replies, and never their texts [HC-183]', async () => {
  await using server = await startServer(
    answering(
      oof(
        '<m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage><t:OofSettings><t:OofState>Scheduled</t:OofState><t:ExternalAudience>Known</t:ExternalAudience>' +
          '<t:Duration><t:StartTime>2026-03-02T08:00:00</t:StartTime><t:EndTime>2026-03-09T08:00:00Z</t:EndTime></t:Duration><t:InternalReply><t:Message>Surgery</t:Message></t:InternalReply></t:OofSettings>',
      ),
      oof(
        '<m:ResponseMessage ResponseClass="Error"><m:MessageText>no</m:MessageText><m:ResponseCode>ErrorAccessDenied</m:ResponseCode></m:ResponseMessage>',
      ),
    ),
  )
  const { exchange, mailbox } = open(server)

  expect(await exchange.automaticReplies(mailbox)).toEqual({
    state: 'Scheduled',
    externalAudience: 'Known',
    start: parseInstant('2026-03-02T08:00:00Z'),
    end: parseInstant('2026-03-09T08:00:00Z'),
  })
  await expect(exchange.automaticReplies(mailbox)).rejects.toMatchObject({ reason: 'ErrorAccessDenied' })
})
