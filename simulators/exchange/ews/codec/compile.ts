import { LabError } from '../../../core/errors.js'
import { childRules, hasWildcard, requiredChildren } from './child-rules.js'
import { createContentModel } from './content-model.js'
import { splitName } from './namespaces.js'
import { readParticles, type Particle, type ResolveReference } from './particle.js'
import type { FindFacts, SimpleType } from './simple-type.js'
import type { ComplexFacts, TypeFacts } from './table.js'
import type { AttributeRule, CompiledType } from './type-kinds.js'

/** What compiling one type may ask of the tables. */
export interface Tables {
  readonly find: FindFacts
  /** A simple type by name, made once: lists of values are long, and most types name the same few. */
  readonly simpleType: (name: string) => SimpleType
  readonly resolve: ResolveReference
}

/** Makes a type ready for use: inherited attributes and content joined, its content model prepared. */
export function compileType(name: string, tables: Tables): CompiledType {
  const chain = inheritance(name, tables)
  const [own] = chain
  const attributes = attributeRules(chain, tables)
  const common = {
    name,
    abstract: own?.facts.abstract === true,
    attributes,
    requiredAttributes: [...attributes.values()].filter((each) => each.required),
    allowsSoapAttributes: chain.some(({ facts }) => facts.anyAttribute === true),
  }

  const textBase = own === undefined ? name : textBaseOf(chain)
  if (textBase !== undefined) {
    const text = tables.simpleType(textBase)
    return { kind: 'text', text, boxed: attributes.size > 0, ...common }
  }
  const particles = contentOf(chain, tables)
  return {
    kind: 'elements',
    content: createContentModel(particles),
    children: childRules(particles),
    open: hasWildcard(particles),
    required: requiredChildren(particles),
    ...common,
  }
}

interface Link {
  readonly name: string
  readonly facts: ComplexFacts
}

/** The complex types from this one up to its last ancestor; empty for a simple type. */
function inheritance(name: string, tables: Tables): readonly Link[] {
  const facts = tables.find(name)
  if (facts === undefined && !name.startsWith('xs:')) {
    throw new LabError('EWS_TABLE_TYPE', {
      message: `The schema tables name the type ${name} but do not have it.`,
      hint: 'Generate them again.',
    })
  }
  if (facts === undefined || !isComplex(facts)) return []
  return [{ name, facts }, ...(facts.base === undefined ? [] : inheritance(facts.base, tables))]
}

function isComplex(facts: TypeFacts): facts is ComplexFacts {
  return !('simple' in facts || 'list' in facts || 'union' in facts)
}

function textBaseOf(chain: readonly Link[]): string | undefined {
  const last = chain.at(-1)

  return last?.facts.text === true ? last.facts.base : undefined
}

function contentOf(chain: readonly Link[], tables: Tables): readonly Particle[] {
  const cut = chain.findIndex(({ facts }) => facts.restricts === true)
  const used = cut === -1 ? chain : chain.slice(0, cut + 1)

  return used.toReversed().flatMap(({ name, facts }) => {
    return readParticles(facts.content ?? [], splitName(name).prefix, tables.resolve)
  })
}

function attributeRules(chain: readonly Link[], tables: Tables): ReadonlyMap<string, AttributeRule> {
  const rules = new Map<string, AttributeRule>()
  for (const { facts } of chain.toReversed()) {
    for (const notation of facts.attributes ?? []) {
      const [name = '', use, type = ''] = notation.split(' ')
      if (use === '-') rules.delete(name)
      else {
        const rule = {
          name,
          key: `@${name}`,
          required: use === '1',
          type: tables.simpleType(type),
        }
        rules.set(name, rule)
      }
    }
  }
  return rules
}
