import { expect } from 'vitest'
import { SAMPLE } from '../../../../directory/testing/sample-organization.js'
import type { OrganizationSeed } from '../../../../directory/seed/organization.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { members, valueOf } from '../request-parts.js'
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
  PLANNING,
  read,
  type Office,
} from './office.js'

export const DORA = 'dora@ent-pa.example'
export const CROWD = 'crowd@ent-pa.example'
export const ZOE_OUTSIDE = 'zoe@elsewhere.example'

const [alice] = SAMPLE.people

/** The sample organization with one more person, and a list in a list. */
const WITH_DORA: Partial<OrganizationSeed> = {
  people: [
    ...SAMPLE.people,
    {
      ...(alice as NonNullable<typeof alice>),
      alias: 'dora',
      givenName: 'Dora',
      surname: 'Dahl',
      displayName: 'Dora Dahl',
    },
  ],
  groups: [
    { alias: 'crowd', displayName: 'Crowd', members: ['alice', 'bob', 'team'] },
    { alias: 'team', displayName: 'Team', members: ['dora', 'bob'] },
    ...(SAMPLE.groups ?? []),
  ],
}

/** An office in which there are enough people to meet. */
export function createMeetingOffice(options: Parameters<typeof createOffice>[0] = {}): Office {
  return createOffice(options, WITH_DORA)
}

/** Half an hour of Alice's with Bob. */
export const MEETING: EwsObject = { ...PLANNING, RequiredAttendees: attendees(BOB) }

/** Four times on Mondays and Thursdays from 2 March 2026, 17:00 and from 9 March 16:00 UTC. */
export const SERIES: EwsObject = {
  Subject: 'Weekly',
  Start: '2026-03-02T09:00:00',
  End: '2026-03-02T09:30:00',
  Recurrence: {
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday', 'Thursday'] },
    NumberedRecurrence: { StartDate: '2026-03-02', NumberOfOccurrences: 4 },
  },
  StartTimeZone: { '@Id': 'Pacific Standard Time' },
  RequiredAttendees: attendees(BOB),
}

/** The original start of the second occurrence of the series. */
export const SECOND = '2026-03-05T17:00:00Z'

/** The id of an occurrence by its number from 1. */
export function occurrence(master: EwsObject, index: number): EwsElement {
  const value = { '@RecurringMasterId': master['@Id'] as string, '@InstanceIndex': index }
  return { name: 'OccurrenceItemId', value }
}

export const item = (id: EwsObject): EwsElement => ({ name: 'ItemId', value: id })

/** Reads what a reference names, in full. */
export function get(office: Office, address: string, target: EwsElement): EwsObject {
  const request = { ItemShape: { BaseShape: 'AllProperties' }, ItemIds: { $each: [target] } }
  const [message] = office.as(address)('GetItem', request)
  return itemsIn(message)[0] ?? { code: message?.['ResponseCode'] }
}

/** Sets properties of what a reference names, and deletes those that are undefined, as Alice unless somebody else does. */
export function set(
  office: Office,
  target: EwsElement,
  values: EwsObject,
  { to = 'SendToAllAndSaveCopy', by = ALICE }: { readonly to?: string; readonly by?: string } = {},
): EwsObject | undefined {
  const updates = Object.entries(values).map(([name, value]) => {
    const path = { FieldURI: { '@FieldURI': uriOf(name) } }
    if (value === undefined) return { name: 'DeleteItemField', value: path }
    return { name: 'SetItemField', value: { ...path, CalendarItem: { [name]: value } } }
  })
  return office.as(by)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': to,
    ItemChanges: { ItemChange: [{ [target.name]: target.value, Updates: { $each: updates } }] },
  })[0]
}

/** Deletes what a reference names. */
export function drop(
  office: Office,
  target: EwsElement,
  { to = 'SendToAllAndSaveCopy', by = ALICE }: { readonly to?: string; readonly by?: string } = {},
): EwsObject | undefined {
  return office.as(by)('DeleteItem', {
    '@DeleteType': 'HardDelete',
    '@SendMeetingCancellations': to,
    ItemIds: { $each: [target] },
  })[0]
}

/** Sends a response object about an item. */
export function respond(
  office: Office,
  by: string,
  {
    name,
    to,
    more = {},
    disposition = 'SendAndSaveCopy',
  }: {
    readonly name: string
    readonly to: EwsObject
    readonly more?: EwsObject
    readonly disposition?: string
  },
): EwsObject | undefined {
  return office.as(by)('CreateItem', {
    '@MessageDisposition': disposition,
    Items: { $each: [{ name, value: { ReferenceItemId: to, ...more } }] },
  })[0]
}

export const codeOf = (message: EwsObject | undefined): unknown => message?.['ResponseCode']

/** The kinds of the items that a response lists. */
export const kindsIn = (message: EwsObject | undefined): readonly string[] =>
  members(message?.['Items'] as EwsObject).map(({ name }) => name)

export const idOf = (found: EwsObject | undefined): EwsObject => found?.['ItemId'] as EwsObject

/** What a mailbox's calendar shows of March 2026. */
export function march(office: Office, address: string): readonly EwsObject[] {
  const [message] = office.as(address)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'Default', AdditionalProperties: { $each: [field('calendar:MyResponseType')] } },
    CalendarView: { '@StartDate': '2026-03-01T00:00:00Z', '@EndDate': '2026-04-01T00:00:00Z' },
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  return itemsIn(message?.['RootFolder'] as EwsObject)
}

export const startsIn = (office: Office, address: string): readonly unknown[] =>
  march(office, address).map((found) => found['Start'])

/** The one item of a folder. */
export function onlyOne(office: Office, address: string, folder?: string): EwsObject {
  const found = list(office, address, folder)
  expect(found).toHaveLength(1)
  return found[0] as EwsObject
}

/** The last message that reached an Inbox. */
export function newest(office: Office, address: string, folder = 'inbox'): EwsObject {
  return list(office, address, folder).at(-1) as EwsObject
}

/** What the organizer's item says that attendees answered, by address. */
export function tracking(office: Office, target: EwsElement): Readonly<Record<string, unknown>> {
  const found = get(office, ALICE, target)
  const roles = ['RequiredAttendees', 'OptionalAttendees', 'Resources'].map(
    (role) => found[role] as EwsObject,
  )
  const all = roles.flatMap((role) => (role?.['Attendee'] ?? []) as readonly EwsObject[])
  const answers = all.map((one) => [(one['Mailbox'] as EwsObject)['EmailAddress'], one['ResponseType']])
  return Object.fromEntries(answers) as Readonly<Record<string, unknown>>
}

/** Sets how a mailbox treats what arrives. */
export function configure(
  office: Office,
  address: string,
  processing: Parameters<Office['store']['configure']>[1],
): void {
  office.store.configure(office.store.mailboxByAddress(address)?.guid ?? '', processing, 'test')
}

export { attendees, create, list, read, valueOf }

function uriOf(element: string): string {
  return ['Subject', 'Body', 'Sensitivity', 'Categories', 'Importance'].includes(element)
    ? `item:${element}`
    : `calendar:${element}`
}
