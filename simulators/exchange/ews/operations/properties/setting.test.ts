import { expect, it } from 'vitest'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { PRODUCT_VERSIONS } from '../../../versions/index.js'
import {
  ALICE,
  attendees,
  BOB,
  change,
  create,
  createOffice,
  field,
  PLANNING,
  read,
  ROOM,
  type Office,
} from '../testing/office.js'
import { valueTypeOf } from '../find/value-types.js'
import { createCatalogue } from './catalogue.js'
import type { Property } from './property.js'

const like = (members: Readonly<Record<string, unknown>>): unknown => expect.objectContaining(members)

const rows = createCatalogue().all.filter(({ kinds }) => kinds.includes('CalendarItem'))

/** A value that a client may write, and what it then reads where that is something else. */
interface Sample {
  readonly value: EwsValue
  readonly shown?: unknown
}

const people = (address: string): Sample => ({
  value: attendees(address),
  shown: {
    Attendee: [like({ Mailbox: like({ EmailAddress: address }) })],
  },
})

/** For each row that can be set on a calendar item. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'item:ItemClass': { value: 'IPM.Appointment.Lab' },
  'item:Subject': { value: 'Review' },
  'item:Sensitivity': { value: 'Private' },
  'item:Body': {
    value: { '@BodyType': 'Text', $text: 'Agenda' },
    shown: like({ '@BodyType': 'Text', $text: expect.stringContaining('Agenda') as unknown }),
  },
  'item:Categories': { value: { String: ['Red', 'Blue', 'Red'] }, shown: { String: ['Red', 'Blue'] } },
  'item:Importance': { value: 'High' },
  'item:InReplyTo': { value: '<1@ent-pa.example>' },
  'item:ReminderDueBy': { value: '2026-03-01T00:00:00Z', shown: '2026-03-04T09:00:00Z' },
  'item:ReminderIsSet': { value: false },
  'item:ReminderMinutesBeforeStart': { value: '30' },
  'item:Culture': { value: 'de-DE' },
  'item:StoreEntryId': { value: 'AAAA', shown: expect.not.stringMatching(/^AAAA$/) },
  'item:Flag': {
    value: { FlagStatus: 'Flagged', StartDate: '2026-03-04T00:00:00Z', DueDate: '2026-03-05T00:00:00Z' },
    shown: like({ FlagStatus: 'Flagged', DueDate: '2026-03-05T00:00:00Z' }),
  },
  'calendar:UID': { value: 'imported@elsewhere.example' },
  'calendar:Start': { value: '2026-03-04T08:00:00Z' },
  'calendar:End': { value: '2026-03-04T11:00:00Z' },
  'calendar:IsAllDayEvent': { value: true },
  'calendar:LegacyFreeBusyStatus': { value: 'OOF' },
  'calendar:Location': { value: 'Room 7' },
  'calendar:When': { value: 'Wednesday morning' },
  'calendar:IsResponseRequested': { value: false },
  'calendar:RequiredAttendees': people(BOB),
  'calendar:OptionalAttendees': people(BOB),
  'calendar:Resources': people(ROOM),
  'calendar:InboxReminders': { value: { InboxReminder: [{ ReminderOffset: 60, Message: 'Soon' }] } },
  'calendar:Recurrence': {
    value: {
      DailyRecurrence: { Interval: 1 },
      NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 2 },
    },
    shown: like({ DailyRecurrence: { Interval: 1 } }),
  },
  'calendar:StartTimeZone': {
    value: { '@Id': 'W. Europe Standard Time' },
    shown: like({ '@Id': 'W. Europe Standard Time' }),
  },
  'calendar:EndTimeZone': {
    value: { '@Id': 'W. Europe Standard Time' },
    shown: like({ '@Id': 'W. Europe Standard Time' }),
  },
  'calendar:ConferenceType': { value: 2 },
  'calendar:AllowNewTimeProposal': { value: false },
  'calendar:MeetingWorkspaceUrl': { value: 'https://x.example/workspace' },
  'calendar:NetShowUrl': { value: 'https://x.example/show' },
  'calendar:EnhancedLocation': {
    value: { DisplayName: 'Room 8', Annotation: 'Bring a badge', PostalAddress: { Street: 'Main 1' } },
    shown: like({
      DisplayName: 'Room 8',
      Annotation: 'Bring a badge',
      PostalAddress: like({ Street: 'Main 1' }),
    }),
  },
  'calendar:DoNotForwardMeeting': { value: true },
}

/** Tested where their feature is. */
const ELSEWHERE = new Set(['item:MimeContent', 'item:Attachments', 'calendar:MeetingTimeZone'])
/** Set by clients until 2016 took it from them. */
const UNTIL_2016 = 'calendar:IsOnlineMeeting'

const settable = rows.filter(({ set, uri }) => set !== undefined && !ELSEWHERE.has(uri) && uri !== UNTIL_2016)
const readOnly = rows.filter(({ set }) => set === undefined)

const update = (name: string, { uri, element }: Property, value: EwsValue): EwsElement => ({
  name,
  value: { FieldURI: { '@FieldURI': uri }, CalendarItem: { [element]: value } },
})
const remove = ({ uri }: Property): EwsElement => ({
  name: 'DeleteItemField',
  value: { FieldURI: { '@FieldURI': uri } },
})

const shown = (office: Office, id: EwsObject, { uri, element }: Property) =>
  read(office, ALICE, id, field(uri))[element]
const quietly = { '@SendMeetingInvitationsOrCancellations': 'SendToNone' }
const codeOf = (message: EwsObject | undefined) => message?.['ResponseCode']

/** A plain value that the schema lets a client write for a row that shows none. */
function sampleOf({ element }: Property): EwsValue {
  const type = valueTypeOf(element)
  switch (type?.kind) {
    case 'text':
      return 'AAAA'
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'time':
      return '2026-03-04T09:00:00Z'
    case 'word':
      return type.words[0]
    case 'texts':
      return { String: ['x'] }
    default:
      return undefined
  }
}

it('has a sample for every row that can be set', () => {
  expect(settable.map(({ uri }) => uri).filter((uri) => SAMPLES[uri] === undefined)).toEqual([])
})

it.each(settable.map((row) => [row.uri, row] as const))('sets %s, on creation and later', (uri, row) => {
  const office = createOffice()
  const { value, shown: expected = value } = SAMPLES[uri] as Sample
  const fresh = create(
    office,
    { ...PLANNING, [row.element]: value },
    { '@SendMeetingInvitations': 'SendToNone' },
  )
  const changed = create(office, PLANNING)

  const message = change(office, changed, [update('SetItemField', row, value)], quietly)

  expect(codeOf(message)).toBe('NoError')
  expect(shown(office, fresh, row)).toEqual(expected)
  expect(shown(office, changed, row)).toEqual(expected)
})

it.each(readOnly.map((row) => [row.uri, row] as const))('refuses to write %s', (_uri, row) => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const attempt = (updates: EwsElement) => change(office, id, [updates], quietly)

  const path = { MessageXml: { $each: [field(row.uri)] } }
  expect(attempt(remove(row))).toMatchObject({ ResponseCode: 'ErrorInvalidPropertyDelete', ...path })
  const value = (shown(office, id, row) as EwsValue) ?? sampleOf(row)
  if (value === undefined) return // only what has a structure of its own and nothing to show
  expect(attempt(update('SetItemField', row, value))).toMatchObject({
    ResponseCode: 'ErrorInvalidPropertySet',
    ...path,
  })
  expect(attempt(update('AppendToItemField', row, value))).toMatchObject({
    ResponseCode: 'ErrorInvalidPropertyAppend',
    ...path,
  })
})

it.each(settable.map((row) => [row.uri, row] as const))(
  'deletes and appends to %s only where it can',
  (uri, row) => {
    const office = createOffice()
    const { value } = SAMPLES[uri] as Sample
    const id = create(
      office,
      { ...PLANNING, [row.element]: value },
      { '@SendMeetingInvitations': 'SendToNone' },
    )

    const append = codeOf(change(office, id, [update('AppendToItemField', row, value)], quietly))
    const removal = codeOf(change(office, id, [remove(row)], quietly))

    expect(append).toBe(row.append === undefined ? 'ErrorInvalidPropertyAppend' : 'NoError')
    expect(removal).toBe(row.clear === undefined ? 'ErrorInvalidPropertyDelete' : 'NoError')
  },
)

it('lets clients call a meeting online until Exchange 2016', () => {
  const code = (name: '2013' | '2016') => {
    const office = createOffice({ product: PRODUCT_VERSIONS[name] })
    const updates = [
      {
        name: 'SetItemField',
        value: { FieldURI: { '@FieldURI': UNTIL_2016 }, CalendarItem: { IsOnlineMeeting: true } },
      },
    ]
    return codeOf(change(office, create(office, PLANNING), updates, quietly))
  }

  expect([code('2013'), code('2016')]).toEqual(['NoError', 'ErrorInvalidPropertySet'])
})

it.each([
  ['a completed one that is due', { FlagStatus: 'Complete', DueDate: '2026-03-05T00:00:00Z' }],
  ['one that starts and is never due', { FlagStatus: 'Flagged', StartDate: '2026-03-05T00:00:00Z' }],
  ['none with a date', { FlagStatus: 'NotFlagged', CompleteDate: '2026-03-05T00:00:00Z' }],
])('refuses a flag whose dates do not fit: %s', (_name, value) => {
  const office = createOffice()
  const row = rows.find(({ uri }) => uri === 'item:Flag') as Property

  expect(
    codeOf(change(office, create(office, PLANNING), [update('SetItemField', row, value)], quietly)),
  ).toBe('ErrorInvalidArgument')
})

it('gives a location that is set as text no address, and completes a flag now', () => {
  const office = createOffice()
  const [location, enhanced, flag] = ['calendar:Location', 'calendar:EnhancedLocation', 'item:Flag'].map(
    (uri) => rows.find((row) => row.uri === uri),
  ) as [Property, Property, Property]
  const id = create(office, { ...PLANNING, EnhancedLocation: SAMPLES['calendar:EnhancedLocation']?.value })
  expect(shown(office, id, location)).toBe('Room 8')

  change(office, id, [update('SetItemField', location, 'Room 9')], quietly)
  change(office, id, [update('SetItemField', flag, { FlagStatus: 'Complete' })], quietly)

  expect(shown(office, id, enhanced)).toMatchObject({
    DisplayName: 'Room 9',
    PostalAddress: { Type: 'Business' },
  })
  expect(shown(office, id, enhanced)).not.toHaveProperty('PostalAddress.Street')
  expect(shown(office, id, flag)).toMatchObject({
    FlagStatus: 'Complete',
    CompleteDate: '2026-03-02T08:00:00Z',
  })
})

it('keeps an item what it is, and cuts a subject that is too long', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const [itemClass, subject] = ['item:ItemClass', 'item:Subject'].map((uri) =>
    rows.find((row) => row.uri === uri),
  ) as [Property, Property]

  const note = change(office, id, [update('SetItemField', itemClass, 'IPM.Note')], quietly)
  const similar = change(office, id, [update('SetItemField', itemClass, 'IPM.Appointments')], quietly)
  change(office, id, [update('SetItemField', subject, 'x'.repeat(300))], quietly)

  expect([codeOf(note), codeOf(similar)]).toEqual(['ErrorObjectTypeChanged', 'ErrorObjectTypeChanged'])
  expect(shown(office, id, subject)).toBe('x'.repeat(255))
})

it('serves what exchangelib sends when it saves a whole item: values it read, and deletions of what was absent', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const item = read(office, ALICE, id)
  const saved = [
    ...[
      'item:Subject',
      'item:Sensitivity',
      'item:Body',
      'item:Categories',
      'item:Importance',
      'item:InReplyTo',
    ],
    ...['item:ReminderDueBy', 'item:ReminderIsSet', 'item:ReminderMinutesBeforeStart', 'item:Culture'],
    ...['calendar:UID', 'calendar:Start', 'calendar:End', 'calendar:IsAllDayEvent'],
    ...[
      'calendar:LegacyFreeBusyStatus',
      'calendar:Location',
      'calendar:When',
      'calendar:IsResponseRequested',
    ],
    ...[
      'calendar:RequiredAttendees',
      'calendar:OptionalAttendees',
      'calendar:Resources',
      'calendar:Recurrence',
    ],
    ...['calendar:StartTimeZone', 'calendar:EndTimeZone', 'calendar:AllowNewTimeProposal'],
    ...['calendar:MeetingWorkspaceUrl', 'calendar:NetShowUrl'],
  ]
  const updates = saved
    .map((uri) => rows.find((row) => row.uri === uri) as Property)
    .map((row) => {
      const value = item[row.element] as EwsValue
      return value === undefined ? remove(row) : update('SetItemField', row, value)
    })

  expect(codeOf(change(office, id, updates, quietly))).toBe('NoError')
})
