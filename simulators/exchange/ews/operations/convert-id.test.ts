import { expect, it } from 'vitest'
import type { EwsElement, EwsObject } from '../tree.js'
import { asText, valueOf } from './request-parts.js'
import { ALICE, create, createOffice, PLANNING, type Office } from './testing/office.js'

const FORMATS = ['EwsId', 'EntryId', 'HexEntryId', 'StoreId', 'OwaId', 'EwsLegacyId'] as const
type Format = (typeof FORMATS)[number]

const SERIES = {
  ...PLANNING,
  Recurrence: {
    DailyRecurrence: { Interval: 1 },
    NumberedRecurrence: { StartDate: '2026-03-04', NumberOfOccurrences: 3 },
  },
}

/** The converted id, or the code of the refusal. */
function convert(
  office: Office,
  id: unknown,
  [from, to]: readonly [Format, Format],
  mailbox = ALICE,
): unknown {
  return ask(office, to, {
    name: 'AlternateId',
    value: { '@Format': from, '@Id': String(id), '@Mailbox': mailbox },
  })
}

function ask(office: Office, to: Format, source: EwsElement): unknown {
  const [message] = office.as(ALICE)('ConvertId', {
    '@DestinationFormat': to,
    SourceIds: { $each: [source] },
  })
  const converted = message?.['AlternateId'] as EwsObject | undefined
  return converted?.['@Id'] ?? message?.['ResponseCode']
}

function occurrenceIn(office: Office): unknown {
  const master = create(office, SERIES)
  const [message] = office.as(ALICE)('GetItem', {
    ItemShape: { BaseShape: 'IdOnly' },
    ItemIds: {
      $each: [
        {
          name: 'OccurrenceItemId',
          value: { '@RecurringMasterId': master['@Id'], '@InstanceIndex': 2 },
        },
      ],
    },
  })
  const [item] = (message?.['Items'] as EwsObject).$each ?? []
  return (valueOf(item as EwsElement)['ItemId'] as EwsObject)['@Id']
}

it.each(FORMATS)('brings an item through %s and every other format', (from) => {
  const office = createOffice()
  const id = create(office, PLANNING)['@Id']
  const start = convert(office, id, ['EwsId', from])

  for (const to of FORMATS) {
    const there = convert(office, start, [from, to])
    expect([to, convert(office, there, [to, from])]).toEqual([to, start])
  }
})

it.each(['StoreId', 'OwaId', 'EwsLegacyId'] as const)('keeps the date of an occurrence in %s', (format) => {
  const office = createOffice()
  const id = occurrenceIn(office)

  const converted = convert(office, id, ['EwsId', format])

  expect(converted).not.toBe(id)
  expect(convert(office, converted, [format, 'EwsId'])).toBe(id)
})

it('knows an occurrence by the entry id of its master', () => {
  const office = createOffice()
  const id = occurrenceIn(office)

  const entryId = convert(office, id, ['EwsId', 'EntryId'])

  const master = convert(office, entryId, ['EntryId', 'EwsId'])
  expect(Buffer.from(String(entryId), 'base64')).toHaveLength(70)
  expect(master).not.toBe(id)
  expect(convert(office, master, ['EwsId', 'EntryId'])).toBe(entryId)
})

it('writes ids for Outlook on the web as its links have them', () => {
  const office = createOffice()
  const id = create(office, PLANNING)['@Id']

  expect(convert(office, id, ['EwsId', 'OwaId'])).toMatch(/^RgAAAA/)
  expect(convert(office, id, ['EwsId', 'StoreId'])).toMatch(/AP$|P$|8=$|Dw==$|PA==$/)
})

it('refuses ids in another format than they say, and all ids of public folders', () => {
  const office = createOffice()
  const id = create(office, PLANNING)['@Id']

  for (const from of FORMATS.filter((format) => format !== 'EwsId'))
    expect([from, convert(office, id, [from, 'EwsId'])]).toEqual([from, 'ErrorInvalidIdMalformed'])
  const folder = { '@Format': 'EwsId', '@FolderId': asText(id) }
  expect(ask(office, 'EwsId', { name: 'AlternatePublicFolderId', value: folder })).toBe(
    'ErrorInvalidIdMalformed',
  )
  const item = { ...folder, '@ItemId': asText(id) }
  expect(ask(office, 'EwsId', { name: 'AlternatePublicFolderItemId', value: item })).toBe(
    'ErrorInvalidIdMalformed',
  )
})

it('needs the mailbox of ids that do not name theirs', () => {
  const office = createOffice()
  const id = create(office, PLANNING)['@Id']

  for (const from of ['EntryId', 'HexEntryId', 'StoreId', 'OwaId', 'EwsLegacyId'] as const) {
    const written = convert(office, id, ['EwsId', from])
    expect([from, convert(office, written, [from, 'EwsId'], 'nobody@ent-pa.example')]).toEqual([
      from,
      'ErrorNonExistentMailbox',
    ])
  }
})
