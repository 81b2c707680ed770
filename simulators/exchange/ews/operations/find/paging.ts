import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child } from '../request-parts.js'

/** A page of a list, with the attributes of its root element. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly '@IndexedPagingOffset'?: number
  readonly '@NumeratorOffset'?: number
  readonly '@AbsoluteDenominator'?: number
  readonly '@TotalItemsInView': number
  readonly '@IncludesLastItemInRange': boolean
}

export interface Pager<T> {
  /** The same for those that take the same page of a list; undefined when not only its length decides. */
  readonly name: string | undefined
  of(all: readonly T[]): Page<T>
}

/** The view of a Find operation: which page of the result is wanted. @source ews.md 4.3 */
export function readPaging<T>(request: EwsObject): Pager<T> {
  const indexed = child(request, 'IndexedPageItemView') ?? child(request, 'IndexedPageFolderView')
  const fractional = child(request, 'FractionalPageItemView') ?? child(request, 'FractionalPageFolderView')
  if (indexed !== undefined) return indexedPages(indexed)
  return fractional === undefined ? EVERYTHING : fractionalPages(fractional)
}

const EVERYTHING: Pager<never> = {
  name: 'everything',
  of: (all) => ({ items: all, '@TotalItemsInView': all.length, '@IncludesLastItemInRange': true }),
}

function indexedPages<T>(view: EwsObject): Pager<T> {
  const offset = Number(view['@Offset'])
  const limit = maxEntries(view)
  const isFromEnd = view['@BasePoint'] === 'End'
  if (offset < 0) throw new ItemError('ErrorInvalidIndexedPagingParameters')

  return {
    name: `${limit} ${isFromEnd ? 'to' : 'from'} ${offset}`,
    of(all) {
      const end = isFromEnd ? Math.max(all.length - offset, 0) : Math.min(offset + limit, all.length)
      const start = isFromEnd ? Math.max(end - limit, 0) : Math.min(offset, all.length)
      return {
        items: all.slice(start, end),
        '@IndexedPagingOffset': isFromEnd ? all.length - start : end,
        '@TotalItemsInView': all.length,
        '@IncludesLastItemInRange': isFromEnd ? start === 0 : end === all.length,
      }
    },
  }
}

function fractionalPages<T>(view: EwsObject): Pager<T> {
  const [numerator, denominator] = [Number(view['@Numerator']), Number(view['@Denominator'])]
  const limit = maxEntries(view)
  if (denominator <= 0 || numerator < 0 || numerator > denominator) {
    throw new ItemError('ErrorInvalidFractionalPagingParameters')
  }

  return {
    name: `${limit} from ${numerator} of ${denominator}`,
    of(all) {
      const start = Math.floor((all.length * numerator) / denominator)
      const end = Math.min(start + limit, all.length)
      return {
        items: all.slice(start, end),
        '@NumeratorOffset': end,
        '@AbsoluteDenominator': all.length,
        '@TotalItemsInView': all.length,
        '@IncludesLastItemInRange': end === all.length,
      }
    },
  }
}

/**
 * A `SeekToConditionPageItemView`: the page that begins with the first item that meets a condition, or from the
 * end with the last one. @source [DOC] SeekToConditionPageItemView; what nothing meets is an empty page, @inferred
 */
export function seekingPages<T>(view: EwsObject, meets: (one: T) => boolean): Pager<T> {
  return { name: undefined, of: (all) => seekingPage(view, all, meets) }
}

function seekingPage<T>(view: EwsObject, all: readonly T[], meets: (one: T) => boolean): Page<T> {
  const limit = maxEntries(view)
  const isFromEnd = view['@BasePoint'] === 'End'
  const found = isFromEnd ? all.findLastIndex(meets) : all.findIndex(meets)
  const [start, end] = isFromEnd
    ? [Math.max(found + 1 - limit, 0), found + 1]
    : [found < 0 ? all.length : found, found < 0 ? all.length : Math.min(found + limit, all.length)]
  return {
    items: all.slice(start, end),
    '@IndexedPagingOffset': isFromEnd ? all.length - start : end,
    '@TotalItemsInView': all.length,
    '@IncludesLastItemInRange': isFromEnd ? start === 0 : end === all.length,
  }
}

function maxEntries(view: EwsObject): number {
  const limit = view['@MaxEntriesReturned'] === undefined ? Infinity : Number(view['@MaxEntriesReturned'])
  if (limit <= 0) throw new ItemError('ErrorInvalidPagingMaxRows')
  return limit
}
