import type { Item, ItemKind } from '../../../calendar/item.js'
import type { ErrorCode } from '../../error-texts.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { clearExtended, isExtended, readExtended } from '../properties/extended.js'
import type { Property, Writing } from '../properties/property.js'
import { child, list, members, presentKeys, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { assign } from './assign.js'
import { withOwnTexts } from './own-text.js'

/** One `SetItemField`, `AppendToItemField` or `DeleteItemField`, checked against its path. */
export interface FieldUpdate {
  readonly action: 'set' | 'append' | 'clear'
  readonly path: EwsElement
  /** What is updated: a FieldURI, or the canonical name of an extended property. */
  readonly target: string
  /** The element of the property and its value; absent when the property is deleted. */
  readonly element: EwsElement | undefined
}

const ACTIONS = { SetItemField: 'set', AppendToItemField: 'append', DeleteItemField: 'clear' } as const
const MESSAGES = ['MeetingMessage', 'Message', 'Item']
/**
 * The types that an item's own is derived from: an update may hold its value in each of them.
 * @source types.xsd · @observed DavMail sets properties of appointments in `t:Item`
 */
const BASES: Readonly<Record<ItemKind, readonly string[]>> = {
  CalendarItem: ['Item'],
  Message: ['Item'],
  MeetingRequest: MESSAGES,
  MeetingResponse: MESSAGES,
  MeetingCancellation: MESSAGES,
}
const PATHS = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'] as const

/** The updates of an `t:ItemChange`, in their order. @source ews.md 4.6 */
export function readFieldUpdates(service: Service, item: Item, change: EwsObject): readonly FieldUpdate[] {
  return members(child(change, 'Updates')).map((update) => readFieldUpdate(service, item, update))
}

function readFieldUpdate(service: Service, item: Item, { name, value }: EwsElement): FieldUpdate {
  const update = valueOf({ name, value })
  const action = ACTIONS[name as keyof typeof ACTIONS]
  const path = pathOf(update)
  const target = isExtended(path) ? readExtended(path) : (text(valueOf(path), '@FieldURI') ?? '')
  if (action === 'clear') return { action, path, target, element: undefined }

  const [kind = ''] = presentKeys(update).filter((key) => key !== path.name)
  if (kind !== item.kind && !BASES[item.kind].includes(kind)) throw new ItemError('ErrorObjectTypeChanged')
  const holder = child(update, kind) ?? {}
  const [element, ...more] = presentKeys(holder)
  if (element === undefined || more.length > 0) throw new ItemError('ErrorIncorrectUpdatePropertyCount')
  if (targetOf(service, item, { name: element, holder }) !== target)
    throw new ItemError('ErrorUpdatePropertyMismatch', path)
  return {
    action,
    path,
    target,
    element: { name: element, value: withOwnTexts(holder[element] as EwsValue) },
  }
}

/** Applies updates to an item, one after the other. */
export function applyFieldUpdates<I extends Item>(
  service: Service,
  item: I,
  { updates, writing }: { readonly updates: readonly FieldUpdate[]; readonly writing: Writing },
): I {
  let updated = item
  for (const update of updates) updated = applyFieldUpdate(service, updated, { update, writing })
  return updated
}

function applyFieldUpdate<I extends Item>(
  service: Service,
  item: I,
  { update, writing }: { readonly update: FieldUpdate; readonly writing: Writing },
): I {
  const { action, path, target, element } = update
  if (action === 'set' && element !== undefined) return assign(service, item, { element, writing })
  if (isExtended(path)) {
    if (action === 'append') throw new ItemError('ErrorInvalidPropertyAppend', path)
    return clearExtended(item, path, writing)
  }
  const row = service.catalogue.byUri(item.kind, target)
  if (action === 'clear') return able(row?.clear, 'ErrorInvalidPropertyDelete', path)(item) as I
  return able(row?.append, 'ErrorInvalidPropertyAppend', path)(item, element?.value, writing) as I
}

function able<F>(can: F | undefined, refusal: ErrorCode, path: EwsElement): F {
  if (can === undefined) throw new ItemError(refusal, path)
  return can
}

function pathOf(update: EwsObject): EwsElement {
  for (const name of PATHS) {
    const value = child(update, name)
    if (value !== undefined) return { name, value }
  }
  throw new ItemError('ErrorInvalidPropertySet')
}

function targetOf(
  { catalogue }: Service,
  item: Item,
  { name, holder }: { readonly name: string; readonly holder: EwsObject },
): string | undefined {
  if (name !== 'ExtendedProperty') return catalogue.byElement(item.kind, name)?.uri ?? `item:${name}`
  const [property, ...more] = list(holder, name)
  if (more.length > 0) throw new ItemError('ErrorIncorrectUpdatePropertyCount')
  return readExtended({ name: 'ExtendedFieldURI', value: child(property, 'ExtendedFieldURI') ?? {} })
}

/** The property that a plain path names; undefined for extended ones and for what items do not have. */
export function rowOf({ catalogue }: Service, item: Item, { target }: FieldUpdate): Property | undefined {
  return catalogue.byUri(item.kind, target)
}
