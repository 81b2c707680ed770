import { PARSE_ERRORS } from '../shell-error.js'
import { isDoubleQuote, isSingleQuote, isSpace } from './characters.js'
import type { Cursor } from './cursor.js'
import type { Expression, Pipeline } from './syntax.js'

/** Reads the pipeline in a pair of parentheses; which commands there are, its reader knows. */
export type ReadPipeline = (cursor: Cursor) => Pipeline

const VARIABLE = /\$(?:\{([^}]+)\}|((?:\w+:)?\w+|[_?^$]))/y
const PROPERTY = /\.(\w+)(?!\()/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

/** A value, or several with commas between. */
export function readValue(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  const items = [readOne(cursor, readPipeline)]
  for (;;) {
    const end = cursor.at
    cursor.skipBlanks()
    if (cursor.peek() !== ',') {
      cursor.at = end
      break
    }
    cursor.at++
    cursor.skipBlankLines()
    items.push(readOne(cursor, readPipeline))
  }
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items }
}

function readOne(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  const character = cursor.peek()
  if (isSingleQuote(character)) return { kind: 'text', text: cursor.takeSingleQuoted(), isBare: false }
  if (isDoubleQuote(character)) return readTemplate(cursor)
  if (character === '@') return readAfterAt(cursor, readPipeline)
  if (character === '{') return { kind: 'block', text: cursor.takeBlock() }
  if (character === '(') return readParenthesis(cursor, readPipeline)
  if (character === '$') return readVariable(cursor, readPipeline)
  return readBareWord(cursor)
}

function readAfterAt(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  const next = cursor.peek(1)
  if (next === '{') return readTable(cursor, readPipeline)
  if (next === '(') return readArray(cursor, readPipeline)
  if (isSingleQuote(next) || isDoubleQuote(next)) return readHereString(cursor)
  return readBareWord(cursor)
}

/** Up to what ends a word. Addresses, paths, placeholders and patterns are words. */
function readBareWord(cursor: Cursor): Expression {
  let text = ''
  while (!cursor.isAtEnd && !endsWord(cursor.peek())) {
    if (cursor.peek() === '`') cursor.at++
    text += cursor.take()
  }
  if (text === '') throw PARSE_ERRORS.unexpected(cursor.peek())
  return { kind: 'text', text, isBare: true }
}

function endsWord(character: string): boolean {
  return isSpace(character) || isDoubleQuote(character) || '\n|;,(){}'.includes(character)
}

/** Variables in a double-quoted text stand for what they hold. */
function readTemplate(cursor: Cursor): Expression {
  cursor.at++
  const parts: Expression[] = []
  let text = ''
  for (;;) {
    if (cursor.isAtEnd) throw PARSE_ERRORS.openString('"')
    const variable = cursor.match(VARIABLE)
    if (variable !== undefined) {
      parts.push({ kind: 'text', text, isBare: false })
      parts.push({ kind: 'variable', name: variable[1] ?? variable[2] ?? '', path: [] })
      text = ''
      continue
    }
    const character = cursor.take()
    if (character === '`') text += escaped(cursor.take())
    else if (!isDoubleQuote(character)) text += character
    else if (isDoubleQuote(cursor.peek())) text += cursor.take()
    else break
  }
  const last: Expression = { kind: 'text', text, isBare: false }
  return parts.length === 0 ? last : { kind: 'template', parts: [...parts, last] }
}

function escaped(character: string): string {
  return ESCAPES[character] ?? character
}

/** `@'` to `'@` on lines of their own: everything between, as it stands. */
function readHereString(cursor: Cursor): Expression {
  const found = cursor.match(
    /@["'\u201c\u201d\u2018\u2019][ \t]*\n([\s\S]*?)\n?["'\u201c\u201d\u2018\u2019]@/y,
  )
  if (found === undefined) throw PARSE_ERRORS.openString(`${cursor.peek(1)}@`)
  return { kind: 'text', text: found[1] ?? '', isBare: false }
}

function readTable(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  cursor.at += 2
  const entries: [string, Expression][] = []
  for (;;) {
    cursor.skipBlankLines()
    if (cursor.isAtEnd) throw PARSE_ERRORS.openBlock()
    if (cursor.peek() === '}') break
    if (cursor.peek() === ';') {
      cursor.at++
      continue
    }
    entries.push(readEntry(cursor, readPipeline))
  }
  cursor.at++
  return { kind: 'table', entries }
}

function readEntry(cursor: Cursor, readPipeline: ReadPipeline): [string, Expression] {
  const key = cursor.match(/["']?(\w+)["']?/y)?.[1]
  cursor.skipBlankLines()
  if (key === undefined || cursor.peek() !== '=') throw PARSE_ERRORS.incompleteTable()
  cursor.at++
  cursor.skipBlankLines()
  return [key, readValue(cursor, readPipeline)]
}

function readArray(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  cursor.at += 2
  const items: Expression[] = []
  for (;;) {
    cursor.skipBlankLines()
    if (cursor.isAtEnd) throw PARSE_ERRORS.openParenthesis()
    if (cursor.peek() === ')') break
    const value = readValue(cursor, readPipeline)
    items.push(...(value.kind === 'list' ? value.items : [value]))
  }
  cursor.at++
  return { kind: 'list', items }
}

function readParenthesis(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  cursor.at++
  cursor.skipBlankLines()
  const pipeline = readPipeline(cursor)
  cursor.skipBlankLines()
  if (cursor.peek() !== ')') throw PARSE_ERRORS.openParenthesis()
  cursor.at++
  return { kind: 'nested', pipeline, path: readPath(cursor) }
}

function readVariable(cursor: Cursor, readPipeline: ReadPipeline): Expression {
  if (cursor.peek(1) === '(') {
    cursor.at++
    return readParenthesis(cursor, readPipeline)
  }
  const found = cursor.match(VARIABLE)
  if (found === undefined) return readBareWord(cursor)
  return { kind: 'variable', name: found[1] ?? found[2] ?? '', path: readPath(cursor) }
}

function readPath(cursor: Cursor): readonly string[] {
  const path: string[] = []
  for (let found = cursor.match(PROPERTY); found !== undefined; found = cursor.match(PROPERTY)) {
    path.push(found[1] ?? '')
  }
  return path
}
