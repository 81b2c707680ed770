import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import { text } from './request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  field,
  inFolder,
  itemsIn,
  PLANNING,
  update,
} from './testing/office.js'
import type { Office } from './testing/office.js'

const window = { '@StartDate': '2026-03-01T00:00:00Z', '@EndDate': '2026-04-01T00:00:00Z' }

const find = (office: Office, more: EwsObject, paths: readonly EwsElement[] = [], folder = 'calendar') =>
  office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: {
      BaseShape: 'IdOnly',
      ...(paths.length === 0 ? {} : { AdditionalProperties: { $each: paths } }),
    },
    ParentFolderIds: { $each: [inFolder(folder)] },
    ...more,
  })[0]

const root = (message: EwsObject | undefined) => message?.['RootFolder'] as EwsObject
const subjects = (message: EwsObject | undefined) => itemsIn(root(message)).map((item) => item['Subject'])

function named(office: Office, ...names: readonly string[]): void {
  names.forEach((Subject, day) => {
    create(office, { Subject, Start: `2026-03-0${9 - day}T09:00:00Z`, End: `2026-03-0${9 - day}T10:00:00Z` })
  })
}

it('shows a calendar as a view by start, cut at the limit, without paging', () => {
  const office = createOffice()
  named(office, 'c', 'b', 'a')

  const all = find(office, { CalendarView: window }, [field('item:Subject')])
  const cut = find(office, { CalendarView: { ...window, '@MaxEntriesReturned': 2 } }, [field('item:Subject')])

  expect(subjects(all)).toEqual(['a', 'b', 'c'])
  expect(root(all)).toMatchObject({ '@TotalItemsInView': 3, '@IncludesLastItemInRange': true })
  expect(subjects(cut)).toEqual(['a', 'b'])
  expect(root(cut)).toMatchObject({ '@TotalItemsInView': 3, '@IncludesLastItemInRange': false })
  expect(root(cut)).not.toHaveProperty('@IndexedPagingOffset')
})

it('takes in what overlaps the view and leaves out what only touches it', () => {
  const office = createOffice()
  create(office, PLANNING)
  const viewOf = (from: string, to: string) =>
    itemsIn(root(find(office, { CalendarView: { '@StartDate': from, '@EndDate': to } }))).length

  expect(viewOf('2026-03-04T09:29:00Z', '2026-03-05T00:00:00Z')).toBe(1)
  expect(viewOf('2026-03-04T09:30:00Z', '2026-03-05T00:00:00Z')).toBe(0)
  expect(viewOf('2026-03-04T08:00:00Z', '2026-03-04T09:00:00Z')).toBe(0)
})

it.each<[string, EwsObject, string]>([
  ['ErrorCalendarViewRangeTooBig', { ...window, '@EndDate': '2029-01-01T00:00:00Z' }, 'calendar'],
  [
    'ErrorCalendarEndDateIsEarlierThanStartDate',
    { ...window, '@EndDate': '2026-01-01T00:00:00Z' },
    'calendar',
  ],
  ['ErrorCalendarFolderIsInvalidForCalendarView', window, 'inbox'],
  ['ErrorInvalidPagingMaxRows', { ...window, '@MaxEntriesReturned': 0 }, 'calendar'],
])('refuses a view with %s', (expected, CalendarView, folder) => {
  expect(find(createOffice(), { CalendarView }, [], folder)?.['ResponseCode']).toBe(expected)
})

it('pages from the beginning and from the end', () => {
  const office = createOffice()
  named(office, 'a', 'b', 'c')
  const page = (view: EwsObject) =>
    find(office, { IndexedPageItemView: { '@MaxEntriesReturned': 2, ...view } }, [field('item:Subject')])

  const first = page({ '@Offset': 0, '@BasePoint': 'Beginning' })
  const second = page({ '@Offset': 2, '@BasePoint': 'Beginning' })
  const last = page({ '@Offset': 0, '@BasePoint': 'End' })

  expect([subjects(first), subjects(second), subjects(last)]).toEqual([['a', 'b'], ['c'], ['b', 'c']])
  expect(root(first)).toMatchObject({ '@IndexedPagingOffset': 2, '@IncludesLastItemInRange': false })
  expect(root(second)).toMatchObject({ '@IndexedPagingOffset': 3, '@IncludesLastItemInRange': true })
})

const subject = field('item:Subject')
const constant = (value: string) => ({ FieldURIOrConstant: { Constant: { '@Value': value } } })

it.each<[string, EwsObject, readonly string[]]>([
  ['equality', { IsEqualTo: { FieldURI: subject.value, ...constant('B') } }, ['b']],
  [
    'order of times',
    {
      IsGreaterThan: {
        FieldURI: { '@FieldURI': 'calendar:Start' },
        ...constant('2026-03-07T10:00:00+01:00'),
      },
    },
    ['a', 'b'],
  ],
  [
    'containment',
    {
      Contains: {
        '@ContainmentMode': 'Substring',
        '@ContainmentComparison': 'IgnoreCase',
        FieldURI: subject.value,
        Constant: { '@Value': 'C' },
      },
    },
    ['c'],
  ],
  ['negation', { Not: { IsEqualTo: { FieldURI: subject.value, ...constant('b') } } }, ['a', 'c']],
  [
    'both of two',
    {
      And: {
        $each: [
          { name: 'Exists', value: { FieldURI: subject.value } },
          { name: 'IsLessThan', value: { FieldURI: subject.value, ...constant('b') } },
        ],
      },
    },
    ['a'],
  ],
])('restricts by %s', (_name, Restriction, expected) => {
  const office = createOffice()
  named(office, 'a', 'b', 'c')

  expect(subjects(find(office, { Restriction }, [subject]))).toEqual(expected)
})

it('sorts as asked', () => {
  const office = createOffice()
  named(office, 'a', 'b', 'c')
  const order = { FieldOrder: [{ '@Order': 'Ascending', FieldURI: { '@FieldURI': 'calendar:Start' } }] }

  expect(subjects(find(office, { SortOrder: order }, [subject]))).toEqual(['c', 'b', 'a'])
})

it.each(['item:Body', 'calendar:RequiredAttendees', 'calendar:Recurrence', 'item:ResponseObjects'])(
  'never lists %s',
  (uri) => {
    const office = createOffice()
    create(office, { ...PLANNING, RequiredAttendees: attendees(BOB) })

    expect(find(office, {}, [field(uri)])).toMatchObject({
      ResponseCode: 'ErrorInvalidPropertyRequest',
      MessageXml: { $each: [field(uri)] },
    })
  },
)

it('lists the organizer by name alone', () => {
  const office = createOffice()
  create(office, PLANNING)

  const [item] = itemsIn(root(find(office, {}, [field('calendar:Organizer')])))

  expect(item?.['Organizer']).toEqual({ Mailbox: { Name: 'Alice Anders' } })
})

it('shows times on the clock of the TimeZoneContext, and fractions when asked', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const request = {
    ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field('calendar:Start')] } },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  }

  const local = office.as(ALICE, { timeZone: 'Pacific Standard Time' })('GetItem', request)
  const exact = office.as(ALICE, { dateTimePrecision: 'Milliseconds' })('GetItem', request)

  expect(itemsIn(local[0])[0]?.['Start']).toBe('2026-03-04T01:00:00-08:00')
  expect(itemsIn(exact[0])[0]?.['Start']).toBe('2026-03-04T09:00:00.000Z')
})

it.each<[string, EwsElement]>([
  ['ErrorInvalidIdEmpty', { name: 'ItemId', value: { '@Id': '' } }],
  ['ErrorInvalidIdMalformed', { name: 'ItemId', value: { '@Id': 'AAMkAD' } }],
])('answers an id with %s', (expected, reference) => {
  const [message] = createOffice().as(ALICE)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly' },
    ItemIds: { $each: [reference] },
  })

  expect(message).toMatchObject({ ResponseCode: expected, Items: {} })
})

it('knows a property only since the version that brought it', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const get = (requestedVersion: string) =>
    office.as(ALICE, { requestedVersion })('GetItem', {
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field('calendar:IsOrganizer')] } },
      ItemIds: { $each: [{ name: 'ItemId', value: id }] },
    })[0]?.['ResponseCode']

  expect([get('Exchange2010_SP2'), get('Exchange2013')]).toEqual(['ErrorInvalidPropertyRequest', 'NoError'])
})

it('gives the global object id of a meeting as a MAPI property', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { Location: 'x' })
  const path = { '@DistinguishedPropertySetId': 'Meeting', '@PropertyId': 3, '@PropertyType': 'Binary' }

  const [message] = office.as(ALICE)('GetItem', {
    ItemShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: [field('calendar:UID'), { name: 'ExtendedFieldURI', value: path }] },
    },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })

  const [item] = itemsIn(message)
  const [property] = item?.['ExtendedProperty'] as readonly EwsObject[]
  const bytes = Buffer.from(text(property, 'Value') ?? '', 'base64')
  expect(bytes.toString('hex').toUpperCase()).toBe(item?.['UID'])
})
