import { parseInstant } from '../../../../core/index.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { extendedValue, isExtended, readExtended } from '../properties/extended.js'
import { NOT_OF_ITEMS } from '../properties/shape-plans.js'
import type { ItemView } from '../properties/view.js'
import { isObject, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import type { Comparable } from './ordering.js'
import { isMatched, queryTypeOf, sortTypeOf } from './queryable.js'
import { mapiValueType, typedValue, type ValueType } from './value-types.js'

/** What a path means for what is looked at, and what its values are where that is known. */
export interface Operand<View> {
  (view: View): Comparable
  readonly type?: ValueType
  /** The name of a value that follows from the item alone. */
  readonly known?: string
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** What a path is read for: which properties it may name, and how others are refused. */
const USES = {
  query: { typeOf: queryTypeOf, refusal: 'ErrorUnsupportedPathForQuery' },
  sort: { typeOf: sortTypeOf, refusal: 'ErrorUnsupportedPathForSortGroup' },
} as const

/**
 * Reads what a path means for items; only properties with a plain value can be used. A property of other classes
 * has no value. @source ews.md 3.4
 */
export function readOperand(
  service: Service,
  path: EwsElement,
  use: keyof typeof USES = 'query',
): Operand<ItemView> {
  if (isExtended(path)) return extendedOperand(readExtended(path))
  if (path.name !== 'FieldURI') throw new ItemError(USES[use].refusal, path)
  const uri = text(valueOf(path), '@FieldURI') ?? ''
  const known = service.values.operands[use].get(uri)
  if (known !== undefined) return known
  const rows = service.catalogue.rowsOf(uri)
  const operand = operandOf(service, rows, { path, uri, use })
  if (rows.length > 0) service.values.operands[use].set(uri, operand)
  return operand
}

interface PlainPath {
  readonly path: EwsElement
  readonly uri: string
  readonly use: keyof typeof USES
}

function operandOf(
  service: Service,
  rows: ReturnType<Service['catalogue']['rowsOf']>,
  { path, uri, use }: PlainPath,
): Operand<ItemView> {
  const { typeOf, refusal } = USES[use]
  if (NOT_OF_ITEMS.has(uri.slice(0, uri.indexOf(':')))) throw new ItemError(refusal, path)
  const [row] = rows
  if (row === undefined) return () => undefined
  const type = typeOf(row)
  if (type === undefined) throw new ItemError(refusal, path)
  if (!isMatched(row)) return typed(type, () => undefined)
  const read = (view: ItemView) =>
    typedValue(type, comparable(service.catalogue.byUri(view.item.kind, uri)?.read(view)))
  const isOwn = rows.every(({ elsewhere }) => elsewhere === undefined)
  return isOwn
    ? Object.assign(service.values.remembering(uri, read), { type, known: uri })
    : typed(type, read)
}

function extendedOperand(name: string): Operand<ItemView> {
  const type = mapiValueType(name.slice(name.lastIndexOf(':') + 1))
  return typed(type, (view) => extendedValue(view, name)?.value)
}

function typed(type: ValueType, read: (view: ItemView) => Comparable): Operand<ItemView> {
  return Object.assign((view: ItemView) => typedValue(type, read(view)), { type })
}

/** A value of the wire as it is compared. */
export function comparable(value: EwsValue): Comparable {
  if (typeof value === 'string') return TIME.test(value) ? parseInstant(value) : value
  if (!isObject(value)) return typeof value === 'object' ? undefined : value
  if (value.$text !== undefined) return comparable(value.$text)
  if (isObject(value['Mailbox'])) return namesOf(value['Mailbox'])
  const texts = value['String']
  return Array.isArray(texts) ? texts.map(String) : undefined
}

/** Somebody is found by name and by address. */
function namesOf(mailbox: EwsObject): readonly string[] {
  return [text(mailbox, 'Name'), text(mailbox, 'EmailAddress')].filter((part) => part !== undefined)
}
