import { expect, it } from 'vitest'
import type { EwsObject } from '../../tree.js'
import {
  ALICE,
  attendees,
  BOB,
  create,
  createOffice,
  field,
  list,
  PLANNING,
  read,
  STAFF,
} from '../testing/office.js'
import type { Office } from '../testing/office.js'
import { createMail, people, saveDraft } from './testing/mail-calls.js'

const ROOT = {
  Subject: 'Plans',
  Body: { '@BodyType': 'HTML', $text: '<p>Proposal</p>' },
  ToRecipients: people(BOB),
  CcRecipients: people(STAFF),
}

/** What Bob received, as he would refer to it. */
function received(office: Office): EwsObject {
  createMail(office, ROOT)
  return list(office, BOB, 'inbox')[0]?.['ItemId'] as EwsObject
}

function respond(office: Office, element: string, id: EwsObject, more: EwsObject = {}) {
  return createMail(
    office,
    { ...more, ReferenceItemId: id, NewBodyContent: { '@BodyType': 'HTML', $text: '<p>Yes</p>' } },
    { as: BOB, element },
  )
}

const addresses = (item: EwsObject | undefined, field_: string) =>
  ((item?.[field_] as EwsObject | undefined)?.['Mailbox'] as readonly EwsObject[] | undefined)?.map(
    (mailbox) => mailbox['EmailAddress'],
  )

it('replies to the sender, in the conversation, with the original below', () => {
  const office = createOffice()
  const id = received(office)

  respond(office, 'ReplyToItem', id)

  const [reply] = list(office, ALICE, 'inbox').filter((item) => item['Subject'] === 'RE: Plans')
  const original = read(office, BOB, id)
  expect(addresses(reply, 'ToRecipients')).toEqual([ALICE])
  expect(reply).toMatchObject({
    ConversationTopic: 'Plans',
    InReplyTo: original['InternetMessageId'],
    References: original['InternetMessageId'],
    ConversationId: { '@Id': expect.any(String) as string },
  })
  const body = (read(office, ALICE, reply?.['ItemId'] as EwsObject, field('item:Body'))['Body'] as EwsObject)
    .$text
  expect(String(body)).toMatch(/Yes[\s\S]*From:[\s\S]*Alice Anders[\s\S]*Proposal/)
  expect(Buffer.from(reply?.['ConversationIndex'] as string, 'base64')).toHaveLength(27)
})

it('replies to everybody but oneself', () => {
  const office = createOffice()

  respond(office, 'ReplyAllToItem', received(office))

  const [reply] = list(office, BOB, 'sentitems')
  expect(addresses(reply, 'ToRecipients')).toEqual([ALICE])
  expect(addresses(reply, 'CcRecipients')).toEqual([STAFF])
})

it('replies where the message wants replies to go', () => {
  const office = createOffice()
  createMail(office, { ...ROOT, ReplyTo: people(STAFF) })
  const id = list(office, BOB, 'inbox')[0]?.['ItemId'] as EwsObject

  respond(office, 'ReplyToItem', id, { Subject: 'Another title' })

  const [reply] = list(office, BOB, 'sentitems')
  expect(addresses(reply, 'ToRecipients')).toEqual([STAFF])
  expect(reply?.['Subject']).toBe('Another title')
})

it('forwards a message', () => {
  const office = createOffice()

  respond(office, 'ForwardItem', received(office), { ToRecipients: people(ALICE) })

  expect(list(office, ALICE, 'inbox').map((item) => item['Subject'])).toContain('FW: Plans')
})

it('keeps an answer as a draft', () => {
  const office = createOffice()
  const id = saveDraft(office, ROOT)

  const message = createMail(
    office,
    { ReferenceItemId: id },
    { element: 'ForwardItem', disposition: 'SaveOnly' },
  )

  expect(message).toMatchObject({ Items: { $each: [{ name: 'Message' }] } })
  expect(list(office, ALICE, 'drafts').map((item) => item['Subject'])).toEqual(['Plans', 'FW: Plans'])
})

it('writes to the organizer of a meeting', () => {
  const office = createOffice()
  create(office, { ...PLANNING, RequiredAttendees: attendees(BOB) })
  const id = list(office, BOB)[0]?.['ItemId'] as EwsObject

  respond(office, 'ReplyToItem', id)

  expect(list(office, ALICE, 'inbox').map((item) => item['Subject'])).toEqual(['RE: Planning'])
})

it('passes a meeting on by inviting to it', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  create(office, { ...PLANNING, Subject: 'Review', RequiredAttendees: attendees(ALICE) })
  const meeting = list(office, ALICE).find((item) => item['Subject'] === 'Review')?.['ItemId'] as EwsObject
  const forward = (original: EwsObject) =>
    createMail(office, { ReferenceItemId: original, ToRecipients: people(BOB) }, { element: 'ForwardItem' })

  forward(id)
  forward(meeting)

  expect(list(office, BOB, 'inbox').map((item) => [item['Subject'], item['ItemClass']])).toEqual([
    ['FW: Planning', 'IPM.Note'],
    ['FW: Review', 'IPM.Schedule.Meeting.Request'],
  ])
  expect(list(office, BOB).map((item) => item['UID'])).toEqual([read(office, ALICE, meeting)['UID']])
})

it('accepts that no read receipt is to be sent', () => {
  const office = createOffice()

  const message = createMail(
    office,
    { ReferenceItemId: received(office) },
    { as: BOB, element: 'SuppressReadReceipt' },
  )

  expect(message).toMatchObject({ ResponseCode: 'NoError', Items: { $each: [] } })
})
