import type { Filter } from '../ldap/filter.js'
import { anrClauses, isAnr } from './ambiguous-names.js'
import { equality, ordering, presence, type Predicate, type Truth } from './assertion.js'
import { extensible } from './matching-rules.js'
import type { SearchView } from './search-view.js'
import { substrings } from './substrings.js'

/** Turns a filter into a test of entries. @source RFC 4511 4.5.1.7 for the three-valued logic */
export function compileFilter(view: SearchView, filter: Filter): Predicate {
  switch (filter.kind) {
    case 'and':
      return conjunction(filter.filters.map((inner) => compileFilter(view, inner)))
    case 'or':
      return disjunction(filter.filters.map((inner) => compileFilter(view, inner)))
    case 'not': {
      const inner = compileFilter(view, filter.filter)
      return (entry) => negate(inner(entry))
    }
    case 'present':
      return isAnr(filter.attribute) ? () => false : presence(view, filter.attribute)
    case 'equal':
    case 'approximate':
      return isAnr(filter.attribute)
        ? ambiguous(view, filter.value)
        : equality(view, filter.attribute, filter.value)
    case 'greater-or-equal':
    case 'less-or-equal':
      return ordering(view, filter)
    case 'substrings':
      return isAnr(filter.attribute)
        ? ambiguous(view, filter.initial ?? Buffer.alloc(0))
        : substrings(view, filter)
    case 'extensible':
      return extensible(view, filter)
  }
}

function ambiguous(view: SearchView, octets: Buffer): Predicate {
  return disjunction(
    anrClauses(view.tree, octets.toString('utf8')).map((clause) => compileFilter(view, clause)),
  )
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

function conjunction(parts: readonly Predicate[]): Predicate {
  return (entry) => {
    let truth: Truth = true
    for (const part of parts) {
      const found = part(entry)
      if (found === false) return false
      if (found === undefined) truth = undefined
    }
    return truth
  }
}

function disjunction(parts: readonly Predicate[]): Predicate {
  return (entry) => {
    let truth: Truth = false
    for (const part of parts) {
      const found = part(entry)
      if (found === true) return true
      if (found === undefined) truth = undefined
    }
    return truth
  }
}
