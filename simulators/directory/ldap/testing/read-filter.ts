import type { Filter } from '../filter.js'

const RELATIONS = {
  '=': 'equal',
  '~=': 'approximate',
  '>=': 'greater-or-equal',
  '<=': 'less-or-equal',
} as const

/** Reads the text form of a filter, strictly; the other half of its rendering, for tests. @source RFC 4515 */
export function readFilter(text: string): Filter {
  const reader = new FilterText(text)
  const filter = reader.filter()
  reader.expect('')
  return filter
}

class FilterText {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  filter(): Filter {
    this.expect('(')
    const filter = this.#inside()
    this.expect(')')
    return filter
  }

  /** What has to come next; nothing for the end. */
  expect(sign: string): void {
    const found = sign === '' ? this.#text.slice(this.#at) : this.#text.substr(this.#at, sign.length)
    if (found !== sign) throw new SyntaxError(`"${found}" where "${sign}" belongs, at ${this.#at}`)
    this.#at += sign.length
  }

  #inside(): Filter {
    const sign = this.#text[this.#at] ?? ''
    if (!'&|!'.includes(sign)) return this.#item()
    this.#at++
    if (sign === '!') return { kind: 'not', filter: this.filter() }
    const filters: Filter[] = []
    while (this.#text[this.#at] === '(') filters.push(this.filter())
    return { kind: sign === '&' ? 'and' : 'or', filters }
  }

  #item(): Filter {
    const end = this.#text.indexOf(')', this.#at)
    const item = this.#text.slice(this.#at, end)
    this.#at = end
    const [, described = '', sign = '', value = ''] = /^([^=~<>]*?)(:=|~=|>=|<=|=)([^]*)$/.exec(item) ?? []
    if (sign === ':=') return extensible(described, value)
    if (sign === '=' && value === '*') return { kind: 'present', attribute: described }
    if (sign === '=' && value.includes('*')) return substrings(described, value)
    return { kind: RELATIONS[sign as keyof typeof RELATIONS], attribute: described, value: octets(value) }
  }
}

function extensible(described: string, value: string): Filter {
  const [attribute = '', ...more] = described.split(':')
  const dnAttributes = more[0] === 'dn'
  const [rule] = dnAttributes ? more.slice(1) : more
  return {
    kind: 'extensible',
    rule,
    attribute: attribute === '' ? undefined : attribute,
    value: octets(value),
    dnAttributes,
  }
}

function substrings(attribute: string, value: string): Filter {
  const parts = value.split('*').map(octets)
  const whole = (part: Buffer | undefined) => (part?.length === 0 ? undefined : part)
  return {
    kind: 'substrings',
    attribute,
    initial: whole(parts[0]),
    any: parts.slice(1, -1),
    final: whole(parts.at(-1)),
  }
}

function octets(text: string): Buffer {
  const parts = text.split(/(\\[0-9a-f]{2})/)
  return Buffer.concat(
    parts.map((part) => (part.startsWith('\\') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  )
}
