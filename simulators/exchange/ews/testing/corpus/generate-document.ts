import { createRandom, type Random } from '../../../../core/index.js'
import type { ContentState, Leaf, Transition } from '../../codec/content-model.js'
import type { EwsSchema } from '../../codec/schema.js'
import type { SimpleType } from '../../codec/simple-type.js'
import type { CompiledType, ElementsType } from '../../codec/type-kinds.js'
import { concreteTypes, type Step, type Wanted } from './schema-paths.js'
import { VALUE_POOL } from './value-pool.js'
import type { XmlNode } from './xml-node.js'

const MAX_DEPTH = 6
/** Beyond this a document is ended as soon as the schema lets it. */
const MAX_ELEMENTS = 80
/** How far ahead a wanted child is looked for; `xs:all` has a state for each set of children left. */
const MAX_STATES = 300

/** How many values are tried on a type before all are. */
const TRIALS = 20

/** Makes documents that the schema allows, at random. */
export interface DocumentGenerator {
  /**
   * A document whose root is a global element, such as `m:GetItem`; the same for the same arguments. `path`
   * leads down to an element that it will contain; children that are not wanted are left out.
   */
  document(root: string, seed: number, plan: Plan): XmlNode
}

export interface Plan {
  readonly path: readonly Step[]
  readonly isWanted: Wanted
}

interface At {
  readonly depth: number
  readonly path: readonly Step[]
}

export function createDocumentGenerator(schema: EwsSchema): DocumentGenerator {
  const accepted = new WeakMap<SimpleType, readonly string[]>()
  const weights = new Map<string, number>()
  let elements = 0
  let random: Random = createRandom(0)
  let isWanted: Wanted = () => true

  /** Most types take a value soon; what takes few is remembered. */
  function lexical(type: SimpleType): string {
    for (let times = 0; times < TRIALS && !accepted.has(type); times++) {
      const text = VALUE_POOL[random.integer(VALUE_POOL.length)] ?? ''
      if ('value' in type.read(text)) return text
    }
    const known = accepted.get(type) ?? VALUE_POOL.filter((text) => 'value' in type.read(text))
    accepted.set(type, known)
    return known[random.integer(known.length)] ?? ''
  }

  function element(name: string, type: CompiledType, at: At): XmlNode {
    const wanted = at.path.length === 0 && at.depth > 0 ? 2 : 3
    const attributes = [...type.attributes.values()]
      .filter((rule) => rule.required || random.integer(wanted) === 0)
      .map((rule): [string, string] => [rule.name, lexical(rule.type)])
    const content = type.kind === 'text' ? [lexical(type.text)] : children(type, at)
    return { name, attributes, content }
  }

  function children(type: ElementsType, { depth, path }: At): XmlNode[] {
    const content: XmlNode[] = []
    let [wanted] = path
    let last: Leaf | undefined
    for (let state = type.content; ;) {
      const leaf = choose(wantedIn(type.name, state), { depth, last, wanted })
      const next = leaf && state.next(leaf.kind === 'any' ? '*' : leaf.name)
      if (leaf === undefined || next === undefined) return content
      const isWanted = leaf.kind === 'element' && leaf.name === wanted?.child
      content.push(child(leaf, depth + 1, isWanted ? path : []))
      if (isWanted) wanted = undefined
      state = next.state
      last = leaf
    }
  }

  /** `path` begins with the step that led here. */
  function child(leaf: Leaf, depth: number, path: readonly Step[]): XmlNode {
    elements++
    if (leaf.kind === 'any') return { name: 'x:Foreign', attributes: [], content: ['anything'] }

    const [step, ...rest] = path
    const actual = step?.type ?? random.pick(nonEmpty(concreteTypes(schema, leaf.type), leaf.type))
    const node = element(`${leaf.prefix}:${leaf.name}`, schema.type(actual), { depth, path: rest })
    return actual === leaf.type ? node : { ...node, attributes: [...node.attributes, ['xsi:type', actual]] }
  }

  function wantedIn(parent: string, state: ContentState): ContentState {
    const expected = state.expected.filter((leaf) => leaf.kind === 'any' || isWanted(parent, leaf.name))
    return expected.length === state.expected.length ? state : { ...state, expected }
  }

  /** The next child. Where the document should end: none if it may, else one that leads to an end. */
  function choose(
    state: ContentState,
    { depth, last, wanted }: { depth: number; last: Leaf | undefined; wanted: Step | undefined },
  ): Leaf | undefined {
    const enough = depth >= MAX_DEPTH || elements >= MAX_ELEMENTS || random.integer(4) === 0
    if (wanted !== undefined) return towards(state, wanted.child, enough)
    if (state.complete && enough) return undefined
    if (!enough) return state.expected[random.integer(state.expected.length)]
    const fresh = state.expected.filter((leaf) => leaf !== last)
    return lightest(fresh.length > 0 ? fresh : state.expected)
  }

  /** A child from which the wanted one can still be reached. */
  function towards(state: ContentState, wanted: string, directly: boolean): Leaf | undefined {
    const any = state.expected[random.integer(state.expected.length)]
    const detour = any && follow(state, any)
    if (!directly && detour !== undefined && routeTo(detour.state, wanted) !== undefined) return any
    return routeTo(state, wanted)
  }

  function lightest(leaves: readonly Leaf[]): Leaf | undefined {
    const weightOf = (leaf: Leaf) => (leaf.kind === 'any' ? 0 : weight(leaf.type))
    return leaves.toSorted((a, b) => weightOf(a) - weightOf(b))[0]
  }

  /** How deep the smallest element of a type is. */
  function weight(name: string): number {
    const known = weights.get(name)
    if (known !== undefined) return known
    weights.set(name, Infinity)
    const [actual = name] = concreteTypes(schema, name)
    const type = schema.type(actual)
    const least =
      type.kind === 'text' || type.content.complete
        ? 0
        : 1 + Math.min(...type.content.expected.map((leaf) => (leaf.kind === 'any' ? 0 : weight(leaf.type))))
    weights.set(name, least)
    return least
  }

  return {
    document(root, seed, plan) {
      const type = schema.element(root)
      elements = 0
      random = createRandom(seed)
      isWanted = plan.isWanted
      return type === undefined
        ? { name: root, attributes: [], content: [] }
        : element(root, type, { depth: 0, path: plan.path })
    },
  }
}

function follow(state: ContentState, leaf: Leaf): Transition | undefined {
  return state.next(leaf.kind === 'any' ? '*' : leaf.name)
}

/** The first child on the shortest way to a wanted one. */
function routeTo(start: ContentState, wanted: string): Leaf | undefined {
  const queue: { state: ContentState; first: Leaf | undefined }[] = [{ state: start, first: undefined }]
  const seen = new Set([start])
  for (const { state, first } of queue) {
    for (const leaf of state.expected) {
      if (leaf.kind === 'element' && leaf.name === wanted) return first ?? leaf
      const next = follow(state, leaf)?.state
      if (next === undefined || seen.has(next) || seen.size > MAX_STATES) continue
      seen.add(next)
      queue.push({ state: next, first: first ?? leaf })
    }
  }
  return undefined
}

function nonEmpty<Item>(items: readonly Item[], otherwise: Item): readonly [Item, ...Item[]] {
  const [first = otherwise, ...rest] = items
  return [first, ...rest]
}
