import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import { ALICE, attendees, create, createOffice, idIn, inFolder, PLANNING, read } from './testing/office.js'

const code = (
  office: ReturnType<typeof createOffice>,
  item: EwsObject,
  more: EwsObject = {},
  name = 'CalendarItem',
) =>
  office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToAllAndSaveCopy',
    Items: { $each: [{ name, value: item }] },
    ...more,
  })[0]?.['ResponseCode']

it('answers with the id alone and stores what was said', () => {
  const office = createOffice()

  const [message] = office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToNone',
    Items: { $each: [{ name: 'CalendarItem', value: PLANNING }] },
  })

  expect(message?.['Items']).toEqual({ $each: [{ name: 'CalendarItem', value: { ItemId: idIn(message) } }] })
  expect(read(office, ALICE, idIn(message))).toMatchObject({
    Subject: 'Planning',
    Location: 'Room 5; @webex',
    Start: '2026-03-04T09:00:00Z',
    Duration: 'PT30M',
    CalendarItemType: 'Single',
    IsMeeting: false,
    AppointmentState: 0,
  })
})

it('fills in what was not said', () => {
  const office = createOffice()

  const item = read(office, ALICE, create(office, {}))

  expect(item).toMatchObject({
    Start: '2026-03-02T08:00:00Z',
    End: '2026-03-02T08:30:00Z',
    LegacyFreeBusyStatus: 'Busy',
    ReminderIsSet: true,
    ReminderMinutesBeforeStart: '15',
    Sensitivity: 'Normal',
    AllowNewTimeProposal: true,
    IsResponseRequested: true,
  })
  expect(item['UID']).toMatch(/^040000008200E00074C5B7101A82E008[0-9A-F]{80}$/)
})

it.each([
  ['its own zone', { StartTimeZone: { '@Id': 'Pacific Standard Time' } }, undefined, '2026-03-04T17:00:00Z'],
  ['TimeZoneContext', {}, 'W. Europe Standard Time', '2026-03-04T08:00:00Z'],
  ['UTC', {}, undefined, '2026-03-04T09:00:00Z'],
])('reads a time without a zone in %s', (_name, zone, timeZone, utc) => {
  const office = createOffice()
  const times = { Start: '2026-03-04T09:00:00', End: '2026-03-04T09:30:00', ...zone }

  const [message] = office.as(ALICE, { timeZone })('CreateItem', {
    '@SendMeetingInvitations': 'SendToNone',
    Items: { $each: [{ name: 'CalendarItem', value: times }] },
  })

  expect(read(office, ALICE, idIn(message))['Start']).toBe(utc)
})

it('snaps whole days to midnight in the zone of the item', () => {
  const office = createOffice()

  const id = create(office, {
    Start: '2026-03-04T09:00:00Z',
    End: '2026-03-04T10:00:00Z',
    IsAllDayEvent: true,
    StartTimeZone: { '@Id': 'Tokyo Standard Time' },
    EndTimeZone: { '@Id': 'Tokyo Standard Time' },
  })

  expect(read(office, ALICE, id)).toMatchObject({
    Start: '2026-03-03T15:00:00Z',
    End: '2026-03-04T15:00:00Z',
  })
})

it('keeps a UID that the client chose', () => {
  const office = createOffice()

  expect(read(office, ALICE, create(office, { UID: 'abc@example' }))['UID']).toBe('abc@example')
})

it.each<[string, EwsObject, EwsObject]>([
  ['ErrorSendMeetingInvitationsRequired', PLANNING, { '@SendMeetingInvitations': undefined }],
  ['ErrorCalendarEndDateIsEarlierThanStartDate', { ...PLANNING, End: '2026-03-04T08:00:00Z' }, {}],
  ['ErrorCalendarDurationIsTooLong', { ...PLANNING, End: '2032-03-04T08:00:00Z' }, {}],
  ['ErrorInvalidPropertySet', { IsMeeting: true }, {}],
  ['ErrorInvalidRecipients', { RequiredAttendees: attendees('nobody at all') }, {}],
  ['ErrorTimeZone', { StartTimeZone: { '@Id': 'Mars Standard Time' } }, {}],
  [
    'ErrorCannotCreateCalendarItemInNonCalendarFolder',
    PLANNING,
    { SavedItemFolderId: { DistinguishedFolderId: inFolder('inbox').value } },
  ],
  [
    'ErrorSavedItemFolderNotFound',
    PLANNING,
    { SavedItemFolderId: { DistinguishedFolderId: inFolder('archive').value } },
  ],
])('refuses with %s', (expected, item, more) => {
  const office = createOffice()
  const before = office.core.world.sequence

  expect(code(office, item, more)).toBe(expected)
  expect(office.core.world.sequence).toBe(before)
})

it('creates neither meeting requests nor contacts', () => {
  const office = createOffice()

  expect(code(office, {}, {}, 'MeetingRequest')).toBe('ErrorInvalidPropertySet')
  expect(code(office, {}, {}, 'Contact')).toBe('ErrorInvalidOperation')
})

it('goes on with the next item after one that failed', () => {
  const office = createOffice()

  const messages = office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToNone',
    Items: {
      $each: [
        { name: 'CalendarItem', value: { Start: '2026-03-04T09:00:00Z', End: '2026-03-04T08:00:00Z' } },
        { name: 'CalendarItem', value: PLANNING },
      ],
    },
  })

  expect(messages.map((message) => message['@ResponseClass'])).toEqual(['Error', 'Success'])
})

it('writes everything that one item causes in one commit, in the name of the interaction', () => {
  const office = createOffice()
  const before = office.core.world.sequence

  create(office, { ...PLANNING, RequiredAttendees: attendees('bob@ent-pa.example') })

  const alice = office.store.mailboxByAddress(ALICE)?.guid ?? ''
  const page = office.core.world.read(`folder:${alice}:${0x109}`, before)
  expect(page).toMatchObject({
    kind: 'changes',
    changes: [{ cause: 'call-1', reason: 'CalendarItemCreated' }],
  })
})
