import { PARSE_ERRORS } from '../shell-error.js'
import { isDoubleQuote, isSingleQuote, isSpace } from './characters.js'

/** A place in a text that is read from left to right. */
export class Cursor {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** The character so many places ahead; empty behind the end. */
  peek(ahead = 0): string {
    return this.text[this.at + ahead] ?? ''
  }

  take(): string {
    return this.text[this.at++] ?? ''
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at)
  }

  /** Takes what an expression matches here; it has to be sticky. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at
    const found = expression.exec(this.text)
    if (found === null) return undefined
    this.at += found[0].length
    return found
  }

  /** Passes over spaces, comments and lines that a backtick continues; stays on the line otherwise. */
  skipBlanks(): void {
    for (;;) {
      if (isSpace(this.peek())) this.at++
      else if (this.match(/`[ \t]*\n/y) !== undefined) continue
      else if (this.startsWith('<#')) this.#skipThrough('#>')
      else if (this.peek() === '#') this.#skipLine()
      else return
    }
  }

  /** The same, and passes over line breaks. */
  skipBlankLines(): void {
    for (;;) {
      this.skipBlanks()
      if (this.peek() !== '\n') return
      this.at++
    }
  }

  /** A text in single quotes, here; a doubled quote stands for one. */
  takeSingleQuoted(): string {
    let value = ''
    this.at++
    for (;;) {
      if (this.isAtEnd) throw PARSE_ERRORS.openString("'")
      const character = this.take()
      if (!isSingleQuote(character)) value += character
      else if (isSingleQuote(this.peek())) value += this.take()
      else return value
    }
  }

  /** What is between the brace here and the one that closes it. */
  takeBlock(): string {
    const start = ++this.at
    let depth = 1
    while (depth > 0) {
      if (this.isAtEnd) throw PARSE_ERRORS.openBlock()
      const character = this.peek()
      if (isSingleQuote(character)) this.takeSingleQuoted()
      else if (isDoubleQuote(character)) this.#skipDoubleQuoted()
      else {
        this.at++
        if (character === '{') depth++
        if (character === '}') depth--
      }
    }
    return this.text.slice(start, this.at - 1)
  }

  #skipDoubleQuoted(): void {
    this.at++
    while (!isDoubleQuote(this.peek())) {
      if (this.isAtEnd) throw PARSE_ERRORS.openString('"')
      this.at += this.peek() === '`' ? 2 : 1
    }
    this.at++
  }

  #skipThrough(end: string): void {
    const found = this.text.indexOf(end, this.at)
    this.at = found < 0 ? this.text.length : found + end.length
  }

  #skipLine(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end
  }
}
