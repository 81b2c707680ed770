import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import type { ItemView } from '../properties/view.js'
import { isObject, members, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { comparable, readOperand, type Comparable } from './comparable.js'

export type Predicate = (view: ItemView) => boolean

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
export function readRestriction(service: Service, restriction: EwsObject | undefined): Predicate {
  const expression = restriction === undefined ? undefined : onlyElement(restriction)
  return expression === undefined ? () => true : readExpression(service, expression)
}

function readExpression(service: Service, { name, value }: EwsElement): Predicate {
  const element = isObject(value) ? value : {}
  const compare = COMPARISONS[name]
  if (compare !== undefined) return comparison(service, element, compare)
  switch (name) {
    case 'And':
      return every(members(element).map((part) => readExpression(service, part)))
    case 'Or':
      return some(members(element).map((part) => readExpression(service, part)))
    case 'Not':
      return negated(readRestriction(service, element))
    case 'Exists':
      return exists(readOperand(service, pathIn(element)))
    case 'Excludes':
      return excludes(
        readOperand(service, pathIn(element)),
        Number(text(element['Bitmask'] as EwsObject, '@Value')),
      )
    case 'Contains':
      return contains(service, element)
    default:
      throw new ItemError('ErrorInvalidOperation')
  }
}

function comparison(service: Service, element: EwsObject, holds: (order: number) => boolean): Predicate {
  const left = readOperand(service, pathIn(element))
  const other = isObject(element['FieldURIOrConstant']) ? element['FieldURIOrConstant'] : {}
  const constant = isObject(other['Constant']) ? comparable(text(other['Constant'], '@Value')) : undefined
  const right = constant === undefined ? readOperand(service, pathIn(other)) : () => constant
  return (view) => {
    const value = left(view)
    return value !== undefined && holds(order(value, right(view)))
  }
}

function contains(service: Service, element: EwsObject): Predicate {
  const operand = readOperand(service, pathIn(element))
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

function every(parts: readonly Predicate[]): Predicate {
  return (view) => parts.every((part) => part(view))
}

function some(parts: readonly Predicate[]): Predicate {
  return (view) => parts.some((part) => part(view))
}

function negated(part: Predicate): Predicate {
  return (view) => !part(view)
}

function exists(operand: (view: ItemView) => Comparable): Predicate {
  return (view) => operand(view) !== undefined
}

function excludes(operand: (view: ItemView) => Comparable, bits: number): Predicate {
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
