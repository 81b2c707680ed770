import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  attendees,
  create,
  createMeetingOffice,
  DORA,
  drop,
  get,
  idOf,
  item,
  list,
  MEETING,
  newest,
  onlyOne,
  respond,
  set,
  ZOE_OUTSIDE,
} from './testing/meetings.js'
import { ALICE, BOB, PLANNING, ROOM, type Office } from './testing/office.js'

/** The columns of the table of states: how each comes to be, and whose item it is. @source ews.md 5.2 */
const COLUMNS: Readonly<Record<string, (office: Office) => EwsObject>> = {
  'an appointment': (office) => get(office, ALICE, item(create(office, PLANNING))),
  'a meeting of the organizer': (office) => get(office, ALICE, item(create(office, MEETING))),
  'a meeting that was not sent': (office) =>
    get(office, ALICE, item(create(office, MEETING, { '@SendMeetingInvitations': 'SendToNone' }))),
  'an attendee before the answer'(office) {
    create(office, MEETING)
    return onlyOne(office, BOB)
  },
  'an attendee who accepted'(office) {
    create(office, MEETING)
    respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
    return onlyOne(office, BOB)
  },
  'an organizer who cancelled'(office) {
    const id = create(office, MEETING)
    office.as(ALICE)('DeleteItem', {
      '@DeleteType': 'MoveToDeletedItems',
      '@SendMeetingCancellations': 'SendOnlyToAll',
      ItemIds: { $each: [item(id)] },
    })
    return onlyOne(office, ALICE, 'deleteditems')
  },
  'an attendee of what was cancelled'(office) {
    const id = create(office, MEETING)
    respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
    drop(office, item(id))
    return onlyOne(office, BOB)
  },
}

const STATES: readonly (readonly [string, readonly unknown[]])[] = [
  ['an appointment', [false, false, 'Organizer', 0, false, 'Busy', true]],
  ['a meeting of the organizer', [true, true, 'Organizer', 1, false, 'Busy', true]],
  ['a meeting that was not sent', [true, false, 'Organizer', 1, false, 'Busy', true]],
  ['an attendee before the answer', [true, false, 'NoResponseReceived', 3, false, 'Tentative', false]],
  ['an attendee who accepted', [true, false, 'Accept', 3, false, 'Busy', false]],
  ['an organizer who cancelled', [true, true, 'Organizer', 5, true, 'Free', true]],
  ['an attendee of what was cancelled', [true, false, 'Accept', 7, true, 'Free', false]],
]
const ROWS = [
  'IsMeeting',
  'MeetingRequestWasSent',
  'MyResponseType',
  'AppointmentState',
  'IsCancelled',
  'LegacyFreeBusyStatus',
  'IsOrganizer',
]
const CELLS = STATES.flatMap(([column, values]) =>
  ROWS.map((row, index) => [column, row, values[index]] as const),
)

it.each(CELLS)('shows %s with %s %s', (column, row, value) => {
  const shown = COLUMNS[column]?.(createMeetingOffice())

  expect(shown?.[row]).toBe(value)
})

it('row 1: gives each internal attendee a request and at once a tentative copy', () => {
  const office = createMeetingOffice()

  const id = create(office, { ...MEETING, OptionalAttendees: attendees(DORA) })

  const uid = get(office, ALICE, item(id))['UID']
  for (const address of [BOB, DORA]) {
    expect(onlyOne(office, address)).toMatchObject({ UID: uid, LegacyFreeBusyStatus: 'Tentative' })
    expect(onlyOne(office, address, 'inbox')).toMatchObject({ UID: uid, HasBeenProcessed: true })
    expect(onlyOne(office, address)['ItemId']).not.toEqual(id)
  }
})

it('row 2: accepts for a room and puts its request away', () => {
  const office = createMeetingOffice()

  const id = create(office, { ...PLANNING, Resources: attendees(ROOM) })

  expect(onlyOne(office, ROOM)).toMatchObject({ MyResponseType: 'Accept', Subject: 'Alice Anders' })
  expect(list(office, ROOM, 'inbox')).toEqual([])
  expect(onlyOne(office, ROOM, 'deleteditems')['ItemClass']).toBe('IPM.Schedule.Meeting.Request')
  expect(get(office, ALICE, item(id))['Resources']).toMatchObject({ Attendee: [{ ResponseType: 'Accept' }] })
})

it('row 3: changes nothing at the attendees with SendToNone', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  const before = [list(office, BOB), list(office, BOB, 'inbox')]

  set(office, item(id), { Subject: 'Other', Start: '2026-03-04T09:10:00Z' }, { to: 'SendToNone' })

  expect([list(office, BOB), list(office, BOB, 'inbox')]).toEqual(before)
})

it('row 4: updates copies in place, and keeps the answer unless the time is new', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
  const before = idOf(onlyOne(office, BOB))

  set(office, item(id), { Subject: 'Other' })
  const after = onlyOne(office, BOB)
  expect(after).toMatchObject({ Subject: 'Other', MyResponseType: 'Accept' })
  expect(idOf(after)['@Id']).toBe(before['@Id'])
  expect(idOf(after)['@ChangeKey']).not.toBe(before['@ChangeKey'])
  expect(newest(office, BOB)['HasBeenProcessed']).toBe(true)

  set(office, item(id), { Start: '2026-03-04T09:10:00Z' })
  expect(onlyOne(office, BOB)).toMatchObject({
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
  })
})

it('row 5: brings an answer to the Inbox and the tracking of the organizer', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })

  expect(onlyOne(office, ALICE, 'inbox')).toMatchObject({ ItemClass: 'IPM.Schedule.Meeting.Resp.Pos' })
  expect(get(office, ALICE, item(id))['RequiredAttendees']).toMatchObject({
    Attendee: [{ ResponseType: 'Accept', LastResponseTime: '2026-03-02T08:00:00Z' }],
  })
})

it('row 6: keeps what an attendee edits to himself, until the next update', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  set(office, item(idOf(onlyOne(office, BOB))), { Location: 'At home' }, { by: BOB })
  expect(onlyOne(office, BOB)['Location']).toBe('At home')
  expect(get(office, ALICE, item(id))['Location']).toBe(PLANNING['Location'])
  expect(list(office, ALICE, 'inbox')).toEqual([])

  set(office, item(id), { Subject: 'Other' })
  expect(onlyOne(office, BOB)['Location']).toBe(PLANNING['Location'])
})

it('row 7: leaves a cancelled copy until it is removed', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  drop(office, item(id))

  expect(onlyOne(office, BOB)).toMatchObject({
    IsCancelled: true,
    AppointmentState: 7,
    LegacyFreeBusyStatus: 'Free',
    Subject: 'Canceled: Planning',
  })
  expect(newest(office, BOB)['ItemClass']).toBe('IPM.Schedule.Meeting.Canceled')
})

it('row 8: sends mail alone to who is outside', () => {
  const office = createMeetingOffice()

  create(office, { ...PLANNING, RequiredAttendees: attendees(ZOE_OUTSIDE) })

  expect([...office.store.sentMail()].map(({ record }) => record.to)).toEqual([ZOE_OUTSIDE])
})
