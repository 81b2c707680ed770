import { PARSE_ERRORS } from '../shell-error.js'
import { isDash, isDoubleQuote, isSingleQuote, plainDashes, withoutTypesetting } from './characters.js'
import { Cursor } from './cursor.js'
import { readValue } from './read-value.js'
import type { Command, Element, Expression, Pipeline, Stage, Statement } from './syntax.js'

/** `[PS] C:\Windows\system32>`, copied along with what was typed after it. */
const PROMPT = /[ \t]*(?:\[PS\][^\n>]*>|PS [A-Za-z]:[^\n>]*>|PS>|>>)[ \t]*/y
const ASSIGNMENT = /\$(\w+)\s*=(?!=)\s*/y
const PARAMETER = /.([A-Za-z_]\w*)(:?)/y
const FIRST_WORD = /[^\s|;(){}]+/y
/** A variable that begins a line and is assigned or piped. */
const VARIABLE_STATEMENT = /\$(?!(?:null|true|false|_)\b)\w+\s*(?:=(?!=)|\|)/iy

/**
 * Reads commands as deployment guides print them. A line break does not end a command, unless the next line begins
 * one: pages are narrow. @source design.md, command line
 */
export function readScript(text: string, isCommand: (word: string) => boolean): readonly Statement[] {
  const cursor = new Cursor(withoutTypesetting(text))
  const statements: Statement[] = []
  for (;;) {
    skipToStatement(cursor)
    if (cursor.isAtEnd) return statements
    const start = cursor.at
    const variable = cursor.match(ASSIGNMENT)?.[1]
    const pipeline = readPipeline(cursor)
    statements.push({ variable, pipeline, source: cursor.text.slice(start, cursor.at).trim() })
    cursor.skipBlanks()
    if (!cursor.isAtEnd && !';\n'.includes(cursor.peek())) throw PARSE_ERRORS.unexpected(cursor.peek())
  }

  function readPipeline(at: Cursor): Pipeline {
    const stages = [readStage(at)]
    while (continues(at) && at.peek() === '|') {
      at.at++
      at.skipBlankLines()
      stages.push(readStage(at))
    }
    return { stages }
  }

  function readStage(at: Cursor): Stage {
    const character = at.peek()
    if (character === '' || '|;)'.includes(character)) throw PARSE_ERRORS.emptyPipe()
    const isValue = '$(@'.includes(character) || isDoubleQuote(character) || isSingleQuote(character)
    return isValue ? { kind: 'value', value: readValue(at, readPipeline) } : readCommand(at)
  }

  function readCommand(at: Cursor): Command {
    if (at.peek() === '&') at.at++
    const name = plainDashes(at.match(FIRST_WORD)?.[0] ?? '')
    if (name === '') throw PARSE_ERRORS.unexpected(at.peek())
    const elements: Element[] = []
    while (continues(at) && !'|;)'.includes(at.peek())) elements.push(readElement(at))
    return { kind: 'command', name, elements }
  }

  function readElement(at: Cursor): Element {
    const parameter = isDash(at.peek()) ? at.match(PARAMETER) : undefined
    if (parameter === undefined) return { kind: 'value', value: readValue(at, readPipeline) }
    return { kind: 'parameter', name: parameter[1] ?? '', attached: readAttached(at, parameter[2] === ':') }
  }

  /** `-Name:X` and `-Name: X` */
  function readAttached(at: Cursor, hasColon: boolean): Expression | undefined {
    if (!hasColon) return undefined
    if (!continues(at) || '|;)'.includes(at.peek())) throw PARSE_ERRORS.missingArgument()
    return readValue(at, readPipeline)
  }

  /** Goes on to what is next of the same command, on this line or the following; false where it ends. */
  function continues(at: Cursor): boolean {
    at.skipBlanks()
    if (at.peek() !== '\n') return !at.isAtEnd
    const end = at.at
    at.skipBlankLines()
    if (!at.isAtEnd && !beginsStatement(at)) return true
    at.at = end
    return false
  }

  function beginsStatement(at: Cursor): boolean {
    const start = at.at
    const isBeginning =
      at.match(PROMPT) !== undefined ||
      at.match(VARIABLE_STATEMENT) !== undefined ||
      isCommand(plainDashes(at.match(FIRST_WORD)?.[0] ?? ''))
    at.at = start
    return isBeginning
  }

  function skipToStatement(at: Cursor): void {
    do at.skipBlankLines()
    while (at.match(PROMPT) !== undefined || at.match(/;/y) !== undefined)
  }
}
