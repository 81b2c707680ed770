import type { Expression, Pipeline } from '../reader/syntax.js'
import { isList, isObject, propertyOf, textOf, type ShellValue } from '../values.js'

/** The variables of a script, and what a pipeline in parentheses gives. */
export class Scope {
  readonly #variables = new Map<string, ShellValue>([
    ['null', null],
    ['true', true],
    ['false', false],
  ])
  readonly #run: (pipeline: Pipeline) => readonly ShellValue[]

  constructor(run: (pipeline: Pipeline) => readonly ShellValue[]) {
    this.#run = run
  }

  set(name: string, value: ShellValue): void {
    this.#variables.set(name.toLowerCase(), value)
  }

  /** Does something while `$_` is an object of a pipeline. */
  with<Result>(value: ShellValue, act: () => Result): Result {
    const before = this.#variables.get('_')
    this.#variables.set('_', value)
    try {
      return act()
    } finally {
      this.#variables.set('_', before ?? null)
    }
  }

  evaluate(expression: Expression): ShellValue {
    switch (expression.kind) {
      case 'text':
        return expression.text
      case 'block':
        return { kind: 'block', text: expression.text }
      case 'list':
        return expression.items.map((item) => this.evaluate(item))
      case 'table':
        return {
          kind: 'table',
          entries: new Map(
            expression.entries.map(([name, value]) => [name.toLowerCase(), this.evaluate(value)]),
          ),
        }
      case 'template':
        return expression.parts.map((part) => this.#partOfText(part)).join('')
      case 'variable':
        return follow(this.#variable(expression.name) ?? null, expression.path)
      case 'nested': {
        const values = this.#run(expression.pipeline)
        const [only] = values
        return follow(values.length === 1 && only !== undefined ? only : values, expression.path)
      }
    }
  }

  /**
   * What was never set stays in a text as it was written: a price in a message, a password. @inferred; the real one drops it
   */
  #partOfText(part: Expression): string {
    const isUnknown = part.kind === 'variable' && this.#variable(part.name) === undefined
    return isUnknown ? `$${part.name}` : textOf(this.evaluate(part))
  }

  #variable(name: string): ShellValue | undefined {
    const known = name.toLowerCase() === 'psitem' ? '_' : name.toLowerCase()
    return this.#variables.get(known)
  }
}

/** `$policy.Id`: the property of an object, or of each object in a list. */
export function follow(value: ShellValue, path: readonly string[]): ShellValue {
  return path.reduce(step, value)
}

function step(value: ShellValue, name: string): ShellValue {
  if (isList(value)) {
    if (/^(count|length)$/i.test(name)) return value.length
    return value.map((each) => step(each, name))
  }
  if (isObject(value)) return propertyOf(value, name)
  return /^(value|tostring)$/i.test(name) ? value : null
}
