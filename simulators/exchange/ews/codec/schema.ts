import { ELEMENTS } from '../generated/elements.js'
import { MESSAGES } from '../generated/messages.js'
import { OPERATIONS } from '../generated/operations.js'
import { TYPES } from '../generated/types.js'
import { compileType, type Tables } from './compile.js'
import { splitName } from './namespaces.js'
import { compileSimpleType, type SimpleType } from './simple-type.js'
import type { ElementFacts, OperationFacts, TypeFacts, TypeTable } from './table.js'
import type { CompiledType } from './type-kinds.js'
import { WIRE_DIFFERENCES, WIRE_ELEMENTS } from './wire-differences.js'

/** The EWS schema, as the product writes it, compiled type by type when first asked for. */
export interface EwsSchema {
  /** A type by prefixed name, such as `t:ItemType`. */
  type(name: string): CompiledType
  /** The type of a global element by prefixed name, such as `m:GetItem`; undefined when there is none. */
  element(name: string): CompiledType | undefined
  /** An operation by the local name of its request element. */
  operation(requestElement: string): OperationFacts | undefined
  /** Whether `name` is `ancestor` or derived from it. */
  derives(name: string, ancestor: string): boolean
}

/**
 * One for each server: it keeps what it has compiled. Without `differences` it is the schema as published, for
 * comparisons with it.
 */
export function createEwsSchema(differences: TypeTable = WIRE_DIFFERENCES): EwsSchema {
  const compiled = new Map<string, CompiledType>()
  const elements = new Map<string, CompiledType>()
  const operations = new Map(OPERATIONS.map((operation) => [operation.request, operation]))
  const findFacts = (name: string): TypeFacts | undefined => own(differences, name) ?? publishedFacts(name)
  const simple = new Map<string, SimpleType>()
  const tables: Tables = { find: findFacts, simpleType, resolve: resolver() }

  function simpleType(name: string): SimpleType {
    const known = simple.get(name)
    if (known !== undefined) return known

    const made = compileSimpleType(name, findFacts)
    simple.set(name, made)
    return made
  }

  function type(name: string): CompiledType {
    const known = compiled.get(name)
    if (known !== undefined) return known

    const made = compileType(name, tables)
    compiled.set(name, made)
    return made
  }

  return {
    type,
    element(name) {
      const known = elements.get(name)
      if (known !== undefined) return known
      const facts = findElement(name)
      const made = facts && type(facts.type)
      if (made !== undefined) elements.set(name, made)
      return made
    },
    operation: (requestElement) => operations.get(requestElement),
    derives,
  }
}

function publishedFacts(name: string): TypeFacts | undefined {
  return own(TYPES, name) ?? own(MESSAGES, name)
}

function findElement(name: string): ElementFacts | undefined {
  return own(ELEMENTS, name) ?? own(WIRE_ELEMENTS, name)
}

/** Names come from clients: `toString` is no type. */
function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function derives(name: string, ancestor: string): boolean {
  if (name === ancestor) return true
  const facts = publishedFacts(name)
  const base = facts && ('simple' in facts ? facts.simple : 'base' in facts ? facts.base : undefined)
  return base !== undefined && derives(base, ancestor)
}

function resolver(): Tables['resolve'] {
  const members = new Map<string, string[]>()
  for (const [name, { head }] of Object.entries(ELEMENTS)) {
    if (head !== undefined) members.set(head, [...(members.get(head) ?? []), name])
  }

  return (name) => {
    const facts = findElement(name)
    const names = [...(facts?.abstract === true ? [] : [name]), ...(members.get(name) ?? [])]
    return names.map((each) => {
      const { prefix, local } = splitName(each)
      return { prefix, name: local, type: findElement(each)?.type ?? '' }
    })
  }
}
