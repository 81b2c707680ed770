import type { ElementParticle, Particle } from './particle.js'
import type { ChildRule, Storage } from './type-kinds.js'

/**
 * Decides where each child element of a type is kept in the tree: members of a repeated choice among different
 * elements under `$each`, what may occur more than once as an array, all else under its name.
 */
export function childRules(particles: readonly Particle[]): ReadonlyMap<string, ChildRule> {
  const rules = new Map<string, ChildRule>()
  const place = (element: ElementParticle, storage: Storage): void => {
    const before = rules.get(element.name)
    const twice = before !== undefined && mayMeet(particles, element.name)
    const kept = before?.storage === 'each' ? 'each' : twice ? 'many' : storage
    const { name: key, nillable } = element
    rules.set(key, { element, key, nillable, storage: kept, order: before?.order ?? rules.size })
  }
  for (const particle of particles) placeAll(particle, 1, place)
  return rules
}

/** The elements that every value of the type has: those outside any choice and optional group. */
export function requiredChildren(particles: readonly Particle[]): readonly string[] {
  return particles.flatMap((particle) => {
    if (particle.min === 0) return []
    if (particle.kind === 'element') return [particle.name]
    return particle.kind === 'sequence' || particle.kind === 'all' ? requiredChildren(particle.items) : []
  })
}

export function hasWildcard(particles: readonly Particle[]): boolean {
  return particles.some((each) => each.kind === 'any' || ('items' in each && hasWildcard(each.items)))
}

type Place = (element: ElementParticle, storage: Storage) => void

function placeAll(particle: Particle, times: number, place: Place): void {
  if (particle.kind === 'any') return
  if (particle.kind === 'element') return place(particle, times * particle.max > 1 ? 'many' : 'one')

  const repeated = times * particle.max > 1 && elementsOf(particle).size > 1
  for (const item of particle.items) {
    if (repeated) for (const element of elementsOf(item).values()) place(element, 'each')
    else placeAll(item, times * particle.max, place)
  }
}

function elementsOf(particle: Particle): ReadonlyMap<string, ElementParticle> {
  if (particle.kind === 'any') return new Map()
  if (particle.kind === 'element') return new Map([[particle.name, particle]])
  return new Map(particle.items.flatMap((item) => [...elementsOf(item)]))
}

/** Whether two uses of the same name can stand in one value: not if they are branches of a choice. */
function mayMeet(particles: readonly Particle[], name: string): boolean {
  return particles.reduce((sum, particle) => sum + mostOf(particle, name), 0) > 1
}

function mostOf(particle: Particle, name: string): number {
  if (particle.kind === 'any') return 0
  if (particle.kind === 'element') return particle.name === name ? particle.max : 0
  const counts = particle.items.map((item) => mostOf(item, name))
  return particle.kind === 'choice' ? Math.max(0, ...counts) : counts.reduce((sum, count) => sum + count, 0)
}
