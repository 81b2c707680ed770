import type { EwsScalar } from '../tree.js'
import { compileBuiltin } from './builtin-types.js'
import { NAMESPACE_OF, splitName } from './namespaces.js'
import type { Facets, SimpleFacts, TypeFacts } from './table.js'
import { Words } from './words.js'

export type SimpleValue = EwsScalar | readonly string[]

export type SimpleReading = { readonly value: SimpleValue } | { readonly problem: string }

/** A simple type made ready for use. */
export interface SimpleType {
  /** As the product's complaints call it: the qualified name, or the built-in's for an anonymous type. */
  readonly called: string
  /** Values are numbers. */
  readonly numeric: boolean
  /** Its values are a list of names, none of which XML would have to escape. */
  readonly enumerated: boolean
  /** The list, if they are on one. */
  readonly words?: Words
  /** Its values may be any text. */
  readonly free: boolean
  read(lexical: string): SimpleReading
  /** Whether a response may carry this value: enumerations, numbers and booleans are checked. */
  allows(value: SimpleValue): boolean
}

/** Finds the facts of a named type; undefined for a built-in one. */
export type FindFacts = (name: string) => TypeFacts | undefined

/** @source XML Schema part 2; the wording is that of the .NET validator, ews.md 1.5 */
export function compileSimpleType(name: string, find: FindFacts): SimpleType {
  const facts = find(name)
  const called = qualifiedName(name)
  if (facts === undefined) {
    return { called, enumerated: false, ...compileBuiltin(name) }
  }
  if ('list' in facts) return listType(called, compileSimpleType(facts.list, find))
  if ('union' in facts)
    return unionType(
      called,
      facts.union.map((each) => compileSimpleType(each, find)),
    )
  if ('simple' in facts) return restriction(called, facts, compileSimpleType(facts.simple, find))
  return compileSimpleType(facts.base ?? 'xs:string', find)
}

function restriction(called: string, facts: SimpleFacts, base: SimpleType): SimpleType {
  const failed = facetCheck(facts)
  const values = facts.values && new Set<SimpleValue>(facts.values)

  return {
    called: facts.anonymous ? base.called : called,
    numeric: base.numeric,
    enumerated: values !== undefined,
    free: values === undefined && base.free,
    read(lexical) {
      const reading = base.read(lexical)
      if ('problem' in reading) return reading
      const problem = failed(reading.value)
      return problem === undefined ? reading : { problem }
    },
    allows: (value) => (values === undefined ? base.allows(value) : values.has(value)),
    ...(facts.values === undefined ? {} : { words: new Words(facts.values) }),
  }
}

function listType(called: string, item: SimpleType): SimpleType {
  return {
    called,
    numeric: false,
    enumerated: false,
    free: item.free,
    read(lexical) {
      const words = lexical.split(/\s+/).filter((word) => word !== '')
      const readings = words.map((word) => item.read(word))
      return readings.find((reading) => 'problem' in reading) ?? { value: words }
    },
    allows: (value) => Array.isArray(value) && value.every((word: string) => item.allows(word)),
  }
}

/** A value is a number only where every member says so: `PropertyTag` is text, written as hex or not. */
function unionType(called: string, members: readonly SimpleType[]): SimpleType {
  const numeric = members.every((member) => member.numeric)

  return {
    called,
    numeric,
    enumerated: false,
    free: members.some((member) => member.free),
    read(lexical) {
      const reading = members.map((member) => member.read(lexical)).find((each) => 'value' in each)
      if (reading === undefined) return { problem: `The string '${lexical}' is not valid.` }
      return numeric ? reading : { value: lexical.trim() }
    },
    allows: () => true,
  }
}

/** Whether a value satisfies a facet, and what the validator says if it does not. */
type FacetRule = readonly [holds: (value: SimpleValue) => boolean, complaint: string]

const NO_COMPLAINT = (): undefined => undefined

/** Gives the first facet that a value violates, in the validator's words. */
function facetCheck(facets: Facets): (value: SimpleValue) => string | undefined {
  const rules = facetRules(facets)
  const [only] = rules
  if (only === undefined) return NO_COMPLAINT
  if (rules.length === 1) {
    const [holds, complaint] = only
    return (value) => (holds(value) ? undefined : complaint)
  }
  return (value) => {
    for (const [holds, complaint] of rules) if (!holds(value)) return complaint
    return undefined
  }
}

function facetRules(facets: Facets): readonly FacetRule[] {
  const { values, minInclusive: min, maxInclusive: max, length, minLength } = facets
  const pattern = facets.pattern === undefined ? undefined : new RegExp(`^(?:${facets.pattern})$`)
  const allowed = values && new Set<SimpleValue>(values)
  const rules: readonly (FacetRule | undefined)[] = [
    min === undefined ? undefined : [(value) => Number(value) >= min, 'The MinInclusive constraint failed.'],
    max === undefined ? undefined : [(value) => Number(value) <= max, 'The MaxInclusive constraint failed.'],
    length === undefined
      ? undefined
      : [
          (value) => String(value).length === length,
          'The actual length is not equal to the specified length.',
        ],
    minLength === undefined
      ? undefined
      : [(value) => String(value).length >= minLength, 'The actual length is less than the MinLength value.'],
    pattern && [(value) => pattern.test(String(value)), 'The Pattern constraint failed.'],
    allowed && [(value) => allowed.has(value), 'The Enumeration constraint failed.'],
  ]
  return rules.filter((rule) => rule !== undefined)
}

function qualifiedName(name: string): string {
  const { prefix, local } = splitName(name)

  return `${NAMESPACE_OF[prefix]}:${local}`
}
