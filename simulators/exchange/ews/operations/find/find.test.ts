import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../../tree.js'
import { createSpecimens } from '../properties/testing/specimens.js'
import { child, members, valueOf } from '../request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  field,
  inFolder,
  type Office,
} from '../testing/office.js'

const subject = field('item:Subject')

function find(office: Office, more: EwsObject, folder = 'calendar'): EwsObject | undefined {
  return office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [subject] } },
    ParentFolderIds: { $each: [inFolder(folder)] },
    ...more,
  })[0]
}

const root = (message: EwsObject | undefined) => child(message, 'RootFolder')
const subjectsIn = (items: EwsObject | undefined) => members(items).map((item) => valueOf(item)['Subject'])
const subjects = (message: EwsObject | undefined) => subjectsIn(child(root(message), 'Items'))
const codeOf = (message: EwsObject | undefined) => message?.['ResponseCode']

const constant = (value: string) => ({ FieldURIOrConstant: { Constant: { '@Value': value } } })
const compare = (name: string, uri: string, value: string): EwsObject => ({
  [name]: { FieldURI: { '@FieldURI': uri }, ...constant(value) },
})
const contains = (uri: string, value: string, mode = 'Substring', comparison = 'IgnoreCase'): EwsObject => ({
  Contains: {
    '@ContainmentMode': mode,
    '@ContainmentComparison': comparison,
    FieldURI: { '@FieldURI': uri },
    Constant: { '@Value': value },
  },
})
const exists = (uri: string): EwsObject => ({ Exists: { FieldURI: { '@FieldURI': uri } } })

/** Three appointments that differ in everything. */
function createAgenda(): Office {
  const office = createOffice()
  const on = (day: number, more: EwsObject) =>
    create(office, {
      ...{ Start: `2026-03-0${day}T09:00:00Z`, End: `2026-03-0${day}T10:00:00Z` },
      ...more,
    })
  on(4, {
    Subject: 'Café planning',
    Importance: 'Low',
    Categories: { String: ['Red', 'Blue'] },
    Location: 'Room 5',
  })
  on(5, { Subject: 'Budget', Importance: 'High', IsAllDayEvent: true, ReminderMinutesBeforeStart: '30' })
  on(6, {
    Subject: 'budget review',
    Sensitivity: 'Private',
    RequiredAttendees: attendees(BOB),
    Location: 'Room 6',
  })
  return office
}

it.each<[string, EwsObject, readonly string[]]>([
  ['text in any case', compare('IsEqualTo', 'item:Subject', 'BUDGET'), ['Budget']],
  [
    'what is not equal',
    compare('IsNotEqualTo', 'item:Subject', 'budget'),
    ['Café planning', 'budget review'],
  ],
  ['words in their order', compare('IsGreaterThan', 'item:Importance', 'Low'), ['Budget', 'budget review']],
  ['one of several texts', compare('IsEqualTo', 'item:Categories', 'blue'), ['Café planning']],
  ['truth', compare('IsEqualTo', 'calendar:IsAllDayEvent', '1'), ['Budget']],
  ['numbers', compare('IsGreaterThanOrEqualTo', 'item:ReminderMinutesBeforeStart', '30'), ['Budget']],
  ['times without a zone', compare('IsLessThan', 'calendar:Start', '2026-03-05T00:00:00'), ['Café planning']],
  ['people by name', contains('calendar:Organizer', 'alice'), ['Café planning', 'Budget', 'budget review']],
  [
    'a substring, as it is written',
    contains('item:Subject', 'budget', 'Substring', 'Exact'),
    ['budget review'],
  ],
  ['a prefix', contains('item:Subject', 'budget', 'Prefixed'), ['Budget', 'budget review']],
  ['the full text', contains('item:Subject', 'budget', 'FullString'), ['Budget']],
  ['prefixes of words', contains('item:Subject', 'pla', 'PrefixOnWords'), ['Café planning']],
  ['a phrase', contains('item:Subject', 'review', 'ExactPhrase'), ['budget review']],
  ['a part of a word as a phrase', contains('item:Subject', 'view', 'ExactPhrase'), []],
  [
    'accents or none',
    contains('item:Subject', 'cafe', 'Substring', 'IgnoreCaseAndNonSpacingCharacters'),
    ['Café planning'],
  ],
  ['accents that are there', contains('item:Subject', 'cafe', 'Substring', 'IgnoreCase'), []],
  ['what exists', exists('calendar:Location'), ['Café planning', 'budget review']],
  [
    'one property with another',
    {
      IsEqualTo: {
        FieldURI: { '@FieldURI': 'item:DateTimeCreated' },
        FieldURIOrConstant: { FieldURI: { '@FieldURI': 'item:DateTimeReceived' } },
      },
    },
    ['Café planning', 'Budget', 'budget review'],
  ],
  [
    'either of two',
    {
      Or: {
        $each: [
          { name: 'IsEqualTo', value: { FieldURI: subject.value, ...constant('Budget') } },
          { name: 'Exists', value: { FieldURI: { '@FieldURI': 'item:Categories' } } },
        ],
      },
    },
    ['Café planning', 'Budget'],
  ],
  [
    'bits that are not set',
    {
      Excludes: {
        ExtendedFieldURI: {
          '@DistinguishedPropertySetId': 'Appointment',
          '@PropertyId': 0x8217,
          '@PropertyType': 'Integer',
        },
        Bitmask: { '@Value': '0x1' },
      },
    },
    ['Café planning', 'Budget'],
  ],
  ['properties of other classes', compare('IsEqualTo', 'contacts:GivenName', 'Bob'), []],
])('restricts by %s', (_name, Restriction, expected) => {
  expect(subjects(find(createAgenda(), { Restriction }))).toEqual(expected)
})

const many = (count: number): EwsObject => ({
  Or: {
    $each: Array.from({ length: count }, () => ({ name: 'Exists', value: { FieldURI: subject.value } })),
  },
})

it.each<[string, EwsObject]>([
  ['ErrorInvalidValueForProperty', compare('IsGreaterThan', 'item:DateTimeCreated', 'true')],
  ['ErrorInvalidValueForProperty', compare('IsEqualTo', 'item:Importance', 'Huge')],
  ['ErrorInvalidValueForProperty', compare('IsEqualTo', 'calendar:IsAllDayEvent', 'maybe')],
  ['ErrorInvalidValueForProperty', compare('IsEqualTo', 'item:Size', 'big')],
  ['ErrorUnsupportedPathForQuery', compare('IsEqualTo', 'calendar:UID', 'x')],
  ['ErrorUnsupportedPathForQuery', compare('IsEqualTo', 'calendar:RequiredAttendees', 'x')],
  ['ErrorUnsupportedPathForQuery', compare('IsEqualTo', 'item:EffectiveRights', 'x')],
  ['ErrorUnsupportedPathForQuery', compare('IsEqualTo', 'folder:DisplayName', 'x')],
  ['ErrorContainsFilterWrongType', contains('calendar:Start', '2026')],
  ['ErrorContainsFilterWrongType', contains('item:Categories', 'Red')],
  ['ErrorContainsFilterWrongType', contains('item:Importance', 'High')],
  ['ErrorInvalidPropertyForExists', exists('item:IsDraft')],
  ['ErrorRestrictionTooLong', many(255)],
])('refuses with %s, also where there is nothing to search', (expected, Restriction) => {
  expect(codeOf(find(createOffice(), { Restriction }))).toBe(expected)
})

it('takes 255 nodes', () => {
  expect(codeOf(find(createOffice(), { Restriction: many(254) }))).toBe('NoError')
})

const by = (uri: string, direction = 'Ascending'): EwsObject => ({
  FieldOrder: [{ '@Order': direction, FieldURI: { '@FieldURI': uri } }],
})

it('sorts by several keys, and puts what has no value first', () => {
  const office = createAgenda()
  const orders = [
    { '@Order': 'Descending', FieldURI: { '@FieldURI': 'item:Importance' } },
    { '@Order': 'Ascending', FieldURI: { '@FieldURI': 'calendar:Start' } },
  ]

  expect(subjects(find(office, { SortOrder: { FieldOrder: orders } }))).toEqual([
    'Budget',
    'budget review',
    'Café planning',
  ])
  expect(subjects(find(office, { SortOrder: by('calendar:Location') }))[0]).toBe('Budget')
})

it.each(['item:Body', 'calendar:UID', 'item:Categories', 'calendar:RequiredAttendees', 'folder:DisplayName'])(
  'cannot sort by %s',
  (uri) => {
    expect(codeOf(find(createAgenda(), { SortOrder: by(uri) }))).toBe('ErrorUnsupportedPathForSortGroup')
  },
)

it('groups a page by a property, in the order of what the groups have', () => {
  const GroupBy = {
    '@Order': 'Ascending',
    FieldURI: { '@FieldURI': 'item:Importance' },
    AggregateOn: { '@Aggregate': 'Minimum', FieldURI: { '@FieldURI': 'calendar:Start' } },
  }

  const message = find(createAgenda(), { GroupBy })

  const groups = child(root(message), 'Groups')?.['GroupedItems'] as readonly EwsObject[]
  expect(groups.map((group) => subjectsIn(child(group, 'Items')))).toEqual([
    ['Café planning'],
    ['Budget'],
    ['budget review'],
  ])
  expect(new Set(groups.map(({ GroupIndex }) => GroupIndex)).size).toBe(3)
})

it('groups mail by conversation', () => {
  const { office } = createSpecimens()

  const message = find(
    office,
    { DistinguishedGroupBy: { '@Order': 'Descending', StandardGroupBy: 'ConversationTopic' } },
    'inbox',
  )

  const groups = child(root(message), 'Groups')?.['GroupedItems'] as readonly EwsObject[]
  expect(groups.map(({ GroupIndex }) => GroupIndex)).toContain('Lunch')
})

const seek = (basePoint: string): EwsObject => ({
  SeekToConditionPageItemView: {
    '@BasePoint': basePoint,
    '@MaxEntriesReturned': 1,
    Condition: compare('IsEqualTo', 'item:Subject', 'RE: Lunch'),
  },
})

it('seeks the page that begins with what meets a condition, but not in calendars', () => {
  const { office } = createSpecimens()

  const found = find(office, seek('Beginning'), 'inbox')

  expect(subjects(found)).toEqual(['RE: Lunch'])
  expect(subjects(find(office, seek('End'), 'inbox'))).toEqual(['RE: Lunch'])
  expect(codeOf(find(office, seek('Beginning')))).toBe('ErrorCalendarSeekToConditionNotSupported')
})

it.each<[string, EwsObject]>([
  [
    'ErrorInvalidIndexedPagingParameters',
    { IndexedPageItemView: { '@Offset': -1, '@BasePoint': 'Beginning' } },
  ],
  [
    'ErrorInvalidPagingMaxRows',
    { IndexedPageItemView: { '@Offset': 0, '@BasePoint': 'Beginning', '@MaxEntriesReturned': 0 } },
  ],
  [
    'ErrorInvalidFractionalPagingParameters',
    { FractionalPageItemView: { '@Numerator': 2, '@Denominator': 1 } },
  ],
  [
    'ErrorInvalidFractionalPagingParameters',
    { FractionalPageItemView: { '@Numerator': 0, '@Denominator': 0 } },
  ],
])('refuses a page with %s', (expected, view) => {
  expect(codeOf(find(createOffice(), view))).toBe(expected)
})

it('pages by fractions', () => {
  const message = find(createAgenda(), {
    FractionalPageItemView: { '@Numerator': 2, '@Denominator': 3, '@MaxEntriesReturned': 5 },
  })

  expect(subjects(message)).toEqual(['budget review'])
  expect(root(message)).toMatchObject({ '@NumeratorOffset': 3, '@AbsoluteDenominator': 3 })
})

const view = (from: string, to: string): EwsObject => ({
  CalendarView: { '@StartDate': from, '@EndDate': to },
})

it.each([
  ['NoError', '2026-03-01T00:00:00Z', '2028-03-01T00:00:00Z'],
  ['ErrorCalendarViewRangeTooBig', '2026-03-01T00:00:00Z', '2028-03-01T00:00:01Z'],
  ['NoError', '2024-02-29T00:00:00Z', '2026-03-01T00:00:00Z'],
  ['ErrorValueOutOfRange', '0001-01-01T00:00:00Z', '0002-01-01T00:00:00Z'],
  ['ErrorValueOutOfRange', '9999-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
])('answers %s to a view from %s to %s', (expected, from, to) => {
  expect(codeOf(find(createOffice(), view(from, to)))).toBe(expected)
})

it.each<[string, EwsObject]>([
  ['a restriction', { Restriction: exists('item:Subject') }],
  ['an order', { SortOrder: by('item:Subject') }],
  ['groups', { DistinguishedGroupBy: { '@Order': 'Descending', StandardGroupBy: 'ConversationTopic' } }],
])('takes no %s with a calendar view', (_name, more) => {
  const request = { ...view('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'), ...more }

  expect(codeOf(find(createOffice(), request))).toBe('ErrorInvalidRequest')
})

const paths = (...uris: readonly string[]): readonly EwsElement[] => uris.map(field)

it('tells what is at the same time and next to a meeting, of one item alone', () => {
  const office = createOffice()
  const at = (Subject: string, from: string, to: string, more: EwsObject = {}) =>
    create(office, { Subject, Start: `2026-03-04T${from}:00Z`, End: `2026-03-04T${to}:00Z`, ...more })
  const id = at('Planning', '09:00', '10:00')
  at('Overlap', '09:30', '10:30')
  at('Before', '08:00', '09:00')
  at('Free', '09:00', '10:00', { LegacyFreeBusyStatus: 'Free' })
  at('Daily', '10:00', '10:15', {
    Recurrence: {
      DailyRecurrence: { Interval: 1 },
      NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 3 },
    },
  })

  const [message] = office.as(ALICE)('GetItem', {
    ItemShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: {
        $each: paths(
          ...['calendar:ConflictingMeetingCount', 'calendar:AdjacentMeetingCount'],
          ...['calendar:ConflictingMeetings', 'calendar:AdjacentMeetings'],
        ),
      },
    },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })

  const [item] = members(child(message, 'Items')).map(valueOf)
  expect(item).toMatchObject({ ConflictingMeetingCount: 1, AdjacentMeetingCount: 2 })
  expect(subjectsIn(child(item, 'ConflictingMeetings'))).toEqual(['Overlap'])
  expect(subjectsIn(child(item, 'AdjacentMeetings'))).toEqual(['Before', 'Daily'])
})
