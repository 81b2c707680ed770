import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject, members, text } from '../request-parts.js'
import { comparable, type Comparable } from './comparable.js'

export type Predicate<View> = (view: View) => boolean

/** What a path means for what is looked at: an item or a folder. */
export type OperandOf<View> = (path: EwsElement) => (view: View) => Comparable

const PATHS = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'] as const

/** A negative, zero or positive result is turned into truth by the name of the expression. @source ews.md 3.4 */
const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  IsEqualTo: (order) => order === 0,
  IsNotEqualTo: (order) => order !== 0,
  IsGreaterThan: (order) => order > 0,
  IsGreaterThanOrEqualTo: (order) => order >= 0,
  IsLessThan: (order) => order < 0,
  IsLessThanOrEqualTo: (order) => order <= 0,
}

/** How `Contains` looks for the constant. */
const CONTAINMENTS: Readonly<Record<string, (value: string, constant: string) => boolean>> = {
  FullString: (value, constant) => value === constant,
  Prefixed: (value, constant) => value.startsWith(constant),
  Substring: (value, constant) => value.includes(constant),
  PrefixOnWords: (value, constant) => value.split(/\W+/).some((word) => word.startsWith(constant)),
  ExactPhrase: (value, constant) => ` ${value} `.includes(` ${constant} `),
}

/** An `m:Restriction`; without one everything matches. */
export function readRestriction<View>(
  operandOf: OperandOf<View>,
  restriction: EwsObject | undefined,
): Predicate<View> {
  const expression = restriction === undefined ? undefined : onlyElement(restriction)
  return expression === undefined ? () => true : readExpression(operandOf, expression)
}

function readExpression<View>(operandOf: OperandOf<View>, { name, value }: EwsElement): Predicate<View> {
  const element = isObject(value) ? value : {}
  const compare = COMPARISONS[name]
  if (compare !== undefined) return comparison(operandOf, element, compare)
  switch (name) {
    case 'And':
      return every(members(element).map((part) => readExpression(operandOf, part)))
    case 'Or':
      return some(members(element).map((part) => readExpression(operandOf, part)))
    case 'Not':
      return negated(readRestriction(operandOf, element))
    case 'Exists':
      return exists(operandOf(pathIn(element)))
    case 'Excludes':
      return excludes(operandOf(pathIn(element)), Number(text(element['Bitmask'] as EwsObject, '@Value')))
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
  const other = isObject(element['FieldURIOrConstant']) ? element['FieldURIOrConstant'] : {}
  const constant = isObject(other['Constant']) ? comparable(text(other['Constant'], '@Value')) : undefined
  const right = constant === undefined ? operandOf(pathIn(other)) : () => constant
  return (view) => {
    const value = left(view)
    return value !== undefined && holds(order(value, right(view)))
  }
}

function contains<View>(operandOf: OperandOf<View>, element: EwsObject): Predicate<View> {
  const operand = operandOf(pathIn(element))
  const find = CONTAINMENTS[text(element, '@ContainmentMode') ?? 'FullString']
  const isExact = (text(element, '@ContainmentComparison') ?? 'Exact') === 'Exact'
  const fold = (value: string) => (isExact ? value : value.toLowerCase())
  const constant = fold(text(element['Constant'] as EwsObject, '@Value') ?? '')
  return (view) => {
    const value = operand(view)
    return value !== undefined && find?.(fold(String(value)), constant) === true
  }
}

/** Text compares without regard to case, as the store does. */
function order(left: Exclude<Comparable, undefined>, right: Comparable): number {
  if (right === undefined) return 1
  if (typeof left === 'string') return compareText(left.toLowerCase(), String(right).toLowerCase())
  if (typeof left === 'boolean')
    return Number(left) - Number(right === true || right === 'true' || right === '1')
  return left - Number(right)
}

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
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

function exists<View>(operand: (view: View) => Comparable): Predicate<View> {
  return (view) => operand(view) !== undefined
}

function excludes<View>(operand: (view: View) => Comparable, bits: number): Predicate<View> {
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
