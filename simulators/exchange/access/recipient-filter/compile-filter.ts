import type { StoredEntry, Tree } from '../../../directory/tree/tree.js'
import { parseFilter, type Comparison, type Operator, type RecipientFilter } from './parse-filter.js'
import { filterableProperty, namedEntry, type Property } from './properties.js'
import { invalidFilter } from './tokens.js'

/** Whether an entry of the directory fits. */
export type EntryTest = (entry: StoredEntry, tree: Tree) => boolean

/** Reads a filter into a test. Throws RECIPIENT_FILTER when it cannot be read or asks for something unknown. */
export function compileFilter(text: string): EntryTest {
  return compile(parseFilter(text), text)
}

function compile(filter: RecipientFilter, text: string): EntryTest {
  switch (filter.kind) {
    case 'and': {
      const tests = filter.of.map((one) => compile(one, text))
      return (entry, tree) => tests.every((test) => test(entry, tree))
    }
    case 'or': {
      const tests = filter.of.map((one) => compile(one, text))
      return (entry, tree) => tests.some((test) => test(entry, tree))
    }
    case 'not': {
      const test = compile(filter.of, text)
      return (entry, tree) => !test(entry, tree)
    }
    case 'comparison':
      return compileComparison(filter, text)
  }
}

function compileComparison(comparison: Comparison, text: string): EntryTest {
  const property = filterableProperty(comparison.property)
  if (property === undefined) {
    throw invalidFilter(text, `"${comparison.property}" is not a recognized filterable property`)
  }
  const { operator } = comparison
  const isNegative = operator === 'ne' || operator === 'notlike'
  const test = property.kind === 'link' ? linkTest(property, comparison) : textTest(property, comparison)
  return isNegative ? (entry, tree) => !test(entry, tree) : test
}

function linkTest(property: Extract<Property, { kind: 'link' }>, { value }: Comparison): EntryTest {
  return (entry, tree) => {
    const ids = [...property.read(entry, tree)]
    if (value === null) return ids.length === 0
    const wanted = namedEntry(tree, value)
    return wanted !== undefined && ids.includes(wanted.record.id)
  }
}

function textTest(property: Extract<Property, { kind: 'text' }>, { operator, value }: Comparison): EntryTest {
  if (value === null) return (entry, tree) => property.read(entry, tree).length === 0
  const fits = FITS[operator](value)
  return (entry, tree) => property.read(entry, tree).some(fits)
}

type Fits = (wanted: string) => (given: string) => boolean

const equals: Fits = (wanted) => {
  const folded = wanted.toLowerCase()
  return (given) => given.toLowerCase() === folded
}

/** `*` stands for any characters; nothing else is special. */
const isLike: Fits = (wanted) => {
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('.*')}$`, 'is')
  return (given) => pattern.test(given)
}

/** Numbers by their size, everything else by its letters. */
const ordered =
  (holds: (order: number) => boolean): Fits =>
  (wanted) =>
  (given) =>
    holds(given.localeCompare(wanted, 'en', { numeric: true, sensitivity: 'base' }))

const FITS: Readonly<Record<Operator, Fits>> = {
  eq: equals,
  ne: equals,
  like: isLike,
  notlike: isLike,
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
}
