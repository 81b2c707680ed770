import { expect, it } from 'vitest'
import { delegateSettings } from '../../../calendar/delegates.js'
import { put } from '../../../../core/index.js'
import { createAdPermissionAdministration } from '../../../access/permissions/index.js'
import type { EwsObject } from '../../tree.js'
import {
  ALICE,
  BOB,
  CAROL_OUTSIDE,
  createOffice,
  field,
  idIn,
  list,
  read,
  STAFF,
  type Office,
} from '../testing/office.js'
import { codeOf, createMail, people, saveDraft, sendItem, subjectsIn } from './testing/mail-calls.js'

const LETTER = {
  Subject: 'Plans',
  Body: { '@BodyType': 'Text', $text: 'See you' },
  ToRecipients: people(BOB),
} as const

const bobs = (office: Office, folder = 'inbox') => list(office, BOB, folder)[0] as EwsObject
const name = (item: EwsObject | undefined, element: string) =>
  ((item?.[element] as EwsObject | undefined)?.['Mailbox'] as EwsObject | undefined)?.['Name']

it('keeps a draft in Drafts, unsent', () => {
  const office = createOffice()

  const id = saveDraft(office, LETTER)

  expect(subjectsIn(office, ALICE, 'drafts')).toEqual(['Plans'])
  expect(read(office, ALICE, id)).toMatchObject({ IsDraft: true, IsRead: true, IsFromMe: false })
  expect(subjectsIn(office, BOB)).toEqual([])
})

it('delivers a message and keeps a copy of it', () => {
  const office = createOffice()

  const message = createMail(office, LETTER)

  expect(message).toMatchObject({ ResponseCode: 'NoError', Items: { $each: [] } })
  expect(bobs(office)).toMatchObject({
    ItemClass: 'IPM.Note',
    Subject: 'Plans',
    IsRead: false,
    IsDraft: false,
    IsFromMe: false,
    ConversationTopic: 'Plans',
  })
  expect([name(bobs(office), 'From'), name(bobs(office), 'ReceivedBy')]).toEqual(['Alice Anders', 'Bob Böhm'])
  expect(list(office, ALICE, 'sentitems')[0]).toMatchObject({ IsFromMe: true, IsRead: true })
})

it('keeps no copy of what is only sent, and one elsewhere if asked', () => {
  const office = createOffice()

  createMail(office, LETTER, { disposition: 'SendOnly' })
  createMail(office, LETTER, { more: { SavedItemFolderId: { DistinguishedFolderId: { '@Id': 'notes' } } } })

  expect(subjectsIn(office, ALICE, 'sentitems')).toEqual([])
  expect(subjectsIn(office, ALICE, 'notes')).toEqual(['Plans'])
  expect(subjectsIn(office, BOB)).toEqual(['Plans', 'Plans'])
})

it('shows who was copied blindly to the sender alone', () => {
  const office = createOffice()

  createMail(office, { ...LETTER, ToRecipients: people(ALICE), BccRecipients: people(BOB) })

  const sent = list(office, ALICE, 'sentitems')[0]
  expect(sent?.['BccRecipients']).toMatchObject({ Mailbox: [{ EmailAddress: BOB }] })
  expect(bobs(office)).not.toHaveProperty('BccRecipients.Mailbox')
})

it('delivers to the members of a group once, and sends to the others', () => {
  const office = createOffice()

  createMail(office, { ...LETTER, ToRecipients: people(STAFF, BOB, 'someone@other.example') })

  expect(subjectsIn(office, BOB)).toEqual(['Plans'])
  expect(subjectsIn(office, ALICE)).toEqual(['Plans'])
  const outside = [...office.store.sentMail()].map(({ record }) => record)
  expect(outside.map(({ to, kind }) => [to, kind])).toEqual([
    [CAROL_OUTSIDE, 'Message'],
    ['someone@other.example', 'Message'],
  ])
  expect(outside[1]).toMatchObject({ subject: 'Plans', body: { text: 'See you' }, from: ALICE })
})

it('reports an address of the own domain that nobody has', () => {
  const office = createOffice()

  createMail(office, { ...LETTER, ToRecipients: people('nobody@ent-pa.example') })

  expect(list(office, ALICE, 'inbox')[0]).toMatchObject({
    ItemClass: 'REPORT.IPM.Note.NDR',
    Subject: 'Undeliverable: Plans',
  })
  expect([...office.store.sentMail()]).toEqual([])
})

it.each([
  ['', LETTER, 'ErrorMessageDispositionRequired'],
  ['SendOnly', { Subject: 'To nobody' }, 'ErrorInvalidRecipients'],
  ['SendOnly', { ...LETTER, ToRecipients: people('no address') }, 'ErrorInvalidRecipients'],
  ['SendOnly', { ...LETTER, From: { Mailbox: { EmailAddress: BOB } } }, 'ErrorSendAsDenied'],
  ['SaveOnly', { ...LETTER, ConversationTopic: 'x' }, 'ErrorInvalidPropertySet'],
])('refuses %j of %j', (disposition, value, code) => {
  const office = createOffice()

  expect(codeOf(createMail(office, value as EwsObject, { disposition }))).toBe(code)
  expect(subjectsIn(office, BOB)).toEqual([])
})

it('leaves no trace of who may send as another', () => {
  const office = createOffice()
  const objectOf = (address: string) => office.store.recipients.resolve(address)?.objectGuid ?? ''
  createAdPermissionAdministration(office.store).add({
    object: objectOf(BOB),
    trustee: objectOf(ALICE),
    extendedRights: ['Send-As'],
    isDeny: false,
  })

  createMail(office, { ...LETTER, From: { Mailbox: { EmailAddress: BOB } } })

  const [received] = list(office, BOB, 'inbox')
  expect([name(received, 'From'), name(received, 'Sender')]).toEqual(['Bob Böhm', 'Bob Böhm'])
})

it('lets a delegate send on behalf of the principal', () => {
  const office = createOffice()
  const guid = (address: string) => office.directory.recipients.resolve(address)?.mailboxGuid ?? ''
  const delegate = { mailboxGuid: guid(ALICE), receivesMeetingMessages: false, viewsPrivateItems: false }
  const settings = { mailbox: guid(BOB), delivery: 'DelegatesOnly', delegates: [delegate] } as const
  office.core.world.commit({ cause: 'test', reason: 'test', writes: [put(delegateSettings, settings)] })

  createMail(office, { ...LETTER, From: { Mailbox: { EmailAddress: BOB } } })

  expect([name(bobs(office), 'From'), name(bobs(office), 'Sender')]).toEqual(['Bob Böhm', 'Alice Anders'])
})

it('resolves somebody who is named alone', () => {
  const office = createOffice()

  createMail(office, { ...LETTER, ToRecipients: { Mailbox: [{ Name: 'Böhm' }] } })

  expect(subjectsIn(office, BOB)).toEqual(['Plans'])
})

it('saves a plain item as a message', () => {
  const office = createOffice()

  const message = createMail(office, { Subject: 'Note' }, { element: 'Item', disposition: '' })

  expect(message).toMatchObject({ Items: { $each: [{ name: 'Message' }] } })
})

it('takes a message with the flags of received mail for one', () => {
  const office = createOffice()
  const flags = { '@PropertyTag': '0xe07', '@PropertyType': 'Integer' }

  const id = saveDraft(office, { ...LETTER, ExtendedProperty: [{ ExtendedFieldURI: flags, Value: '1' }] })

  expect(read(office, ALICE, id)).toMatchObject({ IsDraft: false })
})

it('sends a draft and moves it to Sent Items', () => {
  const office = createOffice()
  const id = saveDraft(office, LETTER)

  expect(codeOf(sendItem(office, id))).toBe('NoError')

  expect(subjectsIn(office, ALICE, 'drafts')).toEqual([])
  expect(subjectsIn(office, ALICE, 'sentitems')).toEqual(['Plans'])
  expect(subjectsIn(office, BOB)).toEqual(['Plans'])
})

it('keeps a sent draft where the request says, or not at all', () => {
  const office = createOffice()
  const notes = { SavedItemFolderId: { DistinguishedFolderId: { '@Id': 'notes' } } }

  sendItem(office, saveDraft(office, LETTER), notes)
  sendItem(office, saveDraft(office, LETTER), { '@SaveItemToFolder': false })

  expect(subjectsIn(office, ALICE, 'notes')).toEqual(['Plans'])
  expect(subjectsIn(office, ALICE, 'sentitems')).toEqual([])
  expect(subjectsIn(office, ALICE, 'drafts')).toEqual([])
  expect(codeOf(sendItem(office, saveDraft(office, LETTER), { '@SaveItemToFolder': false, ...notes }))).toBe(
    'ErrorInvalidSendItemSaveSettings',
  )
})

it('sends only what the client knows as it is', () => {
  const office = createOffice()
  const id = saveDraft(office, LETTER)
  const [message] = office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@MessageDisposition': 'SaveOnly',
    ItemChanges: {
      ItemChange: [
        {
          ItemId: id,
          Updates: {
            $each: [
              {
                name: 'AppendToItemField',
                value: {
                  FieldURI: { '@FieldURI': 'message:CcRecipients' },
                  Message: { CcRecipients: people(ALICE) },
                },
              },
            ],
          },
        },
      ],
    },
  })

  expect(codeOf(sendItem(office, id))).toBe('ErrorStaleObject')
  expect(codeOf(sendItem(office, { '@Id': id['@Id'] }))).toBe('ErrorChangeKeyRequired')
  expect(codeOf(sendItem(office, idIn(message)))).toBe('NoError')
  expect(bobs(office)['CcRecipients']).toMatchObject({ Mailbox: [{ EmailAddress: ALICE }] })
})

it('has every property of a message', () => {
  const office = createOffice()
  const id = saveDraft(office, {
    ...LETTER,
    CcRecipients: people(ALICE),
    IsReadReceiptRequested: true,
    IsDeliveryReceiptRequested: true,
    InternetMessageId: '<1@client>',
    IsRead: false,
    IsResponseRequested: true,
    References: '<0@client>',
    ReplyTo: people(CAROL_OUTSIDE),
  })

  const shown = read(office, ALICE, id)

  expect(shown).toMatchObject({
    IsReadReceiptRequested: true,
    IsDeliveryReceiptRequested: true,
    InternetMessageId: '<1@client>',
    IsRead: false,
    IsResponseRequested: true,
    References: '<0@client>',
    DisplayTo: 'Bob Böhm',
    DisplayCc: 'Alice Anders',
  })
  expect(Buffer.from(shown['ConversationIndex'] as string, 'base64')).toHaveLength(22)
  expect(shown['ReplyTo']).toMatchObject({ Mailbox: [{ EmailAddress: CAROL_OUTSIDE }] })
  expect(read(office, ALICE, id, field('message:BccRecipients'))).not.toHaveProperty('BccRecipients.Mailbox')
})
