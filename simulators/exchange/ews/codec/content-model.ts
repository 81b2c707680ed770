import type { AnyParticle, ElementParticle, GroupParticle, Particle } from './particle.js'

export type Leaf = ElementParticle | AnyParticle

/** Where a reader stands in a content model. States are made once and shared by all readers. */
export interface ContentState {
  /** Whether the content may end here. */
  readonly complete: boolean
  /** The leaves that may come next, in the order of the schema. */
  readonly expected: readonly Leaf[]
  /** The element of this name that may come next; undefined when none may. */
  next(name: string): Transition | undefined
}

export interface Transition {
  readonly leaf: Leaf
  readonly state: ContentState
}

/** The name of no element, for wildcards. */
const ANY = '*'

/** One use of a particle in the model; `parent` makes it possible to walk on from it. */
interface Node {
  readonly particle: Particle
  readonly parent: Node | undefined
  readonly index: number
  readonly items: readonly Node[]
  readonly nullable: boolean
}

/**
 * A content model as an automaton whose states are computed when first reached, for most of a schema is never
 * read. The schema is unambiguous, so that one leaf is enough to say where the reader stands.
 */
export function createContentModel(particles: readonly Particle[]): ContentState {
  const [only] = particles
  if (particles.length === 1 && only?.kind === 'all')
    return allOf(only.items as readonly Leaf[], only.min === 0)

  const root = nodeOf({ kind: 'sequence', items: particles, min: 1, max: 1 }, undefined, 0)
  const transitions = new Map<Node, Transition>()
  const byName = leavesByName(root)
  return stateOf(firstOf(root), root.nullable)

  function to(leaf: Node): Transition {
    const known = transitions.get(leaf)
    if (known !== undefined) return known

    const { nodes, complete } = following(leaf)
    const transition = { leaf: leaf.particle as Leaf, state: stateOf(nodes, complete) }
    transitions.set(leaf, transition)
    return transition
  }

  /** The names are those of the whole model: a table for each of its many states would be large. */
  function stateOf(nodes: readonly Node[], complete: boolean): ContentState {
    const isNext = (node: Node): boolean => nodes.includes(node)

    return {
      complete,
      get expected() {
        return nodes.map((node) => node.particle as Leaf)
      },
      next(name) {
        const node = byName.get(name)?.find(isNext) ?? byName.get(ANY)?.find(isNext)
        return node && to(node)
      },
    }
  }
}

function leavesByName(root: Node): ReadonlyMap<string, readonly Node[]> {
  const leaves = new Map<string, Node[]>()
  const visit = (node: Node): void => {
    if (node.particle.kind === 'element' || node.particle.kind === 'any') {
      const same = leaves.get(nameOf(node))
      if (same === undefined) leaves.set(nameOf(node), [node])
      else same.push(node)
    }
    node.items.forEach(visit)
  }
  visit(root)
  return leaves
}

function nodeOf(particle: Particle, parent: Node | undefined, index: number): Node {
  const items: Node[] = []
  const children = particle.kind === 'element' || particle.kind === 'any' ? [] : unrolled(particle)
  const node = { particle, parent, index, items, nullable: isNullable(particle) }
  children.forEach((child, position) => items.push(nodeOf(child, node, position)))
  return node
}

/** Elements that occur up to a fixed number of times become that many optional ones. */
function unrolled(group: GroupParticle): readonly Particle[] {
  return group.items.flatMap((item) => {
    if (item.max === 1 || item.max === Infinity) return [item]
    return Array.from({ length: item.max }, (_, time) => ({ ...item, min: time < item.min ? 1 : 0, max: 1 }))
  })
}

function isNullable(particle: Particle): boolean {
  if (particle.min === 0) return true
  if (particle.kind === 'element' || particle.kind === 'any') return false
  if (particle.kind === 'choice') return particle.items.some(isNullable)
  return particle.items.every(isNullable)
}

function firstOf(node: Node): readonly Node[] {
  if (node.particle.kind === 'element' || node.particle.kind === 'any') return [node]
  if (node.particle.kind === 'choice') return node.items.flatMap(firstOf)
  return firstOfSequence(node.items, 0).nodes
}

function firstOfSequence(
  items: readonly Node[],
  from: number,
): { nodes: readonly Node[]; complete: boolean } {
  const end = items.findIndex((item, index) => index >= from && !item.nullable)
  const reachable = items.slice(from, end === -1 ? undefined : end + 1)

  return { nodes: reachable.flatMap(firstOf), complete: end === -1 }
}

/** What may come after a leaf: its own repetition, its later siblings, and what may follow its parents. */
function following(leaf: Node): { nodes: readonly Node[]; complete: boolean } {
  const nodes: Node[] = []
  for (let node = leaf; ;) {
    if (node.particle.max > 1) nodes.push(...firstOf(node))
    const { parent } = node
    if (parent === undefined) return { nodes, complete: true }
    if (parent.particle.kind === 'sequence') {
      const rest = firstOfSequence(parent.items, node.index + 1)
      nodes.push(...rest.nodes)
      if (!rest.complete) return { nodes, complete: false }
    }
    node = parent
  }
}

function nameOf(node: Node): string {
  return node.particle.kind === 'element' ? node.particle.name : ANY
}

/** `xs:all`: every leaf at most once, in any order. */
function allOf(left: readonly Leaf[], empty: boolean): ContentState {
  return {
    complete: empty || left.every((leaf) => leaf.min === 0),
    expected: left,
    next(name) {
      const leaf = left.find((each) => each.kind === 'element' && each.name === name)
      return (
        leaf && {
          leaf,
          state: allOf(
            left.filter((each) => each !== leaf),
            false,
          ),
        }
      )
    },
  }
}
