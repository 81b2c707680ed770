import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject, members, text, valueOf } from '../request-parts.js'
import { comparable, type Operand } from './comparable.js'
import { containment } from './containment.js'
import { order, type Comparable } from './ordering.js'
import { isBit } from './queryable.js'
import { readConstant } from './value-types.js'

export type Predicate<View> = (view: View) => boolean

/** What a path means for what is looked at: an item or a folder. */
export type OperandOf<View> = (path: EwsElement) => Operand<View>

/** Contains looks into text; several texts cannot be looked into. @observed in exchangelib */
const CONTAINING = new Set(['text', 'person'])

const PATHS = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'] as const

/** @source ews.md 1.11 */
const MAX_NODES = 255

/** A negative, zero or positive result is turned into truth by the name of the expression. @source ews.md 3.4 */
const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  IsEqualTo: (order) => order === 0,
  IsNotEqualTo: (order) => order !== 0,
  IsGreaterThan: (order) => order > 0,
  IsGreaterThanOrEqualTo: (order) => order >= 0,
  IsLessThan: (order) => order < 0,
  IsLessThanOrEqualTo: (order) => order <= 0,
}

/** An `m:Restriction`; without one everything matches. */
export function readRestriction<View>(
  operandOf: OperandOf<View>,
  restriction: EwsObject | undefined,
): Predicate<View> {
  const expression = restriction === undefined ? undefined : onlyElement(restriction)
  if (expression === undefined) return () => true
  if (nodesIn(expression) > MAX_NODES) throw new ItemError('ErrorRestrictionTooLong')
  return readExpression(operandOf, expression)
}

function nodesIn({ name, value }: EwsElement): number {
  const element = isObject(value) ? value : {}
  if (name === 'Not') return 1 + nodesIn(onlyElement(element) ?? { name: '', value: undefined })
  return members(element).reduce((sum, part) => sum + nodesIn(part), 1)
}

function readExpression<View>(operandOf: OperandOf<View>, expression: EwsElement): Predicate<View> {
  const element = valueOf(expression)
  const compare = COMPARISONS[expression.name]
  if (compare !== undefined) return comparison(operandOf, element, compare)
  switch (expression.name) {
    case 'And':
      return every(members(element).map((part) => readExpression(operandOf, part)))
    case 'Or':
      return some(members(element).map((part) => readExpression(operandOf, part)))
    case 'Not':
      return negated(readRestriction(operandOf, element))
    case 'Exists':
      return exists(operandOf, pathIn(element))
    case 'Excludes':
      return excludes(operandOf(pathIn(element)), text(element['Bitmask'] as EwsObject, '@Value') ?? '')
    case 'Contains':
      return contains(operandOf, element)
    default:
      throw new ItemError('ErrorInvalidOperation')
  }
}

function comparison<View>(
  operandOf: OperandOf<View>,
  element: EwsObject,
  holds: (order: number) => boolean,
): Predicate<View> {
  const left = operandOf(pathIn(element))
  const right = otherSide(operandOf, element, left)
  return (view) => {
    const value = left(view)
    const other = right(view)
    if (value === undefined || other === undefined) return false
    return anyOf(value, (one) => holds(order(one, other)))
  }
}

function otherSide<View>(
  operandOf: OperandOf<View>,
  element: EwsObject,
  { type }: Operand<View>,
): (view: View) => Comparable {
  const other = isObject(element['FieldURIOrConstant']) ? element['FieldURIOrConstant'] : {}
  if (!isObject(other['Constant'])) return operandOf(pathIn(other))
  const written = text(other['Constant'], '@Value') ?? ''
  const constant = type === undefined ? comparable(written) : readConstant(type, written)
  return () => constant
}

function contains<View>(operandOf: OperandOf<View>, element: EwsObject): Predicate<View> {
  const path = pathIn(element)
  const operand = operandOf(path)
  if (operand.type !== undefined && !CONTAINING.has(operand.type.kind))
    throw new ItemError('ErrorContainsFilterWrongType', path)
  const ways = {
    mode: text(element, '@ContainmentMode'),
    comparison: text(element, '@ContainmentComparison'),
  }
  const matches = containment(ways, text(element['Constant'] as EwsObject, '@Value') ?? '')
  return (view) => {
    const value = operand(view)
    return value !== undefined && anyOf(value, (one) => matches(String(one)))
  }
}

/** Of several texts any may match. */
function anyOf(
  value: Exclude<Comparable, undefined>,
  matches: (one: string | number | boolean) => boolean,
): boolean {
  return typeof value === 'object' ? value.some(matches) : matches(value)
}

function every<View>(parts: readonly Predicate<View>[]): Predicate<View> {
  return (view) => parts.every((part) => part(view))
}

function some<View>(parts: readonly Predicate<View>[]): Predicate<View> {
  return (view) => parts.some((part) => part(view))
}

function negated<View>(part: Predicate<View>): Predicate<View> {
  return (view) => !part(view)
}

function exists<View>(operandOf: OperandOf<View>, path: EwsElement): Predicate<View> {
  if (isBit(text(valueOf(path), '@FieldURI') ?? ''))
    throw new ItemError('ErrorInvalidPropertyForExists', path)
  const operand = operandOf(path)
  return (view) => operand(view) !== undefined
}

/** `mask` is written in decimals, or as hexadecimal with `0x`. */
function excludes<View>(operand: Operand<View>, mask: string): Predicate<View> {
  const bits = Number(mask)
  if (!Number.isInteger(bits) || (operand.type !== undefined && operand.type.kind !== 'number'))
    throw new ItemError('ErrorInvalidExcludesRestriction')
  return (view) => (Number(operand(view) ?? 0) & bits) === 0
}

function pathIn(element: EwsObject): EwsElement {
  for (const name of PATHS) {
    if (element[name] !== undefined) return { name, value: element[name] as EwsObject }
  }
  throw new ItemError('ErrorInvalidValueForProperty')
}

function onlyElement(parent: EwsObject): EwsElement | undefined {
  for (const [name, value] of Object.entries(parent)) if (isObject(value)) return { name, value }
  return undefined
}
