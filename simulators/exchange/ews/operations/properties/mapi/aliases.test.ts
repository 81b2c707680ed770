import { expect, it } from 'vitest'
import { globalObjectId } from '../../../../calendar/ids/global-object-id.js'
import type { EwsElement, EwsObject } from '../../../tree.js'
import { child, text, valueOf } from '../../request-parts.js'
import {
  ALICE,
  attendees,
  BOB,
  change,
  create,
  createOffice,
  field,
  inFolder,
  itemsIn,
  PLANNING,
  read,
  type Office,
} from '../../testing/office.js'
import { createSpecimens } from '../testing/specimens.js'
import { MAPI_ALIASES } from './aliases.js'

type Path = Readonly<Record<string, string | number>>

const tag = (id: number, type: string): Path => ({
  '@PropertyTag': `0x${id.toString(16)}`,
  '@PropertyType': type,
})
const named = (set: string, id: number, type: string): Path => ({
  '@DistinguishedPropertySetId': set,
  '@PropertyId': id,
  '@PropertyType': type,
})
const KEYWORDS: Path = {
  '@DistinguishedPropertySetId': 'PublicStrings',
  '@PropertyName': 'Keywords',
  '@PropertyType': 'StringArray',
}

const element = (path: Path): EwsElement => ({ name: 'ExtendedFieldURI', value: path })

/** The path of an alias, from its canonical name. */
function pathOf(name: string): Path {
  const [, set, id, word, type = ''] = /^(?:\{(.*)\}(?:#(\d+)|\/(.*))|@[0-9a-f]+):(\w+)$/.exec(name) ?? []
  if (set === undefined) return tag(parseInt(name.slice(1), 16), type)
  const property = id === undefined ? { '@PropertyName': word ?? '' } : { '@PropertyId': Number(id) }
  return { '@PropertySetId': set, ...property, '@PropertyType': type }
}

function valueIn(office: Office, id: EwsObject, path: Path): unknown {
  const [property] = read(office, ALICE, id, element(path))['ExtendedProperty'] as readonly EwsObject[]
  return property?.['Value'] ?? child(property, 'Values')?.['Value']
}

function write(office: Office, id: EwsObject, path: Path, value: string | readonly string[]): unknown {
  const content = typeof value === 'string' ? { Value: value } : { Values: { Value: value } }
  const property = { ExtendedFieldURI: path, ...content }
  const update = { ExtendedFieldURI: path, CalendarItem: { ExtendedProperty: [property] } }
  const sending = { '@SendMeetingInvitationsOrCancellations': 'SendToNone' }
  return change(office, id, [{ name: 'SetItemField', value: update }], sending)?.['ResponseCode']
}

it.each<[string, Path, string | readonly string[], string, unknown]>([
  ['PidTagSubject', tag(0x37, 'String'), 'Review', 'item:Subject', 'Review'],
  ['PidTagImportance', tag(0x17, 'Integer'), '2', 'item:Importance', 'High'],
  ['PidTagSensitivity', tag(0x36, 'Integer'), '3', 'item:Sensitivity', 'Confidential'],
  [
    'PidTagStartDate',
    tag(0x60, 'SystemTime'),
    '2026-03-04T08:00:00Z',
    'calendar:Start',
    '2026-03-04T08:00:00Z',
  ],
  ['PidLidBusyStatus', named('Appointment', 0x8205, 'Integer'), '3', 'calendar:LegacyFreeBusyStatus', 'OOF'],
  ['PidLidLocation', named('Appointment', 0x8208, 'String'), 'Room 7', 'calendar:Location', 'Room 7'],
  [
    'PidLidAppointmentStartWhole',
    named('Appointment', 0x820d, 'SystemTime'),
    '2026-03-04T08:30:00Z',
    'calendar:Start',
    '2026-03-04T08:30:00Z',
  ],
  [
    'PidLidAppointmentEndWhole',
    named('Appointment', 0x820e, 'SystemTime'),
    '2026-03-04T10:00:00Z',
    'calendar:End',
    '2026-03-04T10:00:00Z',
  ],
  [
    'PidLidAppointmentSubType',
    named('Appointment', 0x8215, 'Boolean'),
    'true',
    'calendar:IsAllDayEvent',
    true,
  ],
  [
    'PidLidAppointmentNotAllowPropose',
    named('Appointment', 0x825a, 'Boolean'),
    'true',
    'calendar:AllowNewTimeProposal',
    false,
  ],
  ['PidLidReminderSet', named('Common', 0x8503, 'Boolean'), 'false', 'item:ReminderIsSet', false],
  ['PidLidReminderDelta', named('Common', 0x8501, 'Integer'), '5', 'item:ReminderMinutesBeforeStart', '5'],
  ['PidLidPrivate', named('Common', 0x8506, 'Boolean'), 'true', 'item:Sensitivity', 'Private'],
  ['PidTagFlagStatus', tag(0x1090, 'Integer'), '2', 'item:Flag', { FlagStatus: 'Flagged' }],
  ['Keywords', KEYWORDS, ['Red', 'Blue'], 'item:Categories', { String: ['Red', 'Blue'] }],
])(
  'writes %s through to the property that it stands for, and reads it back',
  (_name, path, value, uri, shown) => {
    const office = createOffice()
    const id = create(office, PLANNING)

    expect(write(office, id, path, value)).toBe('NoError')

    expect(read(office, ALICE, id, field(uri))[uri.slice(uri.indexOf(':') + 1)]).toEqual(shown)
    expect(valueIn(office, id, path)).toEqual(value)
  },
)

it.each<[string, Path, unknown]>([
  ['PidTagBody', tag(0x1000, 'String'), expect.stringContaining('Agenda')],
  ['PidTagHtml', tag(0x1013, 'String'), expect.stringContaining('<p>Agenda</p>')],
  ['PidTagNativeBody', tag(0x1016, 'Integer'), '3'],
  ['PidTagMessageClass', tag(0x1a, 'String'), 'IPM.Appointment'],
  ['PidTagCreationTime', tag(0x3007, 'SystemTime'), '2026-03-02T08:00:00Z'],
  ['PidTagLastModifierName', tag(0x3ffa, 'String'), 'Alice Anders'],
  ['PidTagHasAttachments', tag(0x0e1b, 'Boolean'), 'false'],
  ['PidTagMessageFlags', tag(0x0e07, 'Integer'), '1'],
  ['PidTagSentRepresentingEmailAddress', tag(0x65, 'String'), ALICE],
  ['PidTagDisplayTo', tag(0x0e04, 'String'), 'Bob Böhm'],
  ['PidLidAppointmentDuration', named('Appointment', 0x8213, 'Integer'), '30'],
  ['PidLidAppointmentStateFlags', named('Appointment', 0x8217, 'Integer'), '1'],
  ['PidLidResponseStatus', named('Appointment', 0x8218, 'Integer'), '1'],
  ['PidLidAppointmentSequence', named('Appointment', 0x8201, 'Integer'), '0'],
  ['PidLidRecurring', named('Appointment', 0x8223, 'Boolean'), 'false'],
  ['PidLidFInvited', named('Appointment', 0x8229, 'Boolean'), 'true'],
  ['PidLidReminderSignalTime', named('Common', 0x8560, 'SystemTime'), '2026-03-04T08:45:00Z'],
  ['a property under another type', tag(0x37, 'Integer'), undefined],
])('reads %s', (_name, path, expected) => {
  const office = createOffice()
  const id = create(office, { ...PLANNING, RequiredAttendees: attendees(BOB) })

  expect(valueIn(office, id, path)).toEqual(expected)
})

it('reads every alias of every kind of item in a form of its type', () => {
  const { office, specimens } = createSpecimens()

  for (const { owner, reference, name } of specimens) {
    const [message] = office.as(owner)('GetItem', {
      ItemShape: {
        BaseShape: 'IdOnly',
        AdditionalProperties: { $each: MAPI_ALIASES.map((alias) => element(pathOf(alias.name))) },
      },
      ItemIds: { $each: [reference] },
    })
    const properties = itemsIn(message)[0]?.['ExtendedProperty'] as readonly EwsObject[]
    expect([name, properties.length > 20]).toEqual([name, true])
    for (const property of properties) {
      const type = text(child(property, 'ExtendedFieldURI'), '@PropertyType') ?? ''
      expect([type, property['Value'] ?? '']).toEqual([type, expect.stringMatching(FORMS[type] ?? /^/)])
    }
  }
})

const FORMS: Readonly<Record<string, RegExp>> = {
  Boolean: /^(true|false)$/,
  Integer: /^-?\d+$/,
  SystemTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Binary: /^[A-Za-z0-9+/]+={0,2}$/,
}

it('refuses to write what follows from other things, and a number that means nothing', () => {
  const office = createOffice()
  const id = create(office, PLANNING)

  for (const { name } of MAPI_ALIASES.filter((alias) => alias.write === undefined)) {
    const value = { Integer: '1', Boolean: 'true', SystemTime: '2026-03-04T08:00:00Z', Binary: 'AAAA' }
    const type = name.slice(name.lastIndexOf(':') + 1) as keyof typeof value
    expect([name, write(office, id, pathOf(name), value[type] ?? 'x')]).toEqual([
      name,
      'ErrorInvalidPropertySet',
    ])
  }
  expect(write(office, id, tag(0x17, 'Integer'), '7')).toBe('ErrorInvalidExtendedPropertyValue')
})

it('makes a global object id the UID, and names the occurrence in it', () => {
  const office = createOffice()
  const exact = named('Meeting', 3, 'Binary')
  const clean = named('Meeting', 0x23, 'Binary')
  const id = create(office, {
    ...PLANNING,
    Recurrence: {
      DailyRecurrence: { Interval: 1 },
      NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 3 },
    },
  })
  write(office, id, exact, globalObjectId('x@elsewhere.example').toString('base64'))

  const [message] = office.as(ALICE)('GetItem', {
    ItemShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: { $each: [field('calendar:UID'), element(exact), element(clean)] },
    },
    ItemIds: {
      $each: [
        {
          name: 'OccurrenceItemId',
          value: { '@RecurringMasterId': id['@Id'] as string, '@InstanceIndex': 2 },
        },
      ],
    },
  })

  const [item] = itemsIn(message)
  const [ofOccurrence, ofSeries] = item?.['ExtendedProperty'] as readonly EwsObject[]
  expect(item?.['UID']).toBe('x@elsewhere.example')
  expect(Buffer.from(text(ofOccurrence, 'Value') ?? '', 'base64').toString('hex', 16, 20)).toBe('07ea0305')
  expect(Buffer.from(text(ofSeries, 'Value') ?? '', 'base64').toString('hex', 16, 20)).toBe('00000000')
})

it.each([
  ['PidTagSubject', 0x37],
  ['PidTagBody', 0x1000],
])('empties %s when it is deleted', (_, id) => {
  const office = createOffice()
  const item = create(office, PLANNING)

  const message = change(office, item, [
    { name: 'DeleteItemField', value: { ExtendedFieldURI: tag(id, 'String') } },
  ])

  expect(message?.['ResponseCode']).toBe('NoError')
  expect((valueIn(office, item, tag(id, 'String')) as string).trim()).toBe('')
})

it('finds meetings by the clean global object id, and sorts by a MAPI property', () => {
  const office = createOffice()
  const ids = ['b', 'a'].map((Subject) => create(office, { ...PLANNING, Subject }))
  const clean = named('Meeting', 0x23, 'Binary')
  const wanted = valueIn(office, ids[1] as EwsObject, clean) as string
  const find = (more: EwsObject) => {
    const [message] = office.as(ALICE)('FindItem', {
      '@Traversal': 'Shallow',
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field('item:Subject')] } },
      ParentFolderIds: { $each: [inFolder('calendar')] },
      ...more,
    })
    const root = child(message, 'RootFolder')
    return child(root, 'Items')?.$each?.map((item) => valueOf(item)['Subject'])
  }

  const equal = { ExtendedFieldURI: clean, FieldURIOrConstant: { Constant: { '@Value': wanted } } }
  expect(find({ Restriction: { IsEqualTo: equal } })).toEqual(['a'])
  const order = { '@Order': 'Ascending', ExtendedFieldURI: tag(0x37, 'String') }
  expect(find({ SortOrder: { FieldOrder: [order] } })).toEqual(['a', 'b'])
})
