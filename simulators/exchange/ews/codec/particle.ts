import type { GroupFacts, ParticleFacts } from './table.js'
import type { Prefix } from './namespaces.js'

/** How often something may occur; unbounded is `Infinity`. */
export interface Occurs {
  readonly min: number
  readonly max: number
}

/** A content model as a tree: leaves are elements or wildcards. */
export type Particle = ElementParticle | AnyParticle | GroupParticle

export interface ElementParticle extends Occurs {
  readonly kind: 'element'
  readonly prefix: Prefix
  readonly name: string
  readonly type: string
  readonly nillable: boolean
}

export interface AnyParticle extends Occurs {
  readonly kind: 'any'
}

export interface GroupParticle extends Occurs {
  readonly kind: 'sequence' | 'choice' | 'all'
  readonly items: readonly Particle[]
}

/** Gives the elements that may stand for a global element: itself unless abstract, and its substitutes. */
export type ResolveReference = (name: string) => readonly Pick<ElementParticle, 'prefix' | 'name' | 'type'>[]

const OCCURS: Readonly<Record<string, Occurs>> = {
  '1': { min: 1, max: 1 },
  '?': { min: 0, max: 1 },
  '*': { min: 0, max: Infinity },
  '+': { min: 1, max: Infinity },
}

/** Reads the notation of the tables; local elements belong to the namespace of `prefix`. */
export function readParticles(
  facts: readonly ParticleFacts[],
  prefix: Prefix,
  resolve: ResolveReference,
): readonly Particle[] {
  return facts.map((each) => (typeof each === 'string' ? readLeaf(each) : readGroup(each)))

  function readLeaf(notation: string): Particle {
    const [name = '', occurs = '1', type = '', nillable] = notation.split(' ')
    const range = readOccurs(occurs)
    if (name === '*') return { kind: 'any', ...range }
    if (type === '@') return { kind: 'choice', items: resolve(name).map(memberOf), ...range }
    return { kind: 'element', prefix, name, type, nillable: nillable !== undefined, ...range }
  }

  function readGroup(group: GroupFacts): Particle {
    const range = readOccurs(group.occurs)
    if ('sequence' in group) return { kind: 'sequence', items: nested(group.sequence), ...range }
    if ('choice' in group) return { kind: 'choice', items: nested(group.choice), ...range }
    return { kind: 'all', items: nested(group.all), ...range }
  }

  function nested(items: readonly ParticleFacts[]): readonly Particle[] {
    return readParticles(items, prefix, resolve)
  }
}

function memberOf(member: Pick<ElementParticle, 'prefix' | 'name' | 'type'>): ElementParticle {
  return { kind: 'element', nillable: false, min: 1, max: 1, ...member }
}

function readOccurs(notation: string): Occurs {
  const [min = '', max = ''] = notation.split('..')

  return OCCURS[notation] ?? { min: Number(min), max: Number(max) }
}
