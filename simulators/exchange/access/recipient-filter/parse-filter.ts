import { invalidFilter, tokensOf, type Token } from './tokens.js'

/** A filter of recipients as a tree. */
export type RecipientFilter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly RecipientFilter[] }
  | { readonly kind: 'not'; readonly of: RecipientFilter }
  | Comparison

export interface Comparison {
  readonly kind: 'comparison'
  readonly property: string
  readonly operator: Operator
  /** Null for `$null`. */
  readonly value: string | null
}

export const OPERATORS = ['eq', 'ne', 'like', 'notlike', 'gt', 'ge', 'lt', 'le'] as const
export type Operator = (typeof OPERATORS)[number]

/**
 * Reads a filter in OPATH, such as `{Department -eq 'Sales' -and -not (Title -like 'Intern*')}`.
 * @source Microsoft's reference of "Filterable properties for the -Filter parameter"; @inferred that `-and` binds closer
 * than `-or`, which guides leave to parentheses
 */
export function parseFilter(text: string): RecipientFilter {
  const tokens = [...tokensOf(text)]
  const filter = readAlternatives(tokens, text)
  if (tokens.length > 0) throw invalidFilter(text, 'it goes on after its end')
  return filter
}

function readAlternatives(tokens: Token[], text: string): RecipientFilter {
  return joined('or', tokens, () => joined('and', tokens, () => readOne(tokens, text)))
}

function joined(kind: 'and' | 'or', tokens: Token[], read: () => RecipientFilter): RecipientFilter {
  const first = read()
  const of = [first]
  while (isOperator(tokens[0], kind)) {
    tokens.shift()
    of.push(read())
  }
  return of.length === 1 ? first : { kind, of }
}

function readOne(tokens: Token[], text: string): RecipientFilter {
  const token = tokens.shift()
  if (isOperator(token, 'not')) return { kind: 'not', of: readOne(tokens, text) }
  if (token?.kind === '(') {
    const inner = readAlternatives(tokens, text)
    if (tokens.shift()?.kind !== ')') throw invalidFilter(text, 'a parenthesis is not closed')
    return inner
  }
  if (token?.kind === 'word') return readComparison(token.text, tokens, text)
  throw invalidFilter(text, 'a property is missing')
}

function readComparison(property: string, tokens: Token[], text: string): Comparison {
  const operator = tokens.shift()
  const known = OPERATORS.find((one) => isOperator(operator, one))
  if (known === undefined) throw invalidFilter(text, `"${property}" needs one of -${OPERATORS.join(', -')}`)
  const value = tokens.shift()
  if (value?.kind !== 'value' && value?.kind !== 'word') {
    throw invalidFilter(text, `"${property}" is compared with nothing`)
  }
  return { kind: 'comparison', property, operator: known, value: valueOf(value) }
}

/** `$true`, `$false` and `$null` are the shell's constants; a word needs no quotes. */
function valueOf({ kind, text }: { readonly kind: 'value' | 'word'; readonly text: string }): string | null {
  if (kind === 'value' || !text.startsWith('$')) return text
  return text.toLowerCase() === '$null' ? null : text.slice(1)
}

function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text
}
