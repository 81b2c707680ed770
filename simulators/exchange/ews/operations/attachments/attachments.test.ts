import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../../tree.js'
import { codeOf, createMail, people, saveDraft, subjectsIn } from '../mail/testing/mail-calls.js'
import { members, valueOf } from '../request-parts.js'
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
  type Office,
} from '../testing/office.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const file = (name: string, more: EwsObject = {}): EwsElement => ({
  name: 'FileAttachment',
  value: { Name: name, ContentType: 'text/plain', Content: base64(name), ...more },
})
const attached = (name: string, kind: string, value: EwsObject): EwsElement => ({
  name: 'ItemAttachment',
  value: { Name: name, [kind]: value },
})
const attachmentsIn = (holder: EwsObject | undefined) => members(holder?.['Attachments'] as EwsObject)
const idOf = (element: EwsElement | undefined) =>
  valueOf(element ?? { name: '', value: {} })['AttachmentId'] as EwsObject

function attach(office: Office, parent: EwsObject, ...elements: readonly EwsElement[]) {
  const request = { ParentItemId: parent, Attachments: { $each: elements } }
  return office.as(ALICE)('CreateAttachment', request)
}

function get(office: Office, id: EwsObject, shape?: EwsObject): EwsElement | undefined {
  const [message] = office.as(ALICE)('GetAttachment', {
    ...(shape === undefined ? {} : { AttachmentShape: shape }),
    AttachmentIds: { AttachmentId: [{ '@Id': id['@Id'] }] },
  })
  return attachmentsIn(message)[0] ?? { name: codeOf(message) ?? '', value: {} }
}

const listed = (office: Office, id: EwsObject, address = ALICE) =>
  attachmentsIn(read(office, address, id, field('item:Attachments')))

it('attaches files to an item, one answer for each with the new change key', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  const messages = attach(office, id, file('a.txt'), file('b.txt'))

  const ids = messages.map((message) => idOf(attachmentsIn(message)[0]))
  expect(ids.map((one) => one['@RootItemId'])).toEqual([id['@Id'], id['@Id']])
  expect(read(office, ALICE, id)).toMatchObject({
    HasAttachments: true,
    ItemId: { '@ChangeKey': ids[1]?.['@RootItemChangeKey'] },
  })
  expect(listed(office, id).map(({ value }) => value)).toMatchObject([
    {
      AttachmentId: { '@Id': ids[0]?.['@Id'] },
      Name: 'a.txt',
      Size: 5,
      IsInline: false,
      IsContactPhoto: false,
    },
    { Name: 'b.txt', LastModifiedTime: '2026-03-02T08:00:00Z' },
  ])
})

it('gives a file back with its content', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const content = { ContentId: 'logo@1', ContentLocation: 'logo.png', IsInline: true }

  const [message] = attach(office, id, file('logo.png', content))

  expect(get(office, idOf(attachmentsIn(message)[0]))).toMatchObject({
    name: 'FileAttachment',
    value: { Name: 'logo.png', ContentType: 'text/plain', Content: base64('logo.png'), ...content },
  })
  expect(read(office, ALICE, id, field('item:HasAttachments'))).toMatchObject({ HasAttachments: false })
})

it('takes attachments away again', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const [message] = attach(office, id, file('a.txt'))
  const attachment = idOf(attachmentsIn(message)[0])
  const drop = () =>
    office.as(ALICE)('DeleteAttachment', {
      AttachmentIds: { AttachmentId: [{ '@Id': attachment['@Id'] }] },
    })[0]

  const deleted = drop()

  const { '@RootItemChangeKey': key } = deleted?.['RootItemId'] as EwsObject
  expect(read(office, ALICE, id)).toMatchObject({ HasAttachments: false, ItemId: { '@ChangeKey': key } })
  expect([codeOf(drop()), get(office, attachment)?.name]).toEqual(['ErrorItemNotFound', 'ErrorItemNotFound'])
})

it('attaches items in items, and finds what is in them', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Outer' })
  const inner = attached('inner', 'CalendarItem', { ...PLANNING, Attachments: { $each: [file('deep.txt')] } })
  const middle = {
    Subject: 'Middle',
    Body: { '@BodyType': 'Text', $text: 'm' },
    Attachments: { $each: [inner] },
  }

  const [message] = attach(office, id, attached('middle', 'Message', middle))

  const shown = get(office, idOf(attachmentsIn(message)[0]), { BodyType: 'Text' })
  const item = valueOf(shown as EwsElement)['Message'] as EwsObject
  expect(shown).toMatchObject({ name: 'ItemAttachment', value: { Name: 'middle' } })
  expect(item).toMatchObject({ ItemClass: 'IPM.Note', Subject: 'Middle', Body: { $text: 'm' } })
  expect(item).not.toHaveProperty('ItemId')
  const nested = get(office, idOf(attachmentsIn(item)[0]))
  const meeting = valueOf(nested as EwsElement)['CalendarItem'] as EwsObject
  expect(meeting).toMatchObject({ Subject: 'Planning', Start: '2026-03-04T09:00:00Z' })
  expect(get(office, idOf(attachmentsIn(meeting)[0]))).toMatchObject({
    value: { Content: base64('deep.txt') },
  })
})

it('deletes what is attached inside an attached item', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Outer' })
  const [message] = attach(
    office,
    id,
    attached('m', 'Message', { Attachments: { $each: [file('deep.txt')] } }),
  )
  const outer = idOf(attachmentsIn(message)[0])
  const inner = () => attachmentsIn(valueOf(get(office, outer) as EwsElement)['Message'] as EwsObject)

  office.as(ALICE)('DeleteAttachment', {
    AttachmentIds: { AttachmentId: [{ '@Id': idOf(inner()[0])['@Id'] }] },
  })

  expect(inner()).toEqual([])
})

it('creates an item with its attachments', () => {
  const office = createOffice()

  const id = create(office, { ...PLANNING, Attachments: { $each: [file('a.txt')] } })

  expect(listed(office, id)).toMatchObject([{ value: { Name: 'a.txt' } }])
})

it('makes an exception of an occurrence that gets an attachment', () => {
  const office = createOffice()
  const Recurrence = {
    DailyRecurrence: { Interval: 1 },
    NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 3 },
  }
  const master = create(office, { ...PLANNING, Recurrence })
  const [found] = office.as(ALICE)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly' },
    ItemIds: {
      $each: [
        { name: 'OccurrenceItemId', value: { '@RecurringMasterId': master['@Id'], '@InstanceIndex': 2 } },
      ],
    },
  })
  const occurrence = valueOf(members(found?.['Items'] as EwsObject)[0] as EwsElement)['ItemId'] as EwsObject

  const [message] = attach(office, occurrence, file('a.txt'))

  const attachment = idOf(attachmentsIn(message)[0])
  expect(attachment['@RootItemId']).toBe(occurrence['@Id'])
  expect(read(office, ALICE, occurrence)).toMatchObject({
    CalendarItemType: 'Exception',
    HasAttachments: true,
  })
  expect(read(office, ALICE, master)).toMatchObject({ HasAttachments: false })
  expect(get(office, attachment)).toMatchObject({ value: { Content: base64('a.txt') } })
})

it('sends attachments along with mail and with meeting requests', () => {
  const office = createOffice()
  const Attachments = { $each: [file('a.txt')] }

  createMail(office, { Subject: 'Mail', ToRecipients: people(BOB), Attachments })
  create(office, { ...PLANNING, RequiredAttendees: attendees(BOB), Attachments })

  const ids = [...list(office, BOB, 'inbox'), ...list(office, BOB)].map((item) => item['ItemId'] as EwsObject)
  expect(ids.map((id) => listed(office, id, BOB).length)).toEqual([1, 1, 1])
})

it('forwards what is attached, and leaves it out of answers', () => {
  const office = createOffice()
  const id = saveDraft(office, { Subject: 'Mail', Attachments: { $each: [file('a.txt')] } })

  for (const element of ['ForwardItem', 'ReplyToItem']) {
    createMail(office, { ReferenceItemId: id }, { element, disposition: 'SaveOnly' })
  }

  expect(subjectsIn(office, ALICE, 'drafts')).toEqual(['Mail', 'FW: Mail', 'RE: Mail'])
  expect(list(office, ALICE, 'drafts').map((item) => item['HasAttachments'])).toEqual([true, true, false])
})

it('names each mistake', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  const deep = (level: number): EwsElement =>
    attached('m', 'Message', level === 0 ? {} : { Attachments: { $each: [deep(level - 1)] } })
  const codes = [
    attach(office, id, { name: 'ItemAttachment', value: { Name: 'nothing' } }),
    attach(office, id, attached('m', 'MeetingRequest', {})),
    attach(office, id, attached('m', 'Task', {})),
    attach(office, id, { name: 'ReferenceAttachment', value: { Name: 'elsewhere' } }),
    attach(office, id, deep(10)),
    attach(office, { '@Id': 'DUMMY' }, file('a.txt')),
    attach(office, { ...id, '@ChangeKey': 'garbage' }, file('a.txt')),
  ].map(([message]) => codeOf(message))

  expect(codes).toEqual([
    'ErrorMissingItemForCreateItemAttachment',
    'ErrorInvalidItemForOperationCreateItemAttachment',
    'ErrorInvalidOperation',
    'ErrorInvalidOperation',
    'ErrorAttachmentNestLevelLimitExceeded',
    'ErrorInvalidIdMalformed',
    'ErrorInvalidChangeKey',
  ])
  expect([get(office, id)?.name, get(office, { '@Id': 'DUMMY' })?.name]).toEqual([
    'ErrorInvalidAttachmentId',
    'ErrorInvalidIdMalformed',
  ])
})
