import type { OperationCall } from '../../operation.js'
import { lasting, type EwsElement, type EwsObject, type EwsValue } from '../../tree.js'
import { child, members, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { readBodyReading, type BodyReading } from './body-reading.js'
import { shownExtended } from './extended.js'
import { SAID, type KnownShape, type Spoken } from './known-shapes.js'
import type { Property } from './property.js'
import type { ItemForm, Plan } from './shape-plans.js'
import type { ItemView, Reading } from './view.js'

/** Streamable strings end here in lists. @source ews.md 3.1 */
const MAX_LISTED_TEXT = 255

/** An `m:ItemShape` made ready for many items. */
export class ItemShape {
  readonly reading: Reading
  readonly #known: KnownShape
  readonly #form: ItemForm

  constructor(known: KnownShape, form: ItemForm, reading: Reading) {
    this.reading = reading
    this.#known = known
    this.#form = form
  }

  /**
   * Shows an item as an element of its class, what never changes only once; throws `ItemError` for a path that does not
   * fit it.
   */
  render(view: ItemView): EwsElement {
    const { item, occurrence, reading } = view
    const plan = this.#known.plans.of(item.kind)
    if (!plan.isOwn || occurrence !== undefined || reading.inside !== undefined) return this.#show(view, plan)
    const { shown } = this.#known
    let element = shown.get(item)
    if (element === undefined) {
      element = this.#show(view, plan)
      lasting(element.value as EwsObject)
      shown.set(item, element)
    }
    return element
  }

  /**
   * The response message about an element or a list of items: that of the last time, if it was about the same page and
   * nothing in it follows from more than the items.
   */
  say(about: object, page: string, message: () => EwsObject): EwsObject {
    const spoken: Spoken = about
    const before = spoken[SAID]?.get(this.#known)
    if (before?.page === page) return before.message
    const now = message()
    if (this.#known.plans.areOwn)
      (spoken[SAID] ??= new Map()).set(this.#known, { page, message: lasting(now) })
    return now
  }

  #show(view: ItemView, { properties, extended }: Plan): EwsElement {
    const value: Record<string, EwsValue> = {}
    for (const row of properties) {
      const read = row.read(view)
      value[row.element] = this.#form === 'item' ? read : inList(row, read)
    }
    if (extended.length > 0) value['ExtendedProperty'] = shownExtended(view, extended)
    return { name: view.item.kind, value }
  }
}

export function readItemShape(service: Service, call: OperationCall, form: ItemForm): ItemShape {
  const element = child(call.request, 'ItemShape')
  const { requestedVersion } = call
  const known = service.shapes.of(wordsOf(call, form, element), { form, requestedVersion, element })
  return new ItemShape(known, form, readingOf(service, call, known.body))
}

/** All that an answer depends on besides the items. */
function wordsOf(call: OperationCall, form: ItemForm, element: EwsObject | undefined): readonly string[] {
  const { requestedVersion, timeZone = '', dateTimePrecision } = call
  const words = [form, requestedVersion, timeZone, dateTimePrecision]
  for (const key in element) {
    if (key !== 'AdditionalProperties') words.push(key, text(element, key) ?? '')
  }
  for (const { name, value } of members(child(element, 'AdditionalProperties'))) {
    const path = value as EwsObject
    // which no other kind of path is called, and which is all that it says
    if (name === 'FieldURI') words.push(text(path, '@FieldURI') ?? '')
    else {
      words.push(name)
      for (const key in path) words.push(key, text(path, key) ?? '')
    }
  }
  return words
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
