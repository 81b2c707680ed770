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

export type Pager = <T>(all: readonly T[]) => Page<T>

/** The view of a Find operation: which page of the result is wanted. @source ews.md 4.3 */
export function readPaging(request: EwsObject): Pager {
  const indexed = child(request, 'IndexedPageItemView') ?? child(request, 'IndexedPageFolderView')
  const fractional = child(request, 'FractionalPageItemView') ?? child(request, 'FractionalPageFolderView')
  if (indexed !== undefined) return indexedPages(indexed)
  return fractional === undefined ? everything : fractionalPages(fractional)
}

function everything<T>(all: readonly T[]): Page<T> {
  return { items: all, '@TotalItemsInView': all.length, '@IncludesLastItemInRange': true }
}

function indexedPages(view: EwsObject): Pager {
  const offset = Number(view['@Offset'])
  const limit = maxEntries(view)
  const isFromEnd = view['@BasePoint'] === 'End'
  if (offset < 0) throw new ItemError('ErrorInvalidIndexedPagingParameters')

  return (all) => {
    const end = isFromEnd ? Math.max(all.length - offset, 0) : Math.min(offset + limit, all.length)
    const start = isFromEnd ? Math.max(end - limit, 0) : Math.min(offset, all.length)
    return {
      items: all.slice(start, end),
      '@IndexedPagingOffset': isFromEnd ? all.length - start : end,
      '@TotalItemsInView': all.length,
      '@IncludesLastItemInRange': isFromEnd ? start === 0 : end === all.length,
    }
  }
}

function fractionalPages(view: EwsObject): Pager {
  const [numerator, denominator] = [Number(view['@Numerator']), Number(view['@Denominator'])]
  const limit = maxEntries(view)
  if (denominator <= 0 || numerator < 0 || numerator > denominator) {
    throw new ItemError('ErrorInvalidFractionalPagingParameters')
  }

  return (all) => {
    const start = Math.floor((all.length * numerator) / denominator)
    const end = Math.min(start + limit, all.length)
    return {
      items: all.slice(start, end),
      '@NumeratorOffset': end,
      '@AbsoluteDenominator': all.length,
      '@TotalItemsInView': all.length,
      '@IncludesLastItemInRange': end === all.length,
    }
  }
}

/**
 * A `SeekToConditionPageItemView`: the page that begins with the first item that meets a condition, or from the
 * end with the last one. @source [DOC] SeekToConditionPageItemView; what nothing meets is an empty page, @inferred
 */
export function seekingPage<T>(view: EwsObject, all: readonly T[], meets: (one: T) => boolean): Page<T> {
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
