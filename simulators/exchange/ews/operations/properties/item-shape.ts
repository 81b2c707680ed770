import { isExtended, readExtended, shownExtended } from './extended.js'
import type { ItemKind } from '../../../calendar/item.js'
import type { OperationCall } from '../../operation.js'
import { WRITTEN, type EwsElement, type EwsObject, type EwsValue, type Written } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, members, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { someHeaders } from './header-properties.js'
import { readBodyReading, type BodyReading } from './body-reading.js'
import type { BaseShape } from './catalogue.js'
import type { Plan } from './known-shapes.js'
import { mimePaths } from './mime-content.js'
import { MESSAGES, type Property } from './property.js'
import { isKnownTo } from './versions.js'
import type { ItemView, Reading } from './view.js'

/** An `m:ItemShape` made ready for many items. */
export interface ItemShape {
  readonly reading: Reading
  /** Shows an item as an element of its class; throws `ItemError` for a path that does not fit it. */
  render(view: ItemView): EwsElement
}

/** Streamable strings end here in lists. @source ews.md 3.1 */
const MAX_LISTED_TEXT = 255

/** What the first part of a path names when it is no property of items. @source types.xsd, UnindexedFieldURIType */
export const NOT_OF_ITEMS = new Set(['folder', 'conversation', 'persona'])

/**
 * Which answer the items are for. FindItem (`list`) refuses what it never returns; SyncFolderItems (`sync`)
 * leaves it out, because exchangelib asks it for everything. @observed
 */
export type ItemForm = 'item' | 'list' | 'sync'

export function readItemShape(service: Service, call: OperationCall, form: ItemForm): ItemShape {
  const element = child(call.request, 'ItemShape')
  const shape = (text(element, 'BaseShape') ?? 'IdOnly') as BaseShape
  const paths = [...mimePaths(element), ...members(child(element, 'AdditionalProperties'))]
  const known = service.shapes.of(wordsOf(call, form, element), () =>
    readBodyReading(element, call.requestedVersion),
  )
  const { plans, shown } = known

  function planFor(kind: ItemKind): Plan {
    let plan = plans.get(kind)
    if (plan === undefined) plans.set(kind, (plan = planOf(kind)))
    return plan
  }

  function planOf(kind: ItemKind): Plan {
    const properties = new Set<Property>()
    const extended: { readonly path: EwsObject; readonly name: string }[] = []
    for (const row of service.catalogue.ofShape(kind, shape))
      if (isShown(row) && isKnown(row, kind)) properties.add(row)
    for (const path of paths) {
      const row = path.name === 'FieldURI' ? askedFor(kind, path) : undefined
      if (row !== undefined) properties.add(row)
      else if (isExtended(path)) extended.push({ path: valueOf(path), name: readExtended(path) })
    }
    const headers = MESSAGES.includes(kind) ? headersAsked(paths) : []
    const isOwn = [...properties].every((row) => row.elsewhere === undefined)
    return { properties: [...headers, ...properties], extended, isOwn }
  }

  /** A property of other classes is left out: exchangelib asks one GetItem for those of all. @observed */
  function askedFor(kind: ItemKind, path: EwsElement): Property | undefined {
    const uri = text(valueOf(path), '@FieldURI') ?? ''
    const row = service.catalogue.byUri(kind, uri)
    if (row === undefined ? isOfItems(uri) : form === 'sync' && !row.listed) return undefined
    if (row === undefined || !isShown(row) || !isKnown(row, kind))
      throw new ItemError('ErrorInvalidPropertyRequest', path)
    return row
  }

  /** Single headers; what else can be named with an index belongs to contacts, and is left out. @observed */
  function headersAsked(asked: readonly EwsElement[]): readonly Property[] {
    const headers = asked.filter((path) => text(valueOf(path), '@FieldURI') === 'item:InternetMessageHeader')
    const [refused] = form === 'list' ? headers : []
    if (refused !== undefined) throw new ItemError('ErrorInvalidPropertyRequest', refused)
    const names = headers.map((path) => text(valueOf(path), '@FieldIndex') ?? '')
    return names.length === 0 || form === 'sync' ? [] : [someHeaders(names)]
  }

  const isShown = (row: Property) => form === 'item' || row.listed
  const isKnown = (row: Property, kind: ItemKind) => isKnownTo(call.requestedVersion, row, kind)

  /** What never changes is shown once. */
  function render(view: ItemView): EwsElement {
    const { item, occurrence, reading } = view
    const plan = planFor(item.kind)
    if (!plan.isOwn || occurrence !== undefined || reading.inside !== undefined) return show(view, plan)
    let element = shown.get(item)
    if (element === undefined) shown.set(item, (element = show(view, plan, {})))
    return element
  }

  function show(view: ItemView, { properties, extended }: Plan, written?: Written): EwsElement {
    const value: Record<string, EwsValue> & { [WRITTEN]?: Written } = {}
    if (written !== undefined) value[WRITTEN] = written
    for (const row of properties) {
      const read = row.read(view)
      value[row.element] = form === 'item' ? read : inList(row, read)
    }
    if (extended.length > 0) value['ExtendedProperty'] = shownExtended(view, extended)
    return { name: view.item.kind, value }
  }

  return { reading: readingOf(service, call, known.body), render }
}

/** All that an answer depends on besides the items. */
function wordsOf(call: OperationCall, form: ItemForm, element: EwsObject | undefined): readonly string[] {
  const { requestedVersion, timeZone = '', dateTimePrecision } = call
  const words = [form, requestedVersion, timeZone, dateTimePrecision]
  for (const key in element) {
    if (key !== 'AdditionalProperties') words.push(key, text(element, key) ?? '')
  }
  for (const { name, value } of members(child(element, 'AdditionalProperties'))) {
    words.push(name)
    for (const key in value as EwsObject) words.push(key, text(value as EwsObject, key) ?? '')
  }
  return words
}

function isOfItems(uri: string): boolean {
  return !NOT_OF_ITEMS.has(uri.slice(0, uri.indexOf(':')))
}

function inList(row: Property, value: EwsValue): EwsValue {
  if (row.inList !== undefined) return row.inList(value)
  return typeof value === 'string' ? value.slice(0, MAX_LISTED_TEXT) : value
}

export function readingOf(
  { store }: Service,
  call: OperationCall,
  body: BodyReading = readBodyReading(undefined, call.requestedVersion),
): Reading {
  return {
    store,
    zone: call.timeZone,
    milliseconds: call.dateTimePrecision === 'Milliseconds',
    requestedVersion: call.requestedVersion,
    body,
    acting: call.caller.mailbox?.mailboxGuid,
  }
}
