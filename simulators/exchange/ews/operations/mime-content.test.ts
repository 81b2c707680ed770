import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  ALICE,
  attendees,
  BOB,
  change,
  create,
  createOffice,
  field,
  idIn,
  PLANNING,
  read,
} from './testing/office.js'

const MIME = field('item:MimeContent')

type Office = ReturnType<typeof createOffice>

function contentOf(office: Office, address: string, id: EwsObject): string {
  const item = read(office, address, id, MIME)
  const content = item['MimeContent'] as EwsObject
  expect(content['@CharacterSet']).toBe('UTF-8')
  return Buffer.from(String(content.$text), 'base64').toString()
}

/** Without the lines that fold long ones. */
const linesOf = (content: string) => content.replace(/\r\n /g, '').split('\r\n')

const encoded = (...lines: readonly string[]): EwsObject => ({
  '@CharacterSet': 'UTF-8',
  $text: Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')).toString(
    'base64',
  ),
})

const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

function importing(office: Office, ...lines: readonly string[]): EwsObject {
  const [message] = office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToAllAndSaveCopy',
    Items: { $each: [{ name: 'CalendarItem', value: { MimeContent: encoded(...lines) } }] },
  })
  expect(message?.['ResponseCode']).toBe('NoError')
  return read(office, ALICE, idIn(message))
}

function codeOf(office: Office, MimeContent: EwsObject): unknown {
  return office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToNone',
    Items: { $each: [{ name: 'CalendarItem', value: { MimeContent } }] },
  })[0]?.['ResponseCode']
}

it('shows a meeting as iCalendar in the form of the product', () => {
  const office = createOffice()
  const id = create(office, {
    ...PLANNING,
    RequiredAttendees: attendees(BOB),
    StartTimeZone: { '@Id': 'Pacific Standard Time' },
  })

  const lines = linesOf(contentOf(office, ALICE, id))

  expect(lines.slice(0, 4)).toEqual([
    'BEGIN:VCALENDAR',
    'METHOD:PUBLISH',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
  ])
  expect(lines.slice(4, 18)).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Pacific Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:-0700',
    'TZOFFSETTO:-0800',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:-0800',
    'TZOFFSETTO:-0700',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3',
    'END:DAYLIGHT',
  ])
  expect(lines).toContain('ORGANIZER;CN=Alice Anders:MAILTO:alice@ent-pa.example')
  expect(lines).toContain(
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Bob Böhm:MAILTO:bob@ent-pa.example',
  )
  expect(lines).toContain('DESCRIPTION;LANGUAGE=en-US:Agenda\\n')
  expect(lines).toContain('DTSTART;TZID=Pacific Standard Time:20260304T010000')
  expect(lines).toContain('LOCATION;LANGUAGE=en-US:Room 5\\; @webex')
  expect(lines).toContain('TRIGGER;RELATED=START:-PT15M')
})

it('gives the content to IncludeMimeContent, and refuses it to lists and synchronization', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const ItemShape = { BaseShape: 'IdOnly', IncludeMimeContent: true }
  const calendar = { name: 'DistinguishedFolderId', value: { '@Id': 'calendar' } }
  const alice = office.as(ALICE)

  const [got] = alice('GetItem', { ItemShape, ItemIds: { $each: [{ name: 'ItemId', value: id }] } })

  expect(JSON.stringify(got)).toContain('"@CharacterSet":"UTF-8"')
  const [listed] = alice('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape,
    ParentFolderIds: { $each: [calendar] },
  })
  const [synced] = alice('SyncFolderItems', {
    ItemShape,
    SyncFolderId: { DistinguishedFolderId: calendar.value },
    MaxChangesReturned: 5,
  })
  expect([listed, synced].map((message) => message?.['ResponseCode'])).toEqual([
    'ErrorInvalidPropertyRequest',
    'ErrorInvalidPropertyRequest',
  ])
})

it('shows requests, answers and cancellations as messages with a calendar', () => {
  const office = createOffice()
  const id = create(office, { ...PLANNING, Subject: 'Plänung', RequiredAttendees: attendees(BOB) })
  const [found] = office.as(BOB)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [{ name: 'DistinguishedFolderId', value: { '@Id': 'inbox' } }] },
  })
  const request = contentOf(office, BOB, idIn(found?.['RootFolder'] as EwsObject))

  expect(request).toMatch(
    /^From: Alice Anders <alice@ent-pa.example>\r\nTo: =\?utf-8\?B\?\S+\?= <bob@ent-pa.example>\r\n/,
  )
  expect(request).toContain('Subject: =?utf-8?B?UGzDpG51bmc=?=\r\n')
  expect(request).toMatch(/Content-Type: multipart\/alternative;\r\n\tboundary="_000_/)
  const calendar =
    /text\/calendar; charset="utf-8"; method=REQUEST\r\n.*\r\n\r\n([^-]*)/.exec(request)?.[1] ?? ''
  expect(Buffer.from(calendar, 'base64').toString()).toContain('METHOD:REQUEST\r\n')
  expect(contentOf(office, ALICE, id)).toContain('SUMMARY;LANGUAGE=en-US:Plänung')
})

it('sends who is outside the calendar of the meeting', () => {
  const office = createOffice()
  const id = create(office, { ...PLANNING, RequiredAttendees: attendees('zoe@elsewhere.example') })

  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendOnlyToAll',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })

  const sent = [...office.store.sentMail()].map(({ record }) => linesOf(record.calendar ?? ''))
  expect(sent.map((lines) => lines[1])).toEqual(['METHOD:REQUEST', 'METHOD:CANCEL'])
  expect(sent[0]).toContain('SUMMARY;LANGUAGE=en-US:Planning')
  expect(sent[0]).toContain('DTSTART;TZID=UTC:20260304T090000')
  expect(sent[1]).toContain('STATUS:CANCELLED')
})

it('creates a meeting from iCalendar of any zone', () => {
  const office = createOffice()
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:Ours', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0200'],
    ...['TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD', 'BEGIN:DAYLIGHT'],
    ...['DTSTART:19700329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
    ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ]
  const starts = [
    'DTSTART;TZID=Ours:20260704T110000',
    'DTSTART;TZID=Europe/Berlin:20260704T110000',
    'DTSTART;TZID="W. Europe Standard Time":20260704T110000',
    'DTSTART:20260704T090000Z',
    'DTSTART:20260704T090000',
  ].map((start) => importing(office, ...zone, ...event('UID:x@y', start, 'DURATION:PT1H', 'SUMMARY:a\\, b')))

  expect(starts.map((item) => [item['Start'], item['End'], item['Subject']])).toEqual(
    starts.map(() => ['2026-07-04T09:00:00Z', '2026-07-04T10:00:00Z', 'a, b']),
  )
})

it('reads people, body, class, status, reminder and categories', () => {
  const office = createOffice()
  const item = importing(
    office,
    ...event(
      ...['UID:x@y', 'DTSTART;VALUE=DATE:20260304', 'CLASS:PRIVATE', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'],
      ...['PRIORITY:1', 'CATEGORIES:a,b\\,c', 'X-ALT-DESC;FMTTYPE=text/html:<p>a\\, b</p>', 'DESCRIPTION:x'],
      ...[
        'ORGANIZER:mailto:alice@ent-pa.example',
        'ATTENDEE;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:mailto:bob@ent-pa.example',
      ],
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT2H', 'END:VALARM'],
    ),
  )

  expect(item).toMatchObject({
    IsAllDayEvent: true,
    Start: '2026-03-04T00:00:00Z',
    End: '2026-03-05T00:00:00Z',
    Sensitivity: 'Private',
    LegacyFreeBusyStatus: 'OOF',
    Importance: 'High',
    Categories: { String: ['a', 'b,c'] },
    ReminderIsSet: true,
    ReminderMinutesBeforeStart: '120',
    UID: 'x@y',
    IsMeeting: true,
  })
  expect(JSON.stringify(item['OptionalAttendees'])).toContain('"ResponseType":"Accept"')
  expect((item['Body'] as EwsObject).$text).toContain('<p>a, b</p>')
})

it('creates a series with exceptions and holes', () => {
  const office = createOffice()
  const item = importing(
    office,
    ...event(
      'UID:s',
      'DTSTART:20260302T090000Z',
      'DTEND:20260302T093000Z',
      'SUMMARY:s',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5',
      'EXDATE:20260309T090000Z',
    ),
    ...event(
      'UID:s',
      'RECURRENCE-ID:20260316T090000Z',
      'DTSTART:20260316T110000Z',
      'DTEND:20260316T113000Z',
      'SUMMARY:moved',
    ),
  )

  expect(item['Recurrence']).toMatchObject({
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday'] },
    NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 5 },
  })
  expect(JSON.stringify(item['ModifiedOccurrences'])).toContain('"Start":"2026-03-16T11:00:00Z"')
  expect(JSON.stringify(item['DeletedOccurrences'])).toContain('2026-03-09T09:00:00Z')
  const lines = linesOf(contentOf(office, ALICE, item['ItemId'] as EwsObject))
  expect(lines).toContain('RRULE:FREQ=WEEKLY;COUNT=5;INTERVAL=1;BYDAY=MO;WKST=MO')
  expect(lines).toContain('EXDATE;TZID=UTC:20260309T090000')
  expect(lines).toContain('RECURRENCE-ID;TZID=UTC:20260316T090000')
})

it('replaces what the content says on an update, but not the UID', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const { UID } = read(office, ALICE, id)
  const MimeContent = encoded(
    ...event('UID:other', 'DTSTART:20260305T090000Z', 'DTEND:20260305T100000Z', 'SUMMARY:later'),
  )

  change(office, id, [
    { name: 'SetItemField', value: { FieldURI: MIME.value, CalendarItem: { MimeContent } } },
  ])

  expect(read(office, ALICE, id)).toMatchObject({ UID, Subject: 'later', Start: '2026-03-05T09:00:00Z' })
})

it('keeps a draft as its MIME content describes it, and gives it back', () => {
  const office = createOffice()
  const content = 'From: bob@ent-pa.example\r\nTo: carol@x.example\r\nSubject: Hi\r\n\r\nfirst\r\nsecond'
  const MimeContent = { $text: Buffer.from(content).toString('base64') }
  const [message] = office.as(ALICE)('CreateItem', {
    '@MessageDisposition': 'SaveOnly',
    Items: { $each: [{ name: 'Message', value: { MimeContent } }] },
  })

  const id = idIn(message)

  expect(read(office, ALICE, id)).toMatchObject({ Subject: 'Hi', DisplayTo: 'carol@x.example' })
  expect(contentOf(office, ALICE, id)).toMatch(/\r\nSubject: Hi\r\n[^]*\r\n\r\nfirst\r\nsecond$/)
})

it.each([
  ['ErrorMimeContentInvalidBase64String', { $text: 'a?' }],
  ['ErrorMimeContentInvalid', { $text: '' }],
  ['ErrorMimeContentInvalid', { $text: Buffer.from('Subject: x').toString('base64') }],
  ['ErrorMimeContentInvalid', encoded('BEGIN:VTODO', 'END:VTODO')],
  ['ErrorMimeContentInvalid', encoded(...event('DTSTART:20261341T000000'))],
  ['ErrorMimeContentInvalid', encoded(...event('DTSTART;TZID=Mars:20260304T090000'))],
  ['ErrorCalendarInvalidRecurrence', encoded(...event('DTSTART:20260304T090000Z', 'RRULE:FREQ=HOURLY'))],
  [
    'ErrorCalendarInvalidRecurrence',
    encoded(...event('DTSTART:20260304T090000Z', 'RRULE:FREQ=YEARLY;BYWEEKNO=3')),
  ],
  [
    'ErrorCalendarEndDateIsEarlierThanStartDate',
    encoded(...event('DTSTART:20260304T090000Z', 'DTEND:20260304T080000Z')),
  ],
])('answers %s', (code, content) => {
  expect(codeOf(createOffice(), content)).toBe(code)
})
