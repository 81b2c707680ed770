import { createRandom, type Random } from '../../../core/index.js'
import type { ContentState, Leaf } from '../codec/content-model.js'
import { NAMESPACE_OF } from '../codec/namespaces.js'
import type { EwsSchema } from '../codec/schema.js'
import type { SimpleType } from '../codec/simple-type.js'
import type { CompiledType } from '../codec/type-kinds.js'
import { MESSAGES } from '../generated/messages.js'
import { TYPES } from '../generated/types.js'

const MAX_DEPTH = 6
/** Beyond this a document is ended as soon as the schema lets it. */
const MAX_ELEMENTS = 200
const NAMESPACES = ` xmlns:m="${NAMESPACE_OF.m}" xmlns:t="${NAMESPACE_OF.t}"`

/** Values of every lexical form that the schema has; each type takes those that it accepts. */
const POOL: readonly string[] = [
  ...[
    '',
    ' ',
    'plain text',
    'a & b < c > "d"',
    'zwölf €',
    'line\nbreak',
    'true',
    'false',
    '0',
    '1',
    '5',
    '60',
    '-7',
  ],
  ...[
    '3.25',
    '-INF',
    '9223372036854775807',
    '2026-03-02T09:00:00Z',
    '2026-03-02T09:00:00-08:00',
    '2026-03-02',
  ],
  ...[
    '09:00:00',
    'PT5H',
    '-P1DT2M',
    'AAAA',
    'AAE=',
    '0x0E07',
    'c11ff724-aa03-4555-9952-8fa248a11c3e',
    'a_b',
    '1.2',
  ],
  ...['en-US', 'http://a.example/b'],
  ...Object.values({ ...TYPES, ...MESSAGES }).flatMap((facts) =>
    'values' in facts ? (facts.values ?? []) : [],
  ),
]

/** Makes documents that the schema allows, at random. */
export interface DocumentGenerator {
  /** A document whose root is a global element, such as `m:GetItem`; the same for the same seed. */
  document(element: string, seed: number): string
}

interface Choice {
  readonly random: Random
  readonly depth: number
  readonly last: Leaf | undefined
}

export function createDocumentGenerator(schema: EwsSchema): DocumentGenerator {
  let elements = 0
  const accepted = new WeakMap<SimpleType, readonly string[]>()

  function lexical(type: SimpleType, random: Random): string {
    const known = accepted.get(type) ?? POOL.filter((text) => 'value' in type.read(text))
    accepted.set(type, known)
    return known[random.integer(known.length)] ?? ''
  }

  function element(
    tag: string,
    type: CompiledType,
    at: { random: Random; depth: number; root?: true },
  ): string {
    const { random, depth } = at
    const attributes = [...type.attributes.values()]
      .filter((rule) => rule.required || random.integer(3) === 0)
      .map((rule) => ` ${rule.name}="${escaped(lexical(rule.type, random))}"`)
    const content =
      type.kind === 'text' ? escaped(lexical(type.text, random)) : children(type.content, random, depth)
    return `<${tag}${at.root ? NAMESPACES : ''}${attributes.join('')}>${content}</${tag}>`
  }

  function children(start: ContentState, random: Random, depth: number): string {
    let content = ''
    let last: Leaf | undefined
    for (let state = start; ;) {
      const leaf = choose(state, { random, depth, last })
      if (leaf === undefined) return content
      const next = state.next(leaf.kind === 'any' ? '*' : leaf.name)
      if (next === undefined) return content
      if (leaf.kind === 'element') content += child(leaf, random, depth + 1)
      state = next.state
      last = leaf
    }
  }

  function child(leaf: Leaf & { kind: 'element' }, random: Random, depth: number): string {
    elements++
    const type = schema.type(leaf.type)

    return element(`${leaf.prefix}:${leaf.name}`, type, { random, depth })
  }

  /** The next child. Where the document should end: none if it may, else the one that leads on. */
  function choose(state: ContentState, { random, depth, last }: Choice): Leaf | undefined {
    const concrete = state.expected.filter(
      (leaf) => leaf.kind === 'element' && !schema.type(leaf.type).abstract,
    )
    const enough = depth >= MAX_DEPTH || elements >= MAX_ELEMENTS || random.integer(4) === 0
    if (state.complete && enough) return undefined
    if (!enough) return concrete[random.integer(concrete.length)]
    return last !== undefined && concrete.includes(last) ? concrete.at(-1) : concrete[0]
  }

  return {
    document(name, seed) {
      const type = schema.element(name)
      elements = 0
      return type === undefined
        ? ''
        : element(name, type, { random: createRandom(seed), depth: 0, root: true })
    },
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
