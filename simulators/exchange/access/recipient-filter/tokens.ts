import { LabError } from '../../../core/index.js'

/** A part of a filter in the language OPATH. */
export type Token =
  | { readonly kind: 'word' | 'value'; readonly text: string }
  /** `-eq`, `-and`, without the dash and in lower case. */
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: '(' | ')' }

const TOKEN =
  /\s*(?:(?<open>\()|(?<close>\))|'(?<single>(?:[^']|'')*)'|"(?<double>(?:[^"`]|`.|"")*)"|-(?<operator>[a-z]+)(?![\w.])|(?<not>!)|(?<word>[^\s()'"]+))/giy

/** The parts of a filter; braces around the whole are the shell's and are left out. */
export function tokensOf(filter: string): readonly Token[] {
  const text = filter
    .trim()
    .replace(/^\{([\s\S]*)\}$/, '$1')
    .trim()
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined)
      throw invalidFilter(filter, `there is something unreadable at "${text.slice(at)}"`)
    tokens.push(tokenOf(groups))
    at = TOKEN.lastIndex
  }
  return tokens
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { open, close, single, double, operator, not, word = '' } = groups
  if (open !== undefined) return { kind: '(' }
  if (close !== undefined) return { kind: ')' }
  if (single !== undefined) return { kind: 'value', text: single.replaceAll("''", "'") }
  if (double !== undefined)
    return { kind: 'value', text: double.replaceAll('""', '"').replace(/`(.)/g, '$1') }
  if (not !== undefined) return { kind: 'operator', text: 'not' }
  return operator === undefined
    ? { kind: 'word', text: word }
    : { kind: 'operator', text: operator.toLowerCase() }
}

export function invalidFilter(filter: string, why: string): LabError {
  return new LabError('RECIPIENT_FILTER', {
    message: `The recipient filter "${filter}" cannot be read: ${why}.`,
    hint: "Write it as in {Department -eq 'Sales' -and RecipientType -eq 'UserMailbox'}.",
  })
}
