import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  codeOf,
  configure,
  create,
  createMeetingOffice,
  DORA,
  get,
  idOf,
  item,
  list,
  MEETING,
  newest,
  occurrence,
  onlyOne,
  respond,
  SECOND,
  SERIES,
  set,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, type Office } from './testing/office.js'

const TO_DORA: EwsObject = { ToRecipients: { Mailbox: [{ EmailAddress: DORA }] } }
const NOTIFICATION = 'IPM.Schedule.Meeting.Notification.Forward'

const forward = (office: Office, to: EwsObject, more: EwsObject = TO_DORA, by = BOB) =>
  respond(office, by, { name: 'ForwardItem', to, more })

it('invites somebody on behalf of the organizer when an attendee forwards a meeting', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  expect(codeOf(forward(office, idOf(onlyOne(office, BOB))))).toBe('NoError')

  expect(newest(office, DORA)).toMatchObject({
    MeetingRequestType: 'NewMeetingRequest',
    Subject: 'FW: Planning',
    From: { Mailbox: { EmailAddress: ALICE } },
    Sender: { Mailbox: { EmailAddress: BOB } },
  })
  expect(onlyOne(office, DORA)).toMatchObject({
    UID: get(office, ALICE, item(id))['UID'],
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
    IntendedFreeBusyStatus: 'Busy',
  })
  expect(onlyOne(office, BOB, 'sentitems')['Subject']).toBe('FW: Planning')
})

it('tells the organizer, who then has one attendee more', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  forward(office, idOf(newest(office, BOB)))

  expect(newest(office, ALICE)).toMatchObject({ ItemClass: NOTIFICATION })
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Unknown' })
  respond(office, DORA, { name: 'AcceptItem', to: idOf(onlyOne(office, DORA)) })
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Accept' })
  set(office, item(id), { Location: 'Garden' })
  expect(onlyOne(office, DORA)).toMatchObject({ Location: 'Garden', MyResponseType: 'Accept' })
})

it('puts the notification away where the attendant is told to', () => {
  const office = createMeetingOffice()
  configure(office, ALICE, { removeForwardedMeetingNotifications: true })
  create(office, MEETING)

  forward(office, idOf(onlyOne(office, BOB)))

  expect(list(office, ALICE, 'inbox')).toEqual([])
  expect(onlyOne(office, ALICE, 'deleteditems')['ItemClass']).toBe(NOTIFICATION)
})

it('notifies nobody when the organizer forwards his own meeting', () => {
  const office = createMeetingOffice()
  const id = create(office, MEETING)

  forward(office, id, TO_DORA, ALICE)

  expect(onlyOne(office, DORA)['Subject']).toBe('FW: Planning')
  expect(list(office, ALICE, 'inbox')).toEqual([])
  expect(tracking(office, item(id))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Unknown' })
})

it('forwards one occurrence alone', () => {
  const office = createMeetingOffice()
  const master = create(office, SERIES)
  const second = idOf(get(office, BOB, occurrence(idOf(onlyOne(office, BOB)), 2)))

  forward(office, second)

  expect(onlyOne(office, DORA)).toMatchObject({ RecurrenceId: SECOND, Start: SECOND })
  expect(tracking(office, occurrence(master, 2))).toEqual({ [BOB]: 'Unknown', [DORA]: 'Unknown' })
  expect(tracking(office, item(master))).toEqual({ [BOB]: 'Unknown' })
})

it('refuses to forward to nobody', () => {
  const office = createMeetingOffice()
  create(office, MEETING)

  expect(codeOf(forward(office, idOf(onlyOne(office, BOB)), {}))).toBe('ErrorInvalidRecipients')
})
