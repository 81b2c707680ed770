import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  list,
  PLANNING,
  read,
  type Office,
} from './testing/office.js'
import { asText } from './request-parts.js'

const MEETING = { ...PLANNING, RequiredAttendees: attendees(BOB) }

const remove = (office: Office, id: EwsObject, more: EwsObject = {}, address = ALICE) =>
  office.as(address)('DeleteItem', {
    '@DeleteType': 'MoveToDeletedItems',
    '@SendMeetingCancellations': 'SendToAllAndSaveCopy',
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
    ...more,
  })[0]?.['ResponseCode']

it.each([
  ['MoveToDeletedItems', 1, 0],
  ['SoftDelete', 0, 1],
  ['HardDelete', 0, 0],
])('%s puts an item where the product does', (how, binned, recoverable) => {
  const office = createOffice()
  const id = create(office, PLANNING)

  expect(remove(office, id, { '@DeleteType': how })).toBe('NoError')

  expect(read(office, ALICE, id)).toEqual({ code: 'ErrorItemNotFound' })
  expect(list(office, ALICE, 'deleteditems')).toHaveLength(binned)
  expect(list(office, ALICE, 'recoverableitemsdeletions')).toHaveLength(recoverable)
})

it('finds the moved item by the key it had before', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const old = office.store.ids.read(asText(id['@Id']))

  remove(office, id)

  const key = old?.kind === 'item' ? `${old.mailbox}:${old.number}` : ''
  expect(office.store.movedTo(key)).toMatchObject({ subject: 'Planning', movedFrom: key })
})

it('cancels a meeting for its attendees, or not', () => {
  const office = createOffice()
  remove(office, create(office, MEETING))
  remove(office, create(office, MEETING), { '@SendMeetingCancellations': 'SendToNone' })

  expect(list(office, BOB).map((copy) => copy['IsCancelled'])).toEqual([true, false])
  expect(list(office, BOB, 'inbox').map((message) => message['ItemClass'])).toContain(
    'IPM.Schedule.Meeting.Canceled',
  )
  expect(list(office, ALICE, 'deleteditems')[0]).toMatchObject({ AppointmentState: 5, IsCancelled: true })
})

it('declines when an attendee deletes and tells', () => {
  const office = createOffice()
  const id = create(office, MEETING)
  const [copy] = list(office, BOB)

  remove(office, copy?.['ItemId'] as EwsObject, {}, BOB)

  expect(read(office, ALICE, id)['RequiredAttendees']).toMatchObject({
    Attendee: [{ ResponseType: 'Decline' }],
  })
})

it('wants to know who is told, and finds nothing twice', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  expect(remove(office, id, { '@SendMeetingCancellations': undefined })).toBe(
    'ErrorSendMeetingCancellationsRequired',
  )
  expect([remove(office, id), remove(office, id)]).toEqual(['NoError', 'ErrorItemNotFound'])
})
