import { MESSAGES } from '../../generated/messages.js'
import { TYPES } from '../../generated/types.js'
import type { EwsSchema } from '../../codec/schema.js'

/** One step down a document: a child element, and the type that `xsi:type` gives it where its own is abstract. */
export interface Step {
  readonly child: string
  readonly type: string
  readonly instance?: true
}

/** A kind of child: this element in that type. */
export interface Target {
  readonly parent: string
  readonly step: Step
}

/** Whether a child that the schema allows is wanted in documents. */
export type Wanted = (parent: string, child: string) => boolean

/** What can stand below a global element, and how to get there. */
export interface SchemaPaths {
  readonly targets: readonly Target[]
  /** The shortest way from the root to a target. */
  pathTo(target: Target): readonly Step[]
}

const DERIVED = derivedTypes()

/** The types that may stand for an abstract one; for any other type only itself. */
export function concreteTypes(schema: EwsSchema, name: string): readonly string[] {
  if (!schema.type(name).abstract) return [name]
  return (DERIVED.get(name) ?? []).flatMap((derived) => [
    ...(schema.type(derived).abstract ? [] : [derived]),
    ...concreteBelow(schema, derived),
  ])
}

function concreteBelow(schema: EwsSchema, name: string): readonly string[] {
  return (DERIVED.get(name) ?? []).flatMap((derived) => [
    ...(schema.type(derived).abstract ? [] : [derived]),
    ...concreteBelow(schema, derived),
  ])
}

/** Walks breadth first, so that every path is as short as can be. */
export function schemaPaths(schema: EwsSchema, root: string, isWanted: Wanted): SchemaPaths {
  const first = schema.element(root)?.name ?? root
  const arrivals = new Map<string, Target | undefined>([[first, undefined]])
  const targets: Target[] = []
  for (const parent of arrivals.keys()) {
    for (const step of stepsFrom(schema, parent)) {
      if (!isWanted(parent, step.child)) continue
      const target = { parent, step }
      targets.push(target)
      if (!arrivals.has(step.type)) arrivals.set(step.type, target)
    }
  }

  function pathTo({ parent, step }: Target): readonly Step[] {
    const arrival = arrivals.get(parent)
    return arrival === undefined ? [step] : [...pathTo(arrival), step]
  }

  return { targets, pathTo }
}

function stepsFrom(schema: EwsSchema, parent: string): readonly Step[] {
  const type = schema.type(parent)
  if (type.kind === 'text') return []
  return [...type.children.values()].flatMap(({ element }) =>
    concreteTypes(schema, element.type).map((actual) => ({
      child: element.name,
      type: actual,
      ...(actual === element.type ? {} : { instance: true as const }),
    })),
  )
}

function derivedTypes(): ReadonlyMap<string, readonly string[]> {
  const derived = new Map<string, string[]>()
  for (const [name, facts] of Object.entries({ ...TYPES, ...MESSAGES })) {
    if ('base' in facts && facts.base !== undefined) {
      derived.set(facts.base, [...(derived.get(facts.base) ?? []), name])
    }
  }
  return derived
}
