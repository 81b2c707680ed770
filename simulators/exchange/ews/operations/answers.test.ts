import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  codeOf,
  configure,
  create,
  createMeetingOffice,
  drop,
  get,
  idOf,
  item,
  kindsIn,
  list,
  MEETING,
  newest,
  occurrence,
  onlyOne,
  respond,
  SERIES,
  set,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, inFolder, PLANNING } from './testing/office.js'

const NEW_TIME = { Start: '2026-03-04T11:00:00Z', End: '2026-03-04T11:30:00Z' }
const PROPOSAL = { ProposedStart: '2026-03-04T15:00:00Z', ProposedEnd: '2026-03-04T15:30:00Z' }

const ANSWERS = [
  ['AcceptItem', 'Accept', 'Accepted: Planning', 'Resp.Pos', 'Busy'],
  ['TentativelyAcceptItem', 'Tentative', 'Tentative: Planning', 'Resp.Tent', 'Tentative'],
  ['DeclineItem', 'Decline', 'Declined: Planning', 'Resp.Neg', undefined],
] as const

it.each(ANSWERS)('answers a request with %s', (name, response, subject, itemClass, status) => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  const message = respond(office, BOB, { name, to: idOf(newest(office, BOB)) })

  expect(kindsIn(message)).toEqual(['MeetingResponse', 'CalendarItem'])
  expect(newest(office, ALICE)).toMatchObject({
    Subject: subject,
    ItemClass: `IPM.Schedule.Meeting.${itemClass}`,
    ResponseType: response,
    HasBeenProcessed: true,
  })
  expect(tracking(office, item(id))).toEqual({ [BOB]: response })
  expect(list(office, BOB).map((copy) => copy['LegacyFreeBusyStatus'])).toEqual(
    status === undefined ? [] : [status],
  )
  const gone = list(office, BOB, 'deleteditems').filter(
    (one) => one['ItemClass'] === 'IPM.Schedule.Meeting.Request',
  )
  expect(gone).toMatchObject([{ IsRead: true, HasBeenProcessed: true }])
  expect(list(office, BOB, 'inbox')).toEqual([])
})

it.each([
  ['SendOnly', ['CalendarItem'], 1, 0, 0],
  ['SendAndSaveCopy', ['MeetingResponse', 'CalendarItem'], 1, 1, 0],
  ['SaveOnly', ['MeetingResponse', 'CalendarItem'], 0, 0, 1],
])('does with an answer what %s says', (disposition, kinds, delivered, sent, drafts) => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  const message = respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)), disposition })

  expect(kindsIn(message)).toEqual(kinds)
  expect(list(office, ALICE, 'inbox')).toHaveLength(delivered)
  expect(list(office, BOB, 'sentitems')).toHaveLength(sent)
  expect(list(office, BOB, 'drafts')).toHaveLength(drafts)
  expect(tracking(office, item(id))).toEqual({ [BOB]: delivered === 1 ? 'Accept' : 'Unknown' })
  expect(onlyOne(office, BOB)['MyResponseType']).toBe('Accept')
})

it('needs a disposition, and a reference that can be read', () => {
  const office = createMeetingOffice()
  create(office, MEETING)
  const copy = idOf(onlyOne(office, BOB))
  const code = (to: EwsObject) => codeOf(respond(office, BOB, { name: 'AcceptItem', to }))

  const [without] = office.as(BOB)('CreateItem', {
    Items: { $each: [{ name: 'AcceptItem', value: { ReferenceItemId: copy } }] },
  })
  expect(codeOf(without)).toBe('ErrorMessageDispositionRequired')
  expect(code({ '@Id': 'nonsense' })).toBe('ErrorInvalidIdMalformed')
  expect(code({ ...copy, '@ChangeKey': 'nonsense' })).toBe('ErrorInvalidChangeKey')
  expect(code({ '@Id': copy['@Id'] })).toBe('NoError')
})

it('carries body and sensitivity to the organizer, and keeps the copy where it is told to', () => {
  const office = createMeetingOffice()
  create(office, MEETING)

  office.as(BOB)('CreateItem', {
    '@MessageDisposition': 'SendAndSaveCopy',
    SavedItemFolderId:
      inFolder('inbox').value === undefined ? {} : { DistinguishedFolderId: { '@Id': 'drafts' } },
    Items: {
      $each: [
        {
          name: 'AcceptItem',
          value: {
            Sensitivity: 'Private',
            Body: { '@BodyType': 'Text', $text: 'With pleasure' },
            ReferenceItemId: idOf(onlyOne(office, BOB)),
          },
        },
      ],
    },
  })

  expect(newest(office, ALICE)).toMatchObject({ Sensitivity: 'Private', Body: { $text: 'With pleasure' } })
  expect(list(office, BOB, 'drafts')).toHaveLength(1)
  expect(list(office, BOB, 'sentitems')).toEqual([])
})

it('tracks another time that an answer proposes until the next answer', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  const attendee = () => {
    const found = get(office, ALICE, item(id))['RequiredAttendees'] as EwsObject
    return (found['Attendee'] as readonly EwsObject[])[0]
  }

  respond(office, BOB, { name: 'TentativelyAcceptItem', to: idOf(onlyOne(office, BOB)), more: PROPOSAL })
  expect(attendee()).toMatchObject({ ResponseType: 'Tentative', ...PROPOSAL })
  expect(newest(office, ALICE)).toMatchObject({ Subject: 'New Time Proposed: Planning', ...PROPOSAL })

  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
  expect(attendee()).toMatchObject({ ResponseType: 'Accept' })
  expect(attendee()?.['ProposedStart']).toBeUndefined()
})

it.each([
  ['ErrorCalendarEndDateIsEarlierThanStartDate', { ...PROPOSAL, ProposedEnd: '2026-03-04T14:00:00Z' }, {}],
  ['ErrorMissingArgument', { ProposedStart: PROPOSAL.ProposedStart }, {}],
  ['ErrorInvalidOperation', PROPOSAL, { AllowNewTimeProposal: false }],
])('refuses with %s a proposal that cannot be', (code, more, meeting) => {
  const office = createMeetingOffice()
  create(office, { ...MEETING, ...meeting })

  const to = idOf(onlyOne(office, BOB))
  expect(codeOf(respond(office, BOB, { name: 'DeclineItem', to, more }))).toBe(code)
  expect(onlyOne(office, BOB)['MyResponseType']).toBe('NoResponseReceived')
})

const REFUSALS = [
  ['AcceptItem', 'Accept', 'AcceptItem'],
  ['TentativelyAcceptItem', 'Tentative', 'Tentative'],
  ['DeclineItem', 'Decline', 'DeclineItem'],
] as const

it.each(REFUSALS)(
  'refuses %s by the organizer, of what is cancelled, and of other kinds',
  (name, verb, kind) => {
    const office = createMeetingOffice()
    const id = create(office, MEETING)
    const copy = idOf(onlyOne(office, BOB))
    const code = (by: string, to: EwsObject) => codeOf(respond(office, by, { name, to }))

    expect(code(ALICE, id)).toBe(`ErrorCalendarIsOrganizerFor${verb}`)
    expect(code(ALICE, idOf(onlyOne(office, ALICE, 'sentitems')))).toBe(`ErrorCalendarIsOrganizerFor${verb}`)
    respond(office, BOB, { name: 'AcceptItem', to: copy })
    expect(code(ALICE, idOf(newest(office, ALICE)))).toBe(`ErrorInvalidItemForOperation${kind}`)
    drop(office, item(id))
    expect(code(BOB, copy)).toBe(`ErrorCalendarIsCancelledFor${verb}`)
    expect(code(BOB, idOf(newest(office, BOB)))).toBe(`ErrorInvalidItemForOperation${kind}`)
  },
)

it('refuses to answer an outdated request, and takes the answer to the update', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  const old = idOf(newest(office, BOB))
  set(office, item(id), NEW_TIME)

  expect(codeOf(respond(office, BOB, { name: 'AcceptItem', to: old }))).toBe(
    'ErrorCalendarMeetingRequestIsOutOfDate',
  )
  expect(codeOf(respond(office, BOB, { name: 'AcceptItem', to: idOf(newest(office, BOB)) }))).toBe('NoError')
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Accept' })
})

it('brings a declined meeting back with another answer', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  respond(office, BOB, { name: 'DeclineItem', to: idOf(onlyOne(office, BOB)), disposition: 'SendOnly' })
  const declined = list(office, BOB, 'deleteditems').find((one) => one['CalendarItemType'] === 'Single')

  respond(office, BOB, { name: 'AcceptItem', to: idOf(declined) })

  expect(onlyOne(office, BOB)).toMatchObject({ MyResponseType: 'Accept', LegacyFreeBusyStatus: 'Busy' })
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Accept' })
})

it('declines a meeting that its attendee deletes with sending', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  drop(office, item(idOf(onlyOne(office, BOB))), { by: BOB })

  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Decline' })
  expect(onlyOne(office, BOB, 'sentitems')['Subject']).toBe('Declined: Planning')
})

it('cancels for the organizer alone, and what is no calendar item for nobody', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)
  const code = (by: string, to: EwsObject) => codeOf(respond(office, by, { name: 'CancelCalendarItem', to }))

  expect(code(BOB, idOf(onlyOne(office, BOB)))).toBe('ErrorCalendarIsNotOrganizer')
  expect(code(BOB, idOf(newest(office, BOB)))).toBe('ErrorInvalidItemForOperationCancelItem')
  expect(code(ALICE, create(office, PLANNING))).toBe('ErrorCalendarIsNotOrganizer')
  const more = { NewBodyContent: { '@BodyType': 'Text', $text: 'No cake left' } }
  respond(office, ALICE, { name: 'CancelCalendarItem', to: id, more })
  expect(newest(office, BOB)).toMatchObject({
    Subject: 'Canceled: Planning',
    Body: { $text: 'No cake left' },
    ItemClass: 'IPM.Schedule.Meeting.Canceled',
  })
})

it('removes what is cancelled, by the cancellation or by the item, and nothing else', () => {
  const office = createMeetingOffice()
  const [first, second] = [create(office, MEETING), create(office, { ...MEETING, Subject: 'Second' })]
  const code = (by: string, to: EwsObject) => codeOf(respond(office, by, { name: 'RemoveItem', to }))
  const copies = () => list(office, BOB)
  const [copy] = copies()

  expect(code(ALICE, first)).toBe('ErrorCalendarIsOrganizerForRemove')
  expect(code(BOB, idOf(copy))).toBe('ErrorInvalidItemForOperationRemoveItem')
  expect(code(BOB, idOf(newest(office, BOB)))).toBe('ErrorInvalidItemForOperationRemoveItem')
  drop(office, item(first))
  drop(office, item(second))
  expect(code(BOB, idOf(newest(office, BOB)))).toBe('NoError')
  expect(copies().map((one) => one['Subject'])).toEqual(['Canceled: Planning'])
  expect(code(BOB, idOf(copies()[0]))).toBe('NoError')
  expect(copies()).toEqual([])
})

it('answers what the attendant has not put into the calendar, which puts it there', () => {
  const office = createMeetingOffice()
  configure(office, BOB, { addNewRequestsTentatively: false })
  const id = create(office, MEETING)
  expect(list(office, BOB)).toEqual([])
  expect(newest(office, BOB)['HasBeenProcessed']).toBe(false)

  respond(office, BOB, { name: 'AcceptItem', to: idOf(newest(office, BOB)) })
  expect(onlyOne(office, BOB)).toMatchObject({ MyResponseType: 'Accept', MeetingRequestWasSent: false })
  set(office, item(id), NEW_TIME)
  expect(onlyOne(office, BOB)).toMatchObject(NEW_TIME)
})

it('replaces an earlier answer in the Inbox where the attendant removes what is old', () => {
  const office = createMeetingOffice()
  create(office, MEETING)

  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
  respond(office, BOB, { name: 'TentativelyAcceptItem', to: idOf(onlyOne(office, BOB)) })
  expect(onlyOne(office, ALICE, 'inbox')['Subject']).toBe('Tentative: Planning')

  configure(office, ALICE, { removeOldMeetingMessages: false })
  respond(office, BOB, { name: 'AcceptItem', to: idOf(onlyOne(office, BOB)) })
  expect(list(office, ALICE, 'inbox')).toHaveLength(2)
})

it('refuses to accept an occurrence that lies in Deleted Items', () => {
  const office = createMeetingOffice()
  create(office, SERIES)
  office.as(BOB)('DeleteItem', {
    '@DeleteType': 'MoveToDeletedItems',
    '@SendMeetingCancellations': 'SendToNone',
    ItemIds: { $each: [item(idOf(onlyOne(office, BOB)))] },
  })
  const master = idOf(onlyOne(office, BOB, 'deleteditems'))
  const second = idOf(get(office, BOB, occurrence(master, 2)))

  expect(codeOf(respond(office, BOB, { name: 'AcceptItem', to: second }))).toBe(
    'ErrorInvalidItemForOperationAcceptItem',
  )
})
