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
  list,
  read,
  type Office,
} from './testing/office.js'

const SERIES: EwsObject = {
  Subject: 'Weekly',
  Start: '2026-03-02T09:00:00',
  End: '2026-03-02T09:30:00',
  Recurrence: {
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday', 'Thursday'] },
    NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 4 },
  },
  StartTimeZone: { '@Id': 'Pacific Standard Time' },
}

function view(office: Office, address = ALICE): readonly EwsObject[] {
  const [message] = office.as(address)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: {
      BaseShape: 'Default',
      AdditionalProperties: { $each: [field('calendar:OriginalStart'), field('calendar:IsRecurring')] },
    },
    CalendarView: { '@StartDate': '2026-03-01T00:00:00Z', '@EndDate': '2026-04-01T00:00:00Z' },
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  return itemsIn(message?.['RootFolder'] as EwsObject)
}

const starts = (office: Office, address?: string) => view(office, address).map((item) => item['Start'])

const occurrence = (master: EwsObject, index: number): EwsElement => ({
  name: 'OccurrenceItemId',
  value: { '@RecurringMasterId': master['@Id'] as string, '@InstanceIndex': index },
})

const move = (office: Office, target: EwsElement, start: string, end: string) =>
  office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': 'SendToAllAndSaveCopy',
    ItemChanges: {
      ItemChange: [
        {
          [target.name]: target.value,
          Updates: {
            $each: [
              ['Start', start],
              ['End', end],
            ].map(([name = '', value]) => ({
              name: 'SetItemField',
              value: { FieldURI: { '@FieldURI': `calendar:${name}` }, CalendarItem: { [name]: value } },
            })),
          },
        },
      ],
    },
  })[0]

const drop = (office: Office, target: EwsElement) =>
  office.as(ALICE)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': 'SendToAllAndSaveCopy',
    ItemIds: { $each: [target] },
  })[0]

const get = (office: Office, target: EwsElement) =>
  office.as(ALICE)('GetItem', { ItemShape: { BaseShape: 'AllProperties' }, ItemIds: { $each: [target] } })[0]

it('shows occurrences in a view, on the clock of the series, and the master in the folder', () => {
  const office = createOffice()
  const master = create(office, SERIES)

  expect(starts(office)).toEqual([
    '2026-03-02T17:00:00Z',
    '2026-03-05T17:00:00Z',
    '2026-03-09T16:00:00Z',
    '2026-03-12T16:00:00Z',
  ])
  expect(view(office)[0]).toMatchObject({ CalendarItemType: 'Occurrence', IsRecurring: true })
  expect(list(office, ALICE).map((item) => item['CalendarItemType'])).toEqual(['RecurringMaster'])
  expect(read(office, ALICE, master)).toMatchObject({
    Recurrence: SERIES['Recurrence'],
    FirstOccurrence: { Start: '2026-03-02T17:00:00Z' },
    LastOccurrence: { Start: '2026-03-12T16:00:00Z' },
  })
})

it('gives an occurrence by its index the id that the view shows', () => {
  const office = createOffice()
  const master = create(office, SERIES)

  const [item] = itemsIn(get(office, occurrence(master, 3)))

  expect(item?.['ItemId']).toEqual(view(office)[2]?.['ItemId'])
  expect(item).toMatchObject({ CalendarItemType: 'Occurrence' })
  expect(item?.['Recurrence']).toBeUndefined()
})

it('finds the master of an occurrence', () => {
  const office = createOffice()
  const master = create(office, SERIES)
  const id = view(office)[1]?.['ItemId'] as EwsObject

  const found = get(office, {
    name: 'RecurringMasterItemId',
    value: { '@OccurrenceId': id['@Id'] as string },
  })

  expect(itemsIn(found)[0]?.['ItemId']).toEqual(master)
})

it('turns a changed occurrence into an exception, also at the attendees', () => {
  const office = createOffice()
  const master = create(office, { ...SERIES, RequiredAttendees: attendees(BOB) })

  move(office, occurrence(master, 2), '2026-03-06T09:00:00Z', '2026-03-06T10:00:00Z')

  expect(view(office)[1]).toMatchObject({
    Start: '2026-03-06T09:00:00Z',
    OriginalStart: '2026-03-05T17:00:00Z',
    CalendarItemType: 'Exception',
  })
  expect(starts(office, BOB)).toEqual(starts(office))
  const modified = read(office, ALICE, master)['ModifiedOccurrences'] as EwsObject
  expect(modified['Occurrence']).toMatchObject([
    { Start: '2026-03-06T09:00:00Z', OriginalStart: '2026-03-05T17:00:00Z' },
  ])
})

it.each([
  ['ErrorOccurrenceCrossingBoundary', '2026-03-10T09:00:00Z', '2026-03-10T10:00:00Z'],
  ['ErrorOccurrenceTimeSpanTooBig', '2026-03-05T17:00:00Z', '2026-03-09T16:10:00Z'],
])('refuses with %s to move an occurrence into its neighbour', (expected, start, end) => {
  const office = createOffice()
  const master = create(office, SERIES)

  expect(move(office, occurrence(master, 2), start, end)?.['ResponseCode']).toBe(expected)
})

it('deletes an occurrence here and at the attendees, and keeps its place in the count', () => {
  const office = createOffice()
  const master = create(office, { ...SERIES, RequiredAttendees: attendees(BOB) })

  drop(office, occurrence(master, 2))

  expect(starts(office)).toHaveLength(3)
  expect(starts(office, BOB)).toEqual(starts(office))
  expect(get(office, occurrence(master, 2))?.['ResponseCode']).toBe(
    'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
  )
  expect(itemsIn(get(office, occurrence(master, 3)))[0]?.['Start']).toBe('2026-03-09T16:00:00Z')
  expect(get(office, occurrence(master, 5))?.['ResponseCode']).toBe(
    'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
  )
  expect(read(office, ALICE, master)['DeletedOccurrences']).toEqual({
    DeletedOccurrence: [{ Start: '2026-03-05T17:00:00Z' }],
  })
})

it('deletes the series with its last occurrence', () => {
  const office = createOffice()
  const master = create(office, SERIES)

  for (const index of [1, 2, 3, 4]) drop(office, occurrence(master, index))

  expect(list(office, ALICE)).toEqual([])
})

it('refuses a recurrence that cannot be', () => {
  const office = createOffice()
  const broken = {
    ...SERIES,
    Recurrence: {
      DailyRecurrence: { Interval: 0 },
      NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 1 },
    },
  }
  const empty = {
    ...SERIES,
    Recurrence: {
      DailyRecurrence: { Interval: 1 },
      EndDateRecurrence: { StartDate: '2026-03-02', EndDate: '2026-03-01' },
    },
  }
  const code = (value: EwsObject) =>
    office.as(ALICE)('CreateItem', {
      '@SendMeetingInvitations': 'SendToNone',
      Items: { $each: [{ name: 'CalendarItem', value }] },
    })[0]?.['ResponseCode']

  expect([code(broken), code(empty)]).toEqual(['ErrorCalendarOutOfRange', 'ErrorRecurrenceHasNoOccurrence'])
})

it('gives a master and the occurrences of ranges, by their times or by those of the pattern', () => {
  const office = createOffice()
  const master = create(office, SERIES)
  move(office, occurrence(master, 1), '2026-03-04T09:00:00Z', '2026-03-04T10:00:00Z')
  const ranges = (...Range: readonly EwsObject[]) =>
    itemsIn(
      get(office, {
        name: 'RecurringMasterItemIdRanges',
        value: { '@Id': master['@Id'] as string, Ranges: { Range } },
      }),
    ).map((item) => [item['CalendarItemType'], text(item, 'Start')?.slice(5, 10)])
  const week = { '@Start': '2026-03-03T00:00:00Z', '@End': '2026-03-10T00:00:00Z' }

  expect(ranges(week)).toEqual([
    ['RecurringMaster', '03-02'],
    ['Exception', '03-04'],
    ['Occurrence', '03-05'],
    ['Occurrence', '03-09'],
  ])
  expect(ranges({ ...week, '@CompareOriginalStartTime': true })).toEqual([
    ['RecurringMaster', '03-02'],
    ['Occurrence', '03-05'],
    ['Occurrence', '03-09'],
  ])
  expect(ranges({ ...week, '@Count': 1 }, { '@Start': '2026-03-12T00:00:00Z' })).toEqual([
    ['RecurringMaster', '03-02'],
    ['Exception', '03-04'],
    ['Occurrence', '03-12'],
  ])
})

it('takes no occurrence for the master whose ranges are asked for', () => {
  const office = createOffice()
  create(office, SERIES)
  const id = view(office)[1]?.['ItemId'] as EwsObject

  const found = get(office, { name: 'RecurringMasterItemIdRanges', value: { '@Id': id['@Id'] as string } })

  expect(found?.['ResponseCode']).toBe('ErrorCalendarCannotUseIdForRecurringMasterId')
})
