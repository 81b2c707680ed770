import { expect, it } from 'vitest'

import { openFakeExchange } from '../testing/fake-exchange.js'
import { createPerson } from './person.js'

const ACCOUNT = { user: 'alice@ent-pa.example', password: 'pässword' }
const NOON = 1_772_452_800_000

function messages(operation: string, inner: string): string {
  return `<m:${operation}Response xmlns:m="m" xmlns:t="t"><m:ResponseMessages><m:${operation}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>${inner}</m:${operation}ResponseMessage></m:ResponseMessages></m:${operation}Response>`
}

const ITEM = `<m:Items><t:CalendarItem><t:ItemId Id="one" ChangeKey="k"/><t:Subject>Planning</t:Subject><t:Body BodyType="HTML">&lt;p&gt;Hi&lt;/p&gt;</t:Body><t:ExtendedProperty><t:ExtendedFieldURI PropertyName="TMS:ExternalConferenceData"/><t:Value>sip:a@b</t:Value></t:ExtendedProperty><t:Start>2026-03-02T12:00:00Z</t:Start><t:End>2026-03-02T12:30:00Z</t:End><t:Location>@webex</t:Location><t:RequiredAttendees><t:Attendee><t:Mailbox><t:Name>Bob</t:Name><t:EmailAddress>bob@ent-pa.example</t:EmailAddress></t:Mailbox><t:ResponseType>Accept</t:ResponseType></t:Attendee></t:RequiredAttendees><t:UID>0400</t:UID></t:CalendarItem></m:Items>`

const RESPONSES = {
  CreateItem: messages(
    'CreateItem',
    '<m:Items><t:CalendarItem><t:ItemId Id="one" ChangeKey="k"/></t:CalendarItem></m:Items>',
  ),
  GetItem: messages('GetItem', ITEM),
  FindItem: messages(
    'FindItem',
    ITEM.replace('<m:Items>', '<m:RootFolder><t:Items>').replace('</m:Items>', '</t:Items></m:RootFolder>'),
  ),
  UpdateItem: messages('UpdateItem', ''),
  DeleteItem: messages('DeleteItem', ''),
}

function alice(url: string, password = ACCOUNT.password) {
  const credentials = { username: ACCOUNT.user, password }
  return createPerson({ mail: ACCOUNT.user, url, credentials, authentication: 'ntlm', now: () => NOON })
}

it('logs in by NTLM once and then uses the connection', async () => {
  await using exchange = await openFakeExchange(ACCOUNT, RESPONSES)
  await using person = alice(exchange.url)

  await person.schedules({
    subject: 'Planning',
    start: NOON,
    end: NOON + 1_800_000,
    invitees: ['bob@ent-pa.example'],
  })

  expect(exchange.seen.map(({ operation, authorization }) => [operation, authorization.slice(0, 4)])).toEqual(
    [
      ['CreateItem', ''],
      ['', 'NTLM'],
      ['CreateItem', 'NTLM'],
      ['GetItem', ''],
    ],
  )
})

it('is refused with a wrong password', async () => {
  await using exchange = await openFakeExchange(ACCOUNT, RESPONSES)
  await using person = alice(exchange.url, 'wrong')

  await expect(person.sees('Planning')).rejects.toMatchObject({ code: 'CLIENT_HTTP_401' })
})

it('sees a meeting as plain values', async () => {
  await using exchange = await openFakeExchange(ACCOUNT, RESPONSES)
  await using person = alice(exchange.url)

  const seen = await person.sees('Planning')

  expect(seen).toMatchObject({
    uid: '0400',
    body: { type: 'HTML', content: '<p>Hi</p>' },
    location: '@webex',
    start: NOON,
    requiredAttendees: [{ mail: 'bob@ent-pa.example', name: 'Bob', response: 'Accept' }],
    extendedProperties: { 'TMS:ExternalConferenceData': 'sip:a@b' },
  })
  expect(await person.sees('Another')).toBeUndefined()
})

it('invites, updates and cancels with everyone told', async () => {
  await using exchange = await openFakeExchange(ACCOUNT, RESPONSES)
  await using person = alice(exchange.url)

  const meeting = await person.schedules({
    subject: 'Planning',
    start: NOON,
    end: NOON,
    location: 'A & B',
    body: 'x < y',
  })
  await person.changes(meeting, { location: 'Room 5' })
  await person.cancels(meeting)

  const said = exchange.seen.map(({ body }) => body).join('\n')
  expect(said).toContain('SendMeetingInvitations="SendToAllAndSaveCopy"')
  expect(said).toContain('<t:Body BodyType="Text">x &lt; y</t:Body>')
  expect(said).toContain('<t:Location>A &amp; B</t:Location>')
  expect(said).toContain('SendMeetingInvitationsOrCancellations="SendToAllAndSaveCopy"')
  expect(said).toContain('SendMeetingCancellations="SendToAllAndSaveCopy"')
  expect(meeting).toEqual({ itemId: 'one', uid: '0400', subject: 'Planning' })
})

it('says what Exchange refused and with which code', async () => {
  const refusal = RESPONSES.CreateItem.replace('"Success"', '"Error"').replace(
    '<m:ResponseCode>NoError',
    '<m:MessageText>No.</m:MessageText><m:ResponseCode>ErrorCalendarOutOfRange',
  )
  await using exchange = await openFakeExchange(ACCOUNT, { ...RESPONSES, CreateItem: refusal })
  await using person = alice(exchange.url)

  const scheduling = person.schedules({ subject: 'Planning', start: NOON, end: NOON })

  await expect(scheduling).rejects.toMatchObject({ code: 'ErrorCalendarOutOfRange' })
})

it('answers for the whole of a series, not for the occurrence that it sees', async () => {
  const occurrence = RESPONSES.FindItem.replace(
    '<t:ItemId Id="one" ChangeKey="k"/>',
    '<t:ItemId Id="third" ChangeKey="k"/><t:CalendarItemType>Occurrence</t:CalendarItemType>',
  )
  await using exchange = await openFakeExchange(ACCOUNT, { ...RESPONSES, FindItem: occurrence })
  await using person = alice(exchange.url)

  await person.answers('Planning', 'decline', 'Never on <Monday>')

  const said = exchange.seen.map(({ body }) => body)
  expect(said.at(-2)).toContain('<t:RecurringMasterItemId OccurrenceId="third"/>')
  expect(said.at(-1)).toContain(
    '<m:CreateItem MessageDisposition="SendAndSaveCopy"><m:Items><t:DeclineItem>' +
      '<t:Body BodyType="Text">Never on &lt;Monday&gt;</t:Body><t:ReferenceItemId Id="one" ChangeKey="k"/>',
  )
})
