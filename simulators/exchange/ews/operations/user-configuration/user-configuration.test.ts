import { expect, it } from 'vitest'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, createOffice, type Office } from '../testing/office.js'

const CATEGORIES: EwsObject = { '@Name': 'CategoryList', DistinguishedFolderId: { '@Id': 'calendar' } }
const XML = Buffer.from('<categories/>').toString('base64')
const OTHER_XML = Buffer.from('<categories default="Red"/>').toString('base64')
const DICTIONARY: EwsObject = {
  DictionaryEntry: [
    {
      DictionaryKey: { Type: 'String', Value: ['OLPrefsVersion'] },
      DictionaryValue: { Type: 'Integer32', Value: ['1'] },
    },
    { DictionaryKey: { Type: 'String', Value: ['nothing'] }, DictionaryValue: { '@xsi:nil': true } },
  ],
}

function write(office: Office, operation: 'Create' | 'Update', parts: EwsObject, who = ALICE): unknown {
  const request = { UserConfiguration: { UserConfigurationName: CATEGORIES, ...parts } }
  return office.as(who)(`${operation}UserConfiguration`, request)[0]?.['ResponseCode']
}

function get(office: Office, asked: readonly string[], name = CATEGORIES): EwsObject {
  const request = { UserConfigurationName: name, UserConfigurationProperties: asked }
  return office.as(ALICE)('GetUserConfiguration', request)[0] ?? {}
}

it('has no document that nobody created', () => {
  expect(get(createOffice(), ['All'])).toMatchObject({ ResponseCode: 'ErrorItemNotFound' })
})

it('gives back the parts of a document that are asked for', () => {
  const office = createOffice()

  expect(write(office, 'Create', { Dictionary: DICTIONARY, XmlData: XML, BinaryData: 'AQI=' })).toBe(
    'NoError',
  )

  expect(get(office, ['All'])['UserConfiguration']).toEqual({
    UserConfigurationName: CATEGORIES,
    ItemId: { '@Id': expect.any(String) as string, '@ChangeKey': expect.any(String) as string },
    Dictionary: DICTIONARY,
    XmlData: XML,
    BinaryData: 'AQI=',
  })
  expect(get(office, ['XmlData'])['UserConfiguration']).toEqual({
    UserConfigurationName: CATEGORIES,
    XmlData: XML,
  })
})

it('finds a document by its name in any case, in its folder only', () => {
  const office = createOffice()
  write(office, 'Create', { XmlData: XML })

  expect(get(office, ['Id'], { ...CATEGORIES, '@Name': 'categorylist' })).toMatchObject({
    ResponseCode: 'NoError',
  })
  const elsewhere = { ...CATEGORIES, DistinguishedFolderId: { '@Id': 'inbox' } }
  expect(get(office, ['Id'], elsewhere)).toMatchObject({ ResponseCode: 'ErrorItemNotFound' })
})

it('changes the parts that an update brings, and the change key', () => {
  const office = createOffice()
  write(office, 'Create', { Dictionary: DICTIONARY, XmlData: XML })
  const idOf = () => (get(office, ['Id'])['UserConfiguration'] as EwsObject)['ItemId'] as EwsObject
  const before = idOf()

  expect(write(office, 'Update', { XmlData: OTHER_XML })).toBe('NoError')

  expect(get(office, ['Dictionary', 'XmlData'])['UserConfiguration']).toMatchObject({
    Dictionary: DICTIONARY,
    XmlData: OTHER_XML,
  })
  expect(idOf()['@Id']).toBe(before['@Id'])
  expect(idOf()['@ChangeKey']).not.toBe(before['@ChangeKey'])
})

it('neither creates a document twice nor changes one that is not there', () => {
  const office = createOffice()

  expect(write(office, 'Update', { XmlData: XML })).toBe('ErrorItemNotFound')
  expect(write(office, 'Create', { XmlData: XML })).toBe('NoError')
  expect(write(office, 'Create', { XmlData: XML })).toBe('ErrorItemSave')
})

it('deletes a document once', () => {
  const office = createOffice()
  write(office, 'Create', { XmlData: XML })
  const remove = () =>
    office.as(ALICE)('DeleteUserConfiguration', { UserConfigurationName: CATEGORIES })[0]?.['ResponseCode']

  expect(remove()).toBe('NoError')
  expect(remove()).toBe('ErrorItemNotFound')
  expect(get(office, ['All'])).toMatchObject({ ResponseCode: 'ErrorItemNotFound' })
})

it('keeps truth values as what they mean', () => {
  const office = createOffice()
  const entry = (value: string): EwsObject => ({
    DictionaryKey: { Type: 'String', Value: ['on'] },
    DictionaryValue: { Type: 'Boolean', Value: [value] },
  })

  write(office, 'Create', { Dictionary: { DictionaryEntry: [entry('True')] } })

  const found = get(office, ['Dictionary'])['UserConfiguration'] as EwsObject
  expect(found['Dictionary']).toEqual({ DictionaryEntry: [entry('true')] })
})

it('keeps the documents of mailboxes apart', () => {
  const office = createOffice()
  write(office, 'Create', { XmlData: XML }, BOB)

  expect(get(office, ['All'])).toMatchObject({ ResponseCode: 'ErrorItemNotFound' })
})
