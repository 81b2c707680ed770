import { expect, it } from 'vitest'
import { lasting, type EwsObject } from '../tree.js'
import { SAMPLES } from '../testing/samples.js'
import { createEncoder } from './encoder.js'
import { INSTANCE_NAMESPACE, MESSAGES_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { readElement } from './read-element.js'
import { createEwsSchema } from './schema.js'

const NAMESPACES = ` xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}"`
const schema = createEwsSchema()
const encoder = createEncoder(schema)

/** Declares the usual prefixes on the root of a sample. */
const withNamespaces = (xml: string) => xml.replace(/^<([\w:]+)/, `<$1${NAMESPACES}`)
const read = (xml: string) => readElement(schema, withNamespaces(xml))

function valueOf(xml: string): EwsObject {
  const reading = read(xml)
  return ('value' in reading ? reading.value : { refused: reading.violation.text }) as EwsObject
}

function violationOf(xml: string) {
  const reading = readElement(schema, xml)
  return 'violation' in reading ? reading.violation : undefined
}

it.each(SAMPLES)('reads and writes back what the reference shows: %s', (xml) => {
  const reading = read(xml)

  expect(reading).not.toHaveProperty('violation')
  const { name, value } = reading as { name: string; value: EwsObject }
  const inline = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  expect(encoder.write(name, value, NAMESPACES).replace(inline, '')).toBe(
    withNamespaces(xml).replace(inline, ''),
  )
})

it('gives attributes, text, lists and repeated choices their place in the tree', () => {
  const value = valueOf(
    '<m:UpdateItem ConflictResolution="AutoResolve"><m:ItemChanges><t:ItemChange><t:ItemId Id="a"/><t:Updates>' +
      '<t:SetItemField><t:FieldURI FieldURI="item:Body"/><t:Message><t:Body BodyType="Text">x</t:Body></t:Message>' +
      '</t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>',
  )

  expect(value).toEqual({
    '@ConflictResolution': 'AutoResolve',
    ItemChanges: {
      ItemChange: [
        {
          ItemId: { '@Id': 'a' },
          Updates: {
            $each: [
              {
                name: 'SetItemField',
                value: {
                  FieldURI: { '@FieldURI': 'item:Body' },
                  Message: { Body: { '@BodyType': 'Text', $text: 'x' } },
                },
              },
            ],
          },
        },
      ],
    },
  })
})

it('reads simple values by their type', () => {
  const value = valueOf(
    '<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>1</t:IncludeMimeContent>' +
      '</m:ItemShape><m:SyncFolderId><t:DistinguishedFolderId Id="calendar"/></m:SyncFolderId>' +
      '<m:MaxChangesReturned> 512 </m:MaxChangesReturned></m:SyncFolderItems>',
  )

  expect(value).toMatchObject({ ItemShape: { IncludeMimeContent: true }, MaxChangesReturned: 512 })
})

it('keeps a property tag as text, whichever way it is written', () => {
  const path = (tag: string) =>
    valueOf(`<t:ExtendedFieldURI PropertyTag="${tag}" PropertyType="Integer"/>`)['@PropertyTag']

  expect([path('0x0E07'), path('3591')]).toEqual(['0x0E07', '3591'])
})

it('takes any prefix, and the default namespace', () => {
  const xml = `<GetFolder xmlns="${MESSAGES_NAMESPACE}" xmlns:ns1="${TYPES_NAMESPACE}"><FolderShape><ns1:BaseShape>Default</ns1:BaseShape></FolderShape><FolderIds><DistinguishedFolderId xmlns="${TYPES_NAMESPACE}" Id="inbox"/></FolderIds></GetFolder>`

  expect(readElement(schema, xml)).toMatchObject({
    name: 'm:GetFolder',
    value: { FolderShape: { BaseShape: 'Default' } },
  })
})

it('keeps that an element has no value, where it may have none, and writes it so', () => {
  const entry = (dictionaryValue: string) =>
    '<m:UpdateUserConfiguration><m:UserConfiguration><t:UserConfigurationName Name="a"><t:FolderId Id="b"/>' +
    '</t:UserConfigurationName><t:Dictionary><t:DictionaryEntry><t:DictionaryKey><t:Type>String</t:Type>' +
    `<t:Value>c</t:Value></t:DictionaryKey><t:DictionaryValue xmlns:xsi="${INSTANCE_NAMESPACE}" ${dictionaryValue}` +
    '</t:DictionaryEntry></t:Dictionary></m:UserConfiguration></m:UpdateUserConfiguration>'
  const nil = entry('xsi:nil="true"/>')

  expect(encoder.write('m:UpdateUserConfiguration', valueOf(nil), NAMESPACES)).toBe(withNamespaces(nil))
  expect(read(entry('xsi:nil="true"><t:Type>String</t:Type></t:DictionaryValue>'))).toMatchObject({
    violation: {
      text: `Element '${TYPES_NAMESPACE}:DictionaryValue' must have no character or element children.`,
    },
  })
  expect(read(`<m:GetItem xmlns:xsi="${INSTANCE_NAMESPACE}" xsi:nil="true"/>`)).toMatchObject({
    violation: {
      text: "If the 'nillable' attribute is false in the schema, the 'xsi:nil' attribute must not be present.",
    },
  })
})

it('takes a plain value whose client says of which simple type it is', () => {
  const item = (type: string) =>
    `<m:CreateItem xmlns:xsi="${INSTANCE_NAMESPACE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><m:Items>` +
    `<t:CalendarItem><t:Location xsi:type="${type}">Room 5</t:Location></t:CalendarItem></m:Items></m:CreateItem>`

  expect(JSON.stringify(valueOf(item('xsd:string')))).toContain('{"Location":"Room 5"}')
  expect(read(item('xsd:int'))).toMatchObject({
    violation: { text: "This is an invalid xsi:type 'xsd:int'." },
  })
})

it.each([
  '2026-02-29T09:00:00Z',
  '2026-04-31T09:00:00Z',
  '0000-01-01T00:00:00Z',
  '2026-03-02T09:00:00+14:01',
])('refuses a time that is not of the calendar: %s', (time) => {
  const xml = `<m:CreateItem><m:Items><t:CalendarItem><t:Start>${time}</t:Start></t:CalendarItem></m:Items></m:CreateItem>`

  expect(read(xml)).toMatchObject({
    violation: { text: expect.stringContaining('is not a valid DateTime value.') as string },
  })
})

it('resolves xsi:type by the prefix of the client, and refuses a type that is not derived', () => {
  const xml = (type: string) =>
    `<m:ConvertId${NAMESPACES} xmlns:q="${TYPES_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" DestinationFormat="EntryId"><m:SourceIds><t:AlternateId xsi:type="${type}" Format="EwsId" Id="a" Mailbox="b"/></m:SourceIds></m:ConvertId>`

  expect(violationOf(xml('q:AlternateIdType'))).toBeUndefined()
  expect(violationOf(xml('q:ItemIdType'))?.text).toBe("This is an invalid xsi:type 'q:ItemIdType'.")
})

it('says where an element is out of order, and what could stand there', () => {
  const xml = `<m:GetItem${NAMESPACES}>\n  <m:ItemIds/>\n</m:GetItem>`

  expect(violationOf(xml)).toEqual({
    text:
      `The element 'GetItem' in namespace '${MESSAGES_NAMESPACE}' has invalid child element 'ItemIds' in namespace ` +
      `'${MESSAGES_NAMESPACE}'. List of possible elements expected: 'ItemShape' in namespace '${MESSAGES_NAMESPACE}'.`,
    lineNumber: 2,
    linePosition: 4,
  })
})

it('says at the end tag what is missing', () => {
  const xml = `<m:GetItem${NAMESPACES}>\r\n<m:ItemShape></m:ItemShape></m:GetItem>`

  expect(violationOf(xml)).toEqual({
    text:
      `The element 'ItemShape' in namespace '${MESSAGES_NAMESPACE}' has incomplete content. ` +
      `List of possible elements expected: 'BaseShape' in namespace '${TYPES_NAMESPACE}'.`,
    lineNumber: 2,
    linePosition: 16,
  })
})

it.each([
  [
    '<m:GetItem><m:ItemShape><t:BaseShape>All</t:BaseShape></m:ItemShape></m:GetItem>',
    `The '${TYPES_NAMESPACE}:BaseShape' element is invalid - The value 'All' is invalid according to its datatype '${TYPES_NAMESPACE}:DefaultShapeNamesType' - The Enumeration constraint failed.`,
  ],
  ['<t:RequestServerVersion Version="Exchange2010" Foo="1"/>', "The 'Foo' attribute is not declared."],
  [
    '<t:FieldURI FieldURI="item:Nothing"/>',
    `The 'FieldURI' attribute is invalid - The value 'item:Nothing' is invalid according to its datatype '${TYPES_NAMESPACE}:UnindexedFieldURIType' - The Enumeration constraint failed.`,
  ],
  ['<t:FieldURI/>', "The required attribute 'FieldURI' is missing."],
  [
    '<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>a</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>31</m:ConnectionTimeout></m:GetStreamingEvents>',
    `The '${MESSAGES_NAMESPACE}:ConnectionTimeout' element is invalid - The value '31' is invalid according to its datatype '${TYPES_NAMESPACE}:StreamingSubscriptionConnectionTimeoutType' - The MaxInclusive constraint failed.`,
  ],
  [
    '<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>yes</t:IncludeMimeContent></m:ItemShape></m:SyncFolderItems>',
    `The '${TYPES_NAMESPACE}:IncludeMimeContent' element is invalid - The value 'yes' is invalid according to its datatype 'http://www.w3.org/2001/XMLSchema:boolean' - The string 'yes' is not a valid Boolean value.`,
  ],
  [
    '<m:GetItem>text</m:GetItem>',
    `The element 'GetItem' in namespace '${MESSAGES_NAMESPACE}' cannot contain text. List of possible elements expected: 'ItemShape' in namespace '${MESSAGES_NAMESPACE}'.`,
  ],
])('refuses %s', (xml, text) => {
  expect(read(xml)).toMatchObject({ violation: { text } })
})

it.each([
  [
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    'For security reasons DTD is prohibited in this XML document. Line 1, position 30.',
  ],
  ['<a>&nbsp;</a>', 'An error occurred while parsing EntityName. Line 1, position 9.'],
  ['<a><b></a>', 'The start tag does not match the end tag. Line 1, position 10.'],
  [
    '<a>',
    'Unexpected end of file has occurred. The following elements are not closed: a. Line 1, position 3.',
  ],
  ['', 'Root element is missing. Line 1, position 1.'],
  [`${'<a>'.repeat(300)}`, 'The maximum read depth (256) has been exceeded. Line 1, position 771.'],
])('refuses what is not well-formed: %#', (xml, text) => {
  expect(violationOf(xml)?.text).toBe(text)
})

it('writes elements in the order of the schema, whatever the order of the keys', () => {
  const value = {
    '@Traversal': 'Shallow',
    ParentFolderIds: { $each: [{ name: 'DistinguishedFolderId', value: { '@Id': 'inbox' } }] },
    ItemShape: { BaseShape: 'IdOnly' },
  }

  expect(encoder.write('m:FindItem', value, '')).toBe(
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
      '<m:ParentFolderIds><t:DistinguishedFolderId Id="inbox"/></m:ParentFolderIds></m:FindItem>',
  )
})

it.each([
  ['an unknown key', { Subjekt: 'a' }, 'has no "Subjekt" in t:MailboxCultureType'],
  ['a missing attribute', {}, 'lacks the attribute "@Version"'],
  ['a wrong enumeration value', { '@Version': 'Exchange2019' }, 'may not be "Exchange2019"'],
])('refuses a response with %s', (_what, value, message) => {
  const name = 'Subjekt' in value ? 't:MailboxCulture' : 't:RequestServerVersion'

  expect(() => encoder.write(name, value as EwsObject, '')).toThrow(message)
})

it('escapes what XML cannot hold as it is', () => {
  const written = encoder.write(
    't:MessageXml',
    { $each: [{ name: 'Value', value: { '@Name': 'a\n"', $text: '<&>\r\u0001\ud800' } }] },
    '',
  )

  expect(written).toBe(
    '<t:MessageXml><t:Value Name="a&#xA;&quot;">&lt;&amp;&gt;&#xD;\ufffd\ufffd</t:Value></t:MessageXml>',
  )
})

it('knows no type or element by the name of a method of objects', () => {
  expect(schema.element('t:toString')).toBeUndefined()
  expect(violationOf(`<constructor xmlns="${MESSAGES_NAMESPACE}"/>`)?.text).toContain('is not declared')
})

it('writes what lasts as it did before, says again what of it is free, and takes no copy for it', () => {
  const item = { name: 'CalendarItem', value: lasting({ ItemId: { '@Id': 'a' }, Subject: 'Größe' }) }
  const message = lasting({ '@ResponseClass': 'Success', ResponseCode: 'NoError', Items: { $each: [item] } })
  const answer = (value: EwsObject) =>
    encoder.writeMarked(
      'm:GetItemResponse',
      { ResponseMessages: { $each: [{ name: 'GetItemResponseMessage', value }] } },
      NAMESPACES,
    )

  const [first, again] = [answer(message), answer(message)]
  const copy = answer({ ...message, ResponseCode: 'ErrorItemNotFound' })

  expect(first.xml).toContain('<t:Subject>Größe</t:Subject>')
  expect(again).toEqual(first)
  expect(copy.xml).toBe(first.xml.replace('NoError', 'ErrorItemNotFound'))
  for (const { free } of [first, again, copy]) expect(free.map(({ text }) => text.trim())).toEqual(['Größe'])
})
