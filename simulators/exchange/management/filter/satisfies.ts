import type { Expression } from '../reader/syntax.js'
import { ShellError } from '../shell-error.js'
import { eachOf, isList, isMoment, textOf, type ShellValue } from '../values.js'
import type { Comparison, Filter, Operand } from './filter.js'

/** What a filter needs to know of an object and of the variables around it. */
export interface Subject {
  readonly property: (path: readonly string[]) => ShellValue
  readonly evaluate: (expression: Expression) => ShellValue
}

/** Whether an object is as the filter asks. Texts are compared without case. */
export function satisfies(filter: Filter, subject: Subject): boolean {
  switch (filter.kind) {
    case 'and':
      return satisfies(filter.left, subject) && satisfies(filter.right, subject)
    case 'or':
      return satisfies(filter.left, subject) || satisfies(filter.right, subject)
    case 'not':
      return !satisfies(filter.filter, subject)
    case 'truth':
      return isTrue(valueOf(filter.operand, subject))
    case 'compare':
      return compare(filter.comparison, valueOf(filter.left, subject), valueOf(filter.right, subject))
  }
}

function valueOf(operand: Operand, subject: Subject): ShellValue {
  return operand.kind === 'property' ? subject.property(operand.path) : subject.evaluate(operand.value)
}

function isTrue(value: ShellValue): boolean {
  return isList(value) ? value.length > 0 : value !== null && value !== false && value !== '' && value !== 0
}

type Test = (left: ShellValue, right: ShellValue) => boolean

const TESTS: Readonly<Record<Exclude<Comparison, 'contains' | 'notcontains' | 'in' | 'notin'>, Test>> = {
  eq: (left, right) => order(left, right) === 0,
  ne: (left, right) => order(left, right) !== 0,
  lt: (left, right) => order(left, right) < 0,
  le: (left, right) => order(left, right) <= 0,
  gt: (left, right) => order(left, right) > 0,
  ge: (left, right) => order(left, right) >= 0,
  like: isLike,
  notlike: (left, right) => !isLike(left, right),
  match: doesMatch,
  notmatch: (left, right) => !doesMatch(left, right),
}

/** A list on the left is asked member by member. @source about_Comparison_Operators */
function compare(comparison: Comparison, left: ShellValue, right: ShellValue): boolean {
  switch (comparison) {
    case 'contains':
      return has(left, right)
    case 'notcontains':
      return !has(left, right)
    case 'in':
      return has(right, left)
    case 'notin':
      return !has(right, left)
    default: {
      const test = TESTS[comparison]
      return isList(left) ? left.some((one) => test(one, right)) : test(left, right)
    }
  }
}

function has(list: ShellValue, value: ShellValue): boolean {
  return eachOf(list).some((one) => order(one, value) === 0)
}

/** Below, at or above 0, as the left is before, the same as or after the right. */
function order(left: ShellValue, right: ShellValue): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null)
  if (typeof left === 'boolean') return Number(left) - Number(isTrue(asBoolean(right)))
  const [one, other] = [numberOf(left), numberOf(right)]
  if (one !== undefined && other !== undefined) return one - other
  return textOf(left).toLowerCase().localeCompare(textOf(right).toLowerCase(), 'en')
}

/** OPATH writes `'True'` where a condition of the shell has `$true`. */
function asBoolean(value: ShellValue): ShellValue {
  return typeof value === 'string' ? !/^\$?false$/i.test(value) : value
}

function numberOf(value: ShellValue): number | undefined {
  if (typeof value === 'number') return value
  if (isMoment(value)) return value.at
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}

function isLike(left: ShellValue, right: ShellValue): boolean {
  return patternOf(textOf(right)).test(textOf(left))
}

function doesMatch(left: ShellValue, right: ShellValue): boolean {
  try {
    return new RegExp(textOf(right), 'i').test(textOf(left))
  } catch {
    // the only thing that can go wrong is what was written as the pattern
    throw new ShellError(`parsing "${textOf(right)}" - the pattern isn't a regular expression.`, {
      category: 'InvalidOperation',
      reason: 'RuntimeException',
      errorId: 'InvalidRegularExpression',
    })
  }
}

/** A pattern with `*` and `?`, as names are looked for. */
export function patternOf(wildcards: string): RegExp {
  const source = wildcards
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is')
}
