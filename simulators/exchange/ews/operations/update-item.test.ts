import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import {
  ALICE,
  attendees,
  BOB,
  change,
  create,
  createOffice,
  field,
  idIn,
  PLANNING,
  read,
  TMS,
  update,
  type Office,
} from './testing/office.js'

const set = (uri: string, value: EwsObject): EwsElement => ({
  name: 'SetItemField',
  value: { FieldURI: { '@FieldURI': uri }, CalendarItem: value },
})
const remove = (uri: string): EwsElement => ({
  name: 'DeleteItemField',
  value: { FieldURI: { '@FieldURI': uri } },
})
const append = (uri: string, value: EwsObject): EwsElement => ({
  ...set(uri, value),
  name: 'AppendToItemField',
})

const html = (text: string) => ({ Body: { '@BodyType': 'HTML', $text: text } })
const codeOf = (message: EwsObject | undefined) => message?.['ResponseCode']

it('sets, appends and deletes, and gives a new change key', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  const message = change(office, id, [
    set('item:Subject', { Subject: 'Review' }),
    append('item:Body', html('<p>Join</p>')),
    append('calendar:OptionalAttendees', { OptionalAttendees: attendees(BOB) }),
    remove('calendar:Location'),
  ])

  const item = read(office, ALICE, id)
  expect(message).toMatchObject({ ConflictResults: { Count: 0 } })
  expect(item).toMatchObject({
    ItemId: idIn(message),
    Subject: 'Review',
    IsMeeting: true,
    MeetingRequestWasSent: true,
  })
  expect((item['Body'] as EwsObject).$text).toContain('<p>Agenda</p>\r\n<p>Join</p>')
  expect(item['Location']).toBeUndefined()
  expect(idIn(message)['@ChangeKey']).not.toBe(id['@ChangeKey'])
})

it('takes a value in an element of a type that the item is derived from', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  change(office, id, [
    {
      name: 'SetItemField',
      value: { FieldURI: { '@FieldURI': 'item:Subject' }, Item: { Subject: 'Review' } },
    },
  ])

  expect(read(office, ALICE, id)).toMatchObject({ Subject: 'Review' })
})

it.each<[string, EwsElement]>([
  ['ErrorInvalidPropertySet', set('calendar:IsMeeting', { IsMeeting: true })],
  ['ErrorInvalidPropertyDelete', remove('calendar:Start')],
  ['ErrorInvalidPropertyAppend', append('calendar:Location', { Location: 'x' })],
  ['ErrorInvalidPropertyAppend', append('item:Body', { Body: { '@BodyType': 'Text', $text: 'x' } })],
  ['ErrorUpdatePropertyMismatch', set('item:Subject', { Location: 'x' })],
  ['ErrorIncorrectUpdatePropertyCount', set('item:Subject', { Subject: 'a', Importance: 'High' })],
  [
    'ErrorObjectTypeChanged',
    { name: 'SetItemField', value: { FieldURI: { '@FieldURI': 'item:Subject' }, Message: { Subject: 'x' } } },
  ],
  ['ErrorCalendarEndDateIsEarlierThanStartDate', set('calendar:End', { End: '2026-03-01T00:00:00Z' })],
])('refuses with %s and changes nothing', (expected, updates) => {
  const office = createOffice()
  const id = create(office, PLANNING)

  expect(codeOf(change(office, id, [set('item:Importance', { Importance: 'High' }), updates]))).toBe(expected)
  expect(read(office, ALICE, id)).toMatchObject({ ItemId: id, Importance: 'Normal' })
})

it('names the property that was at fault', () => {
  const office = createOffice()

  const message = change(office, create(office, PLANNING), [remove('calendar:Start')])

  expect(message?.['MessageXml']).toEqual({ $each: [field('calendar:Start')] })
})

it('finds a property again under every form of its name, and echoes the form of the request', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { ExtendedProperty: 'sip:1@x' })
  const byGuid = {
    '@PropertySetId': '00020329-0000-0000-C000-000000000046',
    '@PropertyName': 'TMS:ExternalConferenceData',
    '@PropertyType': 'String',
  }
  const otherCase = { ...TMS, '@PropertyName': 'tms:externalconferencedata' }

  const item = read(
    office,
    ALICE,
    id,
    { name: 'ExtendedFieldURI', value: byGuid },
    { name: 'ExtendedFieldURI', value: otherCase },
  )

  expect(item['ExtendedProperty']).toEqual([{ ExtendedFieldURI: byGuid, Value: 'sip:1@x' }])
})

it('deletes an extended property', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { ExtendedProperty: 'sip:1@x' })

  change(office, id, [{ name: 'DeleteItemField', value: { ExtendedFieldURI: TMS } }])

  const path: EwsElement = { name: 'ExtendedFieldURI', value: TMS }
  expect(read(office, ALICE, id, path)['ExtendedProperty']).toEqual([])
})

const conflict = (office: Office, policy: string, id: EwsObject, element: EwsObject) =>
  change(
    office,
    id,
    Object.keys(element).map((name) =>
      set(name === 'Location' ? 'calendar:Location' : `item:${name}`, element),
    ),
    { '@ConflictResolution': policy },
  )

it.each([
  ['AlwaysOverwrite', 'NoError'],
  ['AutoResolve', 'NoError'],
  ['NeverOverwrite', 'ErrorIrresolvableConflict'],
])('treats a stale change key with %s as %s', (policy, expected) => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { Location: 'Room 6' })

  expect(codeOf(conflict(office, policy, id, { Subject: 'Review' }))).toBe(expected)
})

it('counts what both changed, lets the last writer win, and refuses two bodies [HC-149]', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { Location: 'Room 6', ...html('<p>By the user</p>') })

  const location = conflict(office, 'AutoResolve', id, { Location: 'Room 7' })
  const body = conflict(office, 'AutoResolve', id, html('<p>Join</p>'))

  expect(location).toMatchObject({ ResponseCode: 'NoError', ConflictResults: { Count: 1 } })
  expect(codeOf(body)).toBe('ErrorIrresolvableConflict')
  expect(read(office, ALICE, id)['Location']).toBe('Room 7')
  expect((read(office, ALICE, id)['Body'] as EwsObject).$text).toContain('By the user')
})

it('keeps the more private sensitivity in a conflict', () => {
  const office = createOffice()
  const id = create(office, PLANNING)
  update(office, id, { Sensitivity: 'Private' })

  conflict(office, 'AutoResolve', id, { Sensitivity: 'Personal' })

  expect(read(office, ALICE, id)['Sensitivity']).toBe('Private')
})

it.each([
  ['AlwaysOverwrite', undefined, 'NoError'],
  ['AlwaysOverwrite', 'DwAAAA==', 'NoError'],
  ['AlwaysOverwrite', 'garbage', 'ErrorInvalidChangeKey'],
  ['AutoResolve', undefined, 'ErrorChangeKeyRequiredForWriteOperations'],
])('with %s answers the change key %s with %s', (policy, changeKey, expected) => {
  const office = createOffice()
  const { '@Id': id } = create(office, PLANNING)

  const reference = changeKey === undefined ? { '@Id': id } : { '@Id': id, '@ChangeKey': changeKey }

  expect(codeOf(conflict(office, policy, reference as EwsObject, { Subject: 'Review' }))).toBe(expected)
})

it('demands a change key even for AlwaysOverwrite of a strict store', () => {
  const office = createOffice({ changeKeys: 'strict' })
  const { '@Id': id, '@ChangeKey': key } = create(office, PLANNING)
  const codes = [undefined, 'DwAAAA==', key].map((changeKey) => {
    const reference = changeKey === undefined ? { '@Id': id } : { '@Id': id, '@ChangeKey': changeKey }
    return codeOf(conflict(office, 'AlwaysOverwrite', reference, { Subject: 'Review' }))
  })

  expect(codes).toEqual(['ErrorChangeKeyRequiredForWriteOperations', 'NoError', 'NoError'])
})

it('wants to know who is told', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  const message = update(
    office,
    id,
    { Location: 'x' },
    { '@SendMeetingInvitationsOrCancellations': undefined },
  )

  expect(codeOf(message)).toBe('ErrorSendMeetingInvitationsOrCancellationsRequired')
})

it('leaves the mailbox of somebody else alone', () => {
  const office = createOffice()
  const { '@Id': id } = create(office, PLANNING)

  expect(read(office, BOB, { '@Id': id })).toEqual({ code: 'ErrorItemNotFound' })
})
