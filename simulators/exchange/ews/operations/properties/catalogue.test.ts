import { expect, it } from 'vitest'
import type { ItemKind } from '../../../calendar/item.js'
import { PRODUCT_VERSIONS } from '../../../versions/index.js'
import { TYPES } from '../../generated/types.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { members, valueOf } from '../request-parts.js'
import { ALICE, create, createOffice, field, inFolder, PLANNING } from '../testing/office.js'
import { createCatalogue, type BaseShape } from './catalogue.js'
import { EVERY_KIND, type Property } from './property.js'
import { createSpecimens, type Specimen } from './testing/specimens.js'

const catalogue = createCatalogue()
const { office, specimens } = createSpecimens()

const TYPE_OF_KIND: Readonly<Record<ItemKind, string>> = {
  CalendarItem: 't:CalendarItemType',
  MeetingRequest: 't:MeetingRequestMessageType',
  MeetingResponse: 't:MeetingResponseMessageType',
  MeetingCancellation: 't:MeetingCancellationMessageType',
  Message: 't:MessageType',
}

/** Paths that the schema has no element for: nothing can be shown under them. */
const WITHOUT_ELEMENT = new Set([
  'FirstBody',
  'MimeContentUTF8',
  'PublishedCalendarItemIcs',
  'PublishedCalendarItemName',
])

function elementsOf(type: string): ReadonlySet<string> {
  const facts = TYPES[type]
  if (facts === undefined || !('content' in facts)) return new Set()
  const own = (facts.content ?? []).map(
    (particle) => (typeof particle === 'string' ? particle : '').split(' ')[0] ?? '',
  )
  return new Set([...own, ...('base' in facts && facts.base !== undefined ? elementsOf(facts.base) : [])])
}

const get = ({ owner, reference }: Specimen, shape: BaseShape, paths: readonly EwsElement[] = []) =>
  office.as(owner)('GetItem', {
    ItemShape: {
      BaseShape: shape,
      ...(paths.length === 0 ? {} : { AdditionalProperties: { $each: paths } }),
    },
    ItemIds: { $each: [reference] },
  })[0]

const shown = (message: EwsObject | undefined) => members(message?.['Items'] as EwsObject)[0]

it.each(EVERY_KIND)('names only elements that a %s has, each once', (kind) => {
  const elements = elementsOf(TYPE_OF_KIND[kind])
  const rows = catalogue.all.filter(({ kinds }) => kinds.includes(kind))

  const strange = rows.filter(({ element }) => !elements.has(element) && !WITHOUT_ELEMENT.has(element))
  expect(strange.map(({ uri }) => uri)).toEqual([])
  const uris = rows.map(({ uri }) => uri)
  expect(uris.filter((uri, at) => uris.indexOf(uri) !== at)).toEqual([])
})

it.each(specimens.map((specimen) => [specimen.name, specimen] as const))(
  'shows %s in every shape, and each property that is asked for',
  (_name, specimen) => {
    const rows = catalogue.all.filter(({ kinds }) => kinds.includes(specimen.kind))

    for (const shape of ['IdOnly', 'Default', 'AllProperties'] as const) {
      const item = shown(get(specimen, shape))
      expect(item?.name).toBe(specimen.kind)
      const others = Object.keys(valueOf(item as EwsElement)).filter(
        (element) => !inShape(rows, element, shape),
      )
      expect(others).toEqual([])
    }
    for (const row of rows) {
      const message = get(specimen, 'IdOnly', [field(row.uri)])
      expect([row.uri, message?.['ResponseCode']]).toEqual([row.uri, 'NoError'])
      const value = valueOf(shown(message) as EwsElement)
      if (row.lacks !== undefined) expect(value[row.element]).toBeUndefined()
    }
  },
)

function inShape(rows: readonly Property[], element: string, shape: BaseShape): boolean {
  const row = rows.find((one) => one.element === element)
  if (row?.uri === 'item:ItemId') return true
  return row !== undefined && (shape === 'AllProperties' ? row.shape !== 'asked' : row.shape === shape)
}

it.each(EVERY_KIND)('lists a %s with all that lists may have, and refuses the rest', (kind) => {
  const rows = catalogue.all.filter(({ kinds }) => kinds.includes(kind))
  const specimen = specimens.find((one) => one.kind === kind)
  const folder = folderOf(specimen as Specimen)
  const find = (paths: readonly EwsElement[]) =>
    office.as(specimen?.owner ?? ALICE)('FindItem', {
      '@Traversal': 'Shallow',
      ItemShape: { BaseShape: 'AllProperties', AdditionalProperties: { $each: paths } },
      ParentFolderIds: { $each: [folder] },
    })[0]?.['ResponseCode']

  expect(find(rows.filter(({ listed }) => listed).map(({ uri }) => field(uri)))).toBe('NoError')
  for (const { uri } of rows.filter(({ listed }) => !listed))
    expect([uri, find([field(uri)])]).toEqual([uri, 'ErrorInvalidPropertyRequest'])
})

function folderOf(specimen: Specimen): EwsElement {
  const item = valueOf(shown(get(specimen, 'IdOnly', [field('item:ParentFolderId')])) as EwsElement)
  return { name: 'FolderId', value: item['ParentFolderId'] as EwsObject }
}

it.each([
  ['Exchange2007_SP1', 2007],
  ['Exchange2010', 2010],
  ['Exchange2010_SP2', '2010_SP2'],
  ['Exchange2013', 2013],
  ['Exchange2013_SP1', '2013_SP1'],
  ['Exchange2016', 2016],
] as const)('answers %s with what it knows, and refuses the rest', (requestedVersion, year) => {
  const ORDER = [2007, 2010, '2010_SP2', 2013, '2013_SP1', 2016]
  const own = createOffice()
  const id = create(own, PLANNING)
  const code = (uri: string) =>
    own.as(ALICE, { requestedVersion })('GetItem', {
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [field(uri)] } },
      ItemIds: { $each: [{ name: 'ItemId', value: id }] },
    })[0]?.['ResponseCode']

  for (const row of catalogue.all.filter(({ kinds }) => kinds.includes('CalendarItem'))) {
    const expected =
      ORDER.indexOf(row.since) <= ORDER.indexOf(year) ? 'NoError' : 'ErrorInvalidPropertyRequest'
    expect([row.uri, code(row.uri)]).toEqual([row.uri, expected])
  }
})

it('refuses paths of folders, and leaves out those of other classes of items', () => {
  const own = createOffice()
  const id = create(own, PLANNING)
  const code = (path: EwsElement) =>
    own.as(ALICE)('GetItem', {
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: { $each: [path] } },
      ItemIds: { $each: [{ name: 'ItemId', value: id }] },
    })[0]?.['ResponseCode']

  expect(code(field('folder:DisplayName'))).toBe('ErrorInvalidPropertyRequest')
  expect(code(field('contacts:GivenName'))).toBe('NoError')
  const street = { '@FieldURI': 'contacts:PhysicalAddress:Street', '@FieldIndex': 'Home' }
  expect(code({ name: 'IndexedFieldURI', value: street })).toBe('NoError')
})

it('says nothing of the answer to a request in Exchange 2010 until there is one [ews.md 1.7]', () => {
  const responseIn = (name: '2010' | '2016') => {
    const own = createOffice({ product: PRODUCT_VERSIONS[name] })
    create(own, {
      ...PLANNING,
      RequiredAttendees: { Attendee: [{ Mailbox: { EmailAddress: 'bob@ent-pa.example' } }] },
    })
    const [found] = own.as('bob@ent-pa.example')('FindItem', {
      '@Traversal': 'Shallow',
      ItemShape: { BaseShape: 'Default' },
      ParentFolderIds: { $each: [inFolder('inbox')] },
    })
    const [request] = members((found?.['RootFolder'] as EwsObject)['Items'] as EwsObject)
    return valueOf(request as EwsElement)['ResponseType']
  }

  expect([responseIn('2010'), responseIn('2016')]).toEqual([undefined, 'NoResponseReceived'])
})
