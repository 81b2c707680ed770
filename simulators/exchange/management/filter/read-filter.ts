import { PARSE_ERRORS } from '../shell-error.js'
import { isDash, plainDashes, withoutTypesetting } from '../reader/characters.js'
import { Cursor } from '../reader/cursor.js'
import { readValue } from '../reader/read-value.js'
import { comparisonOf, type Comparison, type Filter, type Operand } from './filter.js'

const OPERATOR = /.([A-Za-z]+)/y
const WORD = /[A-Za-z_][\w.]*/y

/**
 * Reads `$_.IsDefault -eq $true` and `Department -like 'Sales*'`. `-and` and `-or` bind alike, from left to right.
 * @source about_Logical_Operators
 */
export function readFilter(text: string): Filter {
  const cursor = new Cursor(withoutTypesetting(text))
  const filter = readConditions(cursor)
  cursor.skipBlankLines()
  if (!cursor.isAtEnd) throw PARSE_ERRORS.unexpected(cursor.peek())
  return filter
}

function readConditions(cursor: Cursor): Filter {
  let filter = readCondition(cursor)
  for (;;) {
    const kind = takeOperator(cursor, (word) => (word === 'and' || word === 'or' ? word : undefined))
    if (kind === undefined) return filter
    filter = { kind, left: filter, right: readCondition(cursor) }
  }
}

function readCondition(cursor: Cursor): Filter {
  cursor.skipBlankLines()
  if (cursor.peek() === '!') {
    cursor.at++
    return { kind: 'not', filter: readCondition(cursor) }
  }
  const isNegated = takeOperator(cursor, (word) => (word === 'not' ? true : undefined)) === true
  if (isNegated) return { kind: 'not', filter: readCondition(cursor) }
  cursor.skipBlankLines()
  if (cursor.peek() === '(') return readGroup(cursor)
  return readComparison(cursor)
}

function readGroup(cursor: Cursor): Filter {
  cursor.at++
  const filter = readConditions(cursor)
  cursor.skipBlankLines()
  if (cursor.take() !== ')') throw PARSE_ERRORS.openParenthesis()
  return filter
}

function readComparison(cursor: Cursor): Filter {
  const left = readOperand(cursor, 'left')
  const comparison = takeOperator<Comparison>(cursor, comparisonOf)
  if (comparison === undefined) return { kind: 'truth', operand: left }
  cursor.skipBlankLines()
  return { kind: 'compare', comparison, left, right: readOperand(cursor, 'right') }
}

/** On the left a word is the name of a property, on the right a value. */
function readOperand(cursor: Cursor, side: 'left' | 'right'): Operand {
  if (cursor.isAtEnd) throw PARSE_ERRORS.unexpected('')
  const word = side === 'left' ? cursor.match(WORD)?.[0] : undefined
  if (word !== undefined) return { kind: 'property', path: word.split('.') }
  const value = readValue(cursor, () => {
    throw PARSE_ERRORS.unexpected('(')
  })
  const isOfObject = value.kind === 'variable' && ['_', 'psitem'].includes(value.name.toLowerCase())
  return isOfObject && value.path.length > 0
    ? { kind: 'property', path: value.path }
    : { kind: 'value', value }
}

/** Takes an operator if it is one that is looked for. */
function takeOperator<Found>(cursor: Cursor, find: (word: string) => Found | undefined): Found | undefined {
  const start = cursor.at
  cursor.skipBlankLines()
  const word = isDash(cursor.peek()) ? cursor.match(OPERATOR)?.[1] : undefined
  const found = word === undefined ? undefined : find(plainDashes(word).toLowerCase())
  if (found === undefined) cursor.at = start
  return found
}
